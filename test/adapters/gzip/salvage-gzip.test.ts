import zlib, { gzipSync } from 'node:zlib';
import { salvageGzip } from '../../../lib/adapters/gzip/salvage-gzip';

const TEXT = 'a log file. '.repeat(1000);
const GZIP = gzipSync(TEXT);

it('gives the whole of a gzip of which only the end is damaged', () => {
  expect(salvageGzip(GZIP).toString()).toBe(TEXT);
  expect(salvageGzip(GZIP.subarray(0, -8)).toString()).toBe(TEXT);
  expect(salvageGzip(Buffer.concat([GZIP.subarray(0, -8), Buffer.alloc(8)])).toString()).toBe(TEXT);
  expect(salvageGzip(Buffer.concat([GZIP, Buffer.from('garbage')])).toString()).toBe(TEXT);
});

it('gives what precedes a damaged byte', () => {
  const text = Array.from({ length: 3000 }, (_, index) => `record ${index * index};`).join('');
  const damaged = gzipSync(text);
  const at = Math.floor(damaged.length / 2);
  damaged.fill(0xff, at, at + 4);
  // Damaged bytes may unpack to something for a while: what comes before them is what matters.
  const before = text.slice(0, text.length / 3);
  expect(salvageGzip(damaged).toString().slice(0, before.length)).toBe(before);
});

it('gives the members before the one that is damaged', () => {
  const members = Buffer.concat([gzipSync('one '), gzipSync('two'), Buffer.of(0x1f, 0x8b, 0xff)]);
  expect(salvageGzip(members).toString()).toBe('one two');
});

it('gives nothing of what is no gzip', () => {
  expect(salvageGzip(Buffer.from('no gzip at all'))).toHaveLength(0);
  expect(salvageGzip(Buffer.alloc(0))).toHaveLength(0);
});

it('unpacks no more than a real log could be of a bomb', () => {
  const bomb = gzipSync(Buffer.alloc(1024 ** 2)).subarray(0, -8);
  const most = 800 * 1024;
  const { length } = salvageGzip(bomb, most);
  expect(length).toBeLessThanOrEqual(most);
  expect(length).toBeGreaterThan(most / 2);
  const unpack = jest.spyOn(zlib, 'gunzipSync');
  salvageGzip(GZIP);
  expect(new Set(unpack.mock.calls.map(([, options]) => options?.maxOutputLength))).toEqual(new Set([64 * 1024 ** 2]));
  unpack.mockRestore();
});
