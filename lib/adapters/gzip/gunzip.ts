import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnreadableLogFileError } from '../../core/log-file/unreadable-log-file-error';
import { salvageGzip } from './salvage-gzip';
import { SMALL_GZIP_BYTES, unpackedSmallGzip } from './small-gzip';

/** A file that must be gzip but does not begin like it. */
export class NotGzipError extends UnreadableLogFileError {
  override readonly name = 'NotGzipError';

  constructor(firstBytes: Uint8Array) {
    super(`not gzip: begins with 0x${Buffer.from(firstBytes).toString('hex')}, expected 0x1f8b`);
  }
}

/** Gzip that is damaged or ends too early. */
export class BrokenGzipError extends UnreadableLogFileError {
  override readonly name = 'BrokenGzipError';

  constructor(cause: { readonly message: string }) {
    super(`broken gzip: ${cause.message}; fetch the file again`, { cause });
  }
}

/** A gzip that contains more than any log file can. */
export class DecompressionLimitError extends UnreadableLogFileError {
  override readonly name = 'DecompressionLimitError';

  constructor(readonly maxBytes: number) {
    super(`more than ${maxBytes} bytes when decompressed, which is the limit: decompress it elsewhere if you trust it`);
  }
}

/**
 * How much a gzip may unpack to, in bytes. CloudTrail limits a log file to 50 MB compressed (CloudTrail user guide:
 * quotas), and logs shrink about ninefold. A real log file therefore has at most half a gigabyte, while gzip can pack a
 * thousandfold.
 */
export const DEFAULT_MAX_BYTES = 4 * 1024 ** 3;

/**
 * Output comes in pieces of this size. Smaller pieces wake zlib's thread more often, larger ones need more new memory.
 */
const CHUNK_BYTES = 512 * 1024;

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/**
 * A gzip of at most this many bytes stays in memory while it is unpacked, so that a damaged one yields everything
 * before the damage. Most log files are smaller. A larger one loses what zlib unpacked since its last chunk.
 */
const MAX_SALVAGED_GZIP_BYTES = 1024 ** 2;

/** How a file is decompressed. */
export interface GunzipOptions {
  /**
   * Whether content that is not gzip is an error. Names prove nothing: some tools that fetch log files unpack them and
   * keep `.gz` in the name, others pack them.
   */
  readonly mustBeGzip?: boolean;
  /** The most that gzip may unpack to, in bytes. @default DEFAULT_MAX_BYTES */
  readonly maxBytes?: number;
}

/**
 * The decompressed content of a gzip (of any number of members, as `cat a.gz b.gz` makes), or the content itself if the
 * file does not begin like one. Reads the source no faster than you read the result. Gives what precedes damage before
 * it throws, for files of up to `MAX_SALVAGED_GZIP_BYTES`. Throws `NotGzipError`, `BrokenGzipError`,
 * `DecompressionLimitError`, or what the source throws.
 */
export async function* gunzip(
  source: AsyncIterable<Uint8Array>,
  { mustBeGzip = false, maxBytes = DEFAULT_MAX_BYTES }: GunzipOptions = {},
): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  try {
    const head = await takeHead(chunks);
    const magic = head.subarray(0, GZIP_MAGIC.length);
    const isGzip = GZIP_MAGIC.equals(magic);
    if (!isGzip && mustBeGzip) throw new NotGzipError(magic);
    if (isGzip) yield* inflate(head, chunks, maxBytes);
    else yield* resume([head], chunks);
  } finally {
    await chunks.return?.();
  }
}

/** The first chunks, joined until they are enough to recognize a gzip, or all chunks if there are too few. */
async function takeHead(chunks: AsyncIterator<Uint8Array>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < GZIP_MAGIC.length) {
    const next = await chunks.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* resume(taken: readonly Uint8Array[], chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* taken;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
}

async function* inflate(head: Buffer, chunks: AsyncIterator<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  const { taken, rest } = await takeSmall(head, chunks);
  const small = rest ? undefined : unpackedSmallGzip(taken.length === 1 ? head : Buffer.concat(taken), maxBytes);
  if (small) yield small;
  else yield* inflateStream(resume(taken, rest ?? NOTHING), maxBytes);
}

/** A source that is at its end. */
const NOTHING: AsyncIterator<Uint8Array> = { next: async () => ({ done: true, value: undefined }) };

/**
 * Takes a file into memory if it is small. `rest` is what follows otherwise: the rest of a large one, or the failure of a
 * source that cannot be read to its end.
 */
async function takeSmall(head: Buffer, chunks: AsyncIterator<Uint8Array>) {
  const taken: Uint8Array[] = [head];
  try {
    for (let length = head.length; length <= SMALL_GZIP_BYTES; ) {
      const next = await chunks.next();
      if (next.done) return { taken };
      taken.push(next.value);
      length += next.value.length;
    }
    return { taken, rest: chunks };
  } catch (error) {
    return { taken, rest: { next: () => Promise.reject(error) } satisfies AsyncIterator<Uint8Array> };
  }
}

async function* inflateStream(content: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  const inflating = createGunzip({ chunkSize: CHUNK_BYTES });
  const beginning = new RememberedBeginning();
  // A failure at either end destroys the stream with its error, and the loop below throws this error.
  pipeline(beginning.of(content), inflating, () => {});
  let bytes = 0;
  try {
    for await (const chunk of inflating) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new DecompressionLimitError(maxBytes);
      yield chunk;
    }
  } catch (error) {
    if (!isZlibError(error)) throw error;
    yield salvageGzip(beginning.bytes).subarray(bytes, maxBytes);
    throw new BrokenGzipError(error);
  }
}

/** Remembers what was read of a file, up to a limit. */
class RememberedBeginning {
  private chunks: Uint8Array[] = [];
  private length = 0;

  /** All that was read so far, or nothing if it exceeds the limit. */
  get bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  async *of(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      this.length += chunk.length;
      if (this.length > MAX_SALVAGED_GZIP_BYTES) this.chunks = [];
      else this.chunks.push(chunk);
      yield chunk;
    }
  }
}

/** zlib's own errors have codes such as `Z_DATA_ERROR`. Errors of the source have other codes or none. */
function isZlibError(error: unknown): error is { readonly message: string } {
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('Z_');
}
