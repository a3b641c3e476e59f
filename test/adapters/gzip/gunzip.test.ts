import { gzipSync } from 'node:zlib';
import {
  BrokenGzipError,
  DecompressionLimitError,
  type GunzipOptions,
  gunzip,
  NotGzipError,
} from '../../../lib/adapters/gzip/gunzip';

const TEXT = 'a log file. '.repeat(1000);
const GZIP = gzipSync(TEXT);

describe('gunzip', () => {
  it('decompresses gzip, whatever pieces it comes in', async () => {
    for (const size of [1, 2, 3, 10, GZIP.length]) expect(await textOf(pieces(GZIP, size))).toBe(TEXT);
  });

  it('decompresses several members in a row', async () => {
    const members = Buffer.concat([gzipSync('one '), gzipSync(''), gzipSync('two')]);
    for (const size of [1, 7, members.length]) expect(await textOf(pieces(members, size))).toBe('one two');
  });

  it('passes on what is not gzip', async () => {
    expect(await textOf(pieces(Buffer.from('{"Records":[]}'), 1))).toBe('{"Records":[]}');
    expect(await textOf(pieces(Buffer.alloc(0), 1))).toBe('');
  });

  it.each([
    ['plain text', Buffer.from('{"Records":[]}'), '0x7b22'],
    ['an empty file', Buffer.alloc(0), '0x'],
    ['a single byte', Buffer.of(0x1f), '0x1f'],
  ])('refuses %s where the name promised gzip', async (_, bytes, found) => {
    const reading = textOf(pieces(bytes, 5), { mustBeGzip: true });
    await expect(reading).rejects.toThrow(NotGzipError);
    await expect(textOf(pieces(bytes, 5), { mustBeGzip: true })).rejects.toThrow(found);
  });

  it('refuses gzip that is cut at any byte', async () => {
    for (let length = 2; length < GZIP.length; length += 1) {
      await expect(textOf(pieces(GZIP.subarray(0, length), 16))).rejects.toThrow(BrokenGzipError);
    }
  });

  it('refuses gzip that is damaged', async () => {
    const damaged = Buffer.from(GZIP);
    damaged.writeUInt32LE(0, damaged.length - 8);
    await expect(textOf(pieces(damaged, 16))).rejects.toThrow('incorrect data check');
  });

  it('hands on what comes before the damage', async () => {
    const member = gzipSync('good');
    const seen: string[] = [];
    const reading = async () => {
      const chunks = gunzip(pieces(Buffer.concat([member, GZIP.subarray(0, 30)]), 9), { mustBeGzip: true });
      for await (const chunk of chunks) seen.push(Buffer.from(chunk).toString());
    };
    await expect(reading()).rejects.toThrow(BrokenGzipError);
    expect(seen.join('')).toContain('good');
  });

  it.each([
    ['followed by what is no gzip', Buffer.concat([GZIP, Buffer.from('garbage')])],
    ['with a wrong check sum', Buffer.concat([GZIP.subarray(0, -8), Buffer.alloc(8)])],
    ['cut before its check sum', GZIP.subarray(0, -8)],
  ])('hands on the whole content of a gzip %s, in one piece or many', async (_, bytes) => {
    for (const size of [1, 16, bytes.length]) {
      let seen = '';
      const reading = async () => {
        for await (const chunk of gunzip(pieces(bytes, size), { mustBeGzip: true })) seen += Buffer.from(chunk);
      };
      await expect(reading()).rejects.toThrow(BrokenGzipError);
      expect(seen).toBe(TEXT);
    }
  });

  it('refuses more than the limit, after what the limit allows', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    const maxBytes = 3 * 1024 * 1024;
    let seen = 0;
    const reading = async () => {
      for await (const chunk of gunzip(pieces(bomb, 1024), { mustBeGzip: true, maxBytes })) seen += chunk.length;
    };
    await expect(reading()).rejects.toThrow(DecompressionLimitError);
    expect(seen).toBe(maxBytes);
    await expect(textOf(pieces(GZIP, 99), { mustBeGzip: true, maxBytes: TEXT.length })).resolves.toBe(TEXT);
  });

  it('sets plain content no limit', async () => {
    expect(await textOf(pieces(Buffer.from(TEXT), 99), { mustBeGzip: false, maxBytes: 10 })).toBe(TEXT);
  });

  it('throws what the source throws', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield GZIP.subarray(0, 20);
      throw new RangeError('the connection is gone');
    }
    await expect(textOf(failing())).rejects.toThrow(new RangeError('the connection is gone'));
  });

  it('takes a connection that breaks in mid-file for what it is, and no broken gzip', async () => {
    async function* reset(): AsyncGenerator<Uint8Array> {
      yield GZIP.subarray(0, GZIP.length / 2);
      throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    }
    const failure = await textOf(reset()).catch((error: unknown) => error);
    expect(failure).not.toBeInstanceOf(BrokenGzipError);
    expect(failure).toMatchObject({ code: 'ECONNRESET' });
  });

  it('closes the source when the reader stops, without reading on', async () => {
    let taken = 0;
    let isClosed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          taken += 1;
          yield gzipSync(Buffer.alloc(2 * 1024 * 1024));
        }
      } finally {
        isClosed = true;
      }
    }
    for await (const chunk of gunzip(endless(), { mustBeGzip: true })) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect(isClosed).toBe(true);
    expect(taken).toBeLessThan(100);
  });
});

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function textOf(
  source: AsyncIterable<Uint8Array>,
  options: GunzipOptions = { mustBeGzip: false },
): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of gunzip(source, options)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
