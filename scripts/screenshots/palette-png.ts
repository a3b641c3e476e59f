import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** What each PNG begins with (PNG specification, 5.2). */
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Colours that a palette may have. */
const MOST_COLOURS = 256;
/** Bits of a channel that are dropped, one more at a time, until the colours fit: shades at the edges of letters. */
const DROPPED_BITS = [0, 1, 2, 3, 4, 5];
/** Colour types of PNG (11.2.2): three channels, a palette, and three channels with opacity. */
const RGB = 2;
const INDEXED = 3;
const RGBA = 6;
/** The keyword of the text that says of what a picture is (11.3.4.3). */
const SOURCE = 'Source';

/** A picture without opacity. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  /** A colour each, 0xRRGGBB, row after row. */
  readonly colours: Uint32Array;
}

/** A PNG that no browser makes. */
export class UnknownPngError extends Error {
  constructor(readonly reason: string) {
    super(`this PNG cannot be made smaller: ${reason}; expected 8 bits of RGB or RGBA, not interlaced`);
    this.name = 'UnknownPngError';
  }
}

/**
 * A screenshot of a browser (PNG) with a palette, at about a third of the bytes, and with a text that says of what it is. Close
 * colours become one if there are too many. The same input gives the same bytes. Throws `UnknownPngError`.
 */
export function palettePng(png: Uint8Array, source: string): Buffer {
  const { width, height, colours } = pixelsOf(Buffer.from(png));
  const { palette, indexes } = indexed(colours);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) rows.set(indexes.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, INDEXED], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]))),
    chunk('tEXt', Buffer.from(`${SOURCE}\0${source}`, 'latin1')),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Of what a picture is, as `palettePng` noted it. Undefined if it says nothing. */
export function sourceOf(png: Uint8Array): string | undefined {
  const text = chunksOf(Buffer.from(png))
    .find(({ type }) => type === 'tEXt')
    ?.data.toString('latin1');
  return text?.startsWith(`${SOURCE}\0`) ? text.slice(SOURCE.length + 1) : undefined;
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}

function chunksOf(png: Buffer): readonly { readonly type: string; readonly data: Buffer }[] {
  const chunks = [];
  for (let at = SIGNATURE.length; at + 8 <= png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function pixelsOf(png: Buffer): Pixels {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (!png.subarray(0, SIGNATURE.length).equals(SIGNATURE) || header === undefined)
    throw new UnknownPngError('it is no PNG');
  const [bits, type = 0, , , interlaced] = header.subarray(8);
  if (bits !== 8 || (type !== RGB && type !== RGBA) || interlaced !== 0)
    throw new UnknownPngError(`${bits} bits, colour type ${type}, interlacing ${interlaced}`);
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const channels = type === RGB ? 3 : 4;
  const packed = inflateSync(Buffer.concat(chunks.filter((each) => each.type === 'IDAT').map(({ data }) => data)));
  const bytes = unfiltered(packed, width * channels, channels);
  const colours = Uint32Array.from({ length: width * height }, (_, index) => bytes.readUIntBE(index * channels, 3));
  return { width, height, colours };
}

/** The bytes of rows that a filter each made smaller (PNG specification, 9.2). What is before the first byte counts as 0. */
function unfiltered(packed: Buffer, rowBytes: number, channels: number): Buffer {
  const bytes = Buffer.alloc(packed.length - packed.length / (rowBytes + 1));
  for (let at = 0; at < bytes.length; at += 1) {
    const row = Math.floor(at / rowBytes);
    const filter = packed[row * (rowBytes + 1)] ?? 0;
    const isFirst = at - row * rowBytes < channels;
    const left = isFirst ? 0 : bytes[at - channels];
    const upLeft = isFirst ? 0 : bytes[at - rowBytes - channels];
    bytes[at] = (packed[at + row + 1] ?? 0) + predicted(filter, left ?? 0, bytes[at - rowBytes] ?? 0, upLeft ?? 0);
  }
  return bytes;
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter === 4) return paeth(left, up, upLeft);
  throw new UnknownPngError(`filter ${filter}`);
}

/** The neighbour that is closest to left + up - upLeft (9.4). */
function paeth(left: number, up: number, upLeft: number): number {
  const toLeft = Math.abs(up - upLeft);
  const toUp = Math.abs(left - upLeft);
  const toUpLeft = Math.abs(left + up - 2 * upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

/** Colours as places in a palette, which has for each group of close colours the one that is used most. */
function indexed(colours: Uint32Array): { readonly palette: readonly number[]; readonly indexes: Uint8Array } {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byUse = [...counts].sort(([one, a], [other, b]) => b - a || one - other).map(([colour]) => colour);
  for (const bits of DROPPED_BITS) {
    const group = (colour: number) => (colour >> bits) & (0x010101 * (0xff >> bits));
    const palette: number[] = [];
    const places = new Map<number, number>();
    for (const colour of byUse) if (!places.has(group(colour))) places.set(group(colour), palette.push(colour) - 1);
    if (palette.length <= MOST_COLOURS)
      return { palette, indexes: Uint8Array.from(colours, (colour) => places.get(group(colour)) ?? 0) };
  }
  throw new UnknownPngError('it has too many colours');
}
