import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { palettePng, sourceOf, UnknownPngError } from '../../scripts/screenshots/palette-png';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** A PNG of RGB as a browser makes it: rows of bytes, each behind its filter. */
function png(width: number, rows: readonly (readonly number[])[], bits = 8): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([bits, 2], 8);
  const packed = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(data.length, 0);
  const typed = Buffer.concat([Buffer.from(type), data]);
  numbers.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([numbers.subarray(0, 4), typed, numbers.subarray(4)]);
}

/** The colours that a PNG with a palette shows, row after row, as hexadecimal digits. */
function coloursIn(picture: Buffer, width: number): readonly string[] {
  const data = (type: string) => {
    const at = picture.indexOf(type) + 4;
    return picture.subarray(at, at + picture.readUInt32BE(at - 8));
  };
  const palette = data('PLTE');
  const rows = inflateSync(data('IDAT'));
  const indexes = [...rows].filter((_, at) => at % (width + 1) !== 0);
  return indexes.map((index) => palette.subarray(index * 3, index * 3 + 3).toString('hex'));
}

const A = [10, 20, 30];
const B = [200, 100, 50];

it.each([
  ['none', [0, ...A, ...B], [0, ...B, ...A]],
  ['of the left', [1, ...A, 190, 80, 20], [1, ...B, 66, 176, 236]],
  ['of the row above', [0, ...A, ...B], [2, 190, 80, 20, 66, 176, 236]],
  ['of the average', [0, ...A, ...B], [3, 195, 90, 35, 66, 176, 236]],
  ['of Paeth', [0, ...A, ...B], [4, 190, 80, 20, 66, 176, 236]],
])('shows the same colours: filter %s', (_, ...rows) => {
  const colours = coloursIn(palettePng(png(2, rows), ''), 2);
  expect(colours).toEqual(['0a141e', 'c86432', 'c86432', '0a141e']);
});

it('gives the same bytes for the same picture, and tells of what it is', () => {
  const picture = png(2, [[0, ...A, ...B]]);
  expect(palettePng(picture, 'the page')).toEqual(palettePng(picture, 'the page'));
  expect(sourceOf(palettePng(picture, 'the page'))).toBe('the page');
  expect(sourceOf(picture)).toBeUndefined();
});

it('makes one of close colours where there are too many, each at most 63 of 255 away', () => {
  const row = Array.from({ length: 1_000 }, (_, index) => [index % 256, (index * 7) % 256, (index * 31) % 256]).flat();
  const colours = coloursIn(palettePng(png(1_000, [[0, ...row]]), ''), 1_000);
  expect(new Set(colours).size).toBeLessThanOrEqual(256);
  const far = Buffer.from(colours.join(''), 'hex').filter((value, at) => Math.abs(value - (row[at] ?? 0)) > 63);
  expect([...far]).toEqual([]);
});

it.each([
  ['another form', Buffer.from('GIF89a'), 'it is no PNG'],
  ['16 bits', png(2, [[0, ...A, ...B]], 16), '16 bits, colour type 2, interlacing 0'],
  ['a filter that there is none of', png(2, [[9, ...A, ...B]]), 'filter 9'],
])('refuses %s', (_, picture, reason) => {
  expect(() => palettePng(picture, '')).toThrow(new UnknownPngError(reason));
});
