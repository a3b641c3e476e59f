import { gzipSync } from 'node:zlib';
import { unpackedSmallGzip } from '../../../lib/adapters/gzip/small-gzip';

const TEXT = 'a log file. '.repeat(1000);
const GZIP = gzipSync(TEXT);
const ANY = Number.MAX_SAFE_INTEGER;

/** The gzip with another size at its end, where nothing else checks it. */
function claiming(bytes: number): Buffer {
  const members = Buffer.concat([gzipSync('before '), GZIP]);
  const lie = gzipSync(Buffer.alloc(bytes));
  return Buffer.concat([members, lie]);
}

it('unpacks a gzip, of one member or several', () => {
  expect(unpackedSmallGzip(GZIP, ANY)?.toString()).toBe(TEXT);
  expect(unpackedSmallGzip(Buffer.concat([GZIP, gzipSync(''), GZIP]), ANY)?.toString()).toBe(TEXT + TEXT);
  expect(unpackedSmallGzip(gzipSync(''), ANY)).toHaveLength(0);
});

it('unpacks whatever the last member says about the size of itself alone', () => {
  for (const bytes of [0, 1, 100_000]) {
    expect(unpackedSmallGzip(claiming(bytes), ANY)).toHaveLength('before '.length + TEXT.length + bytes);
  }
});

it.each<[string, Buffer]>([
  ['cut', GZIP.subarray(0, -1)],
  ['followed by something else', Buffer.concat([GZIP, Buffer.from('garbage')])],
  ['with a forged size', Buffer.concat([GZIP.subarray(0, -4), Buffer.of(255, 255, 255, 255)])],
  ['with a wrong check sum', Buffer.concat([GZIP.subarray(0, -8), Buffer.alloc(8)])],
  ['of two bytes', Buffer.of(0x1f, 0x8b)],
  ['that unpacks to more than small ones do', gzipSync(Buffer.alloc(5 * 1024 * 1024))],
])('leaves to a stream a gzip %s', (_, gzip) => {
  expect(unpackedSmallGzip(gzip, ANY)).toBeUndefined();
});

it('unpacks up to the limit and no more', () => {
  expect(unpackedSmallGzip(GZIP, TEXT.length)?.toString()).toBe(TEXT);
  expect(unpackedSmallGzip(GZIP, TEXT.length - 1)).toBeUndefined();
});
