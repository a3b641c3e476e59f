import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnreadableLogFileError } from '../../core/log-file/unreadable-log-file-error';
import { salvageGzip } from './salvage-gzip';

/** A file that has to be gzip and begins like none. */
export class NotGzipError extends UnreadableLogFileError {
  constructor(firstBytes: Uint8Array) {
    super(`not gzip: begins with 0x${Buffer.from(firstBytes).toString('hex')}, expected 0x1f8b`);
  }
}

/** Gzip that is damaged or ends too early. */
export class BrokenGzipError extends UnreadableLogFileError {
  constructor(cause: { readonly message: string }) {
    super(`broken gzip: ${cause.message}; fetch the file again`, { cause });
  }
}

/** A gzip that holds more than any log file does. */
export class DecompressionLimitError extends UnreadableLogFileError {
  constructor(readonly maxBytes: number) {
    super(
      `more than ${maxBytes} bytes when decompressed, which is the limit: decompress it elsewhere if it is to be trusted`,
    );
  }
}

/**
 * How much a gzip may unpack to, in bytes. CloudTrail limits a log file to 50 MB compressed (CloudTrail user guide:
 * quotas) and logs shrink about ninefold, so half a gigabyte is the most a real one has; gzip can do a thousandfold.
 */
export const DEFAULT_MAX_BYTES = 4 * 1024 ** 3;

/** Output comes in pieces of this size: smaller ones cost more wake-ups of zlib's thread, larger ones more fresh memory. */
const CHUNK_BYTES = 512 * 1024;

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/**
 * Up to this size, in bytes, a gzip is kept while it is unpacked, so that a damaged one yields all that precedes the
 * damage. Most log files are smaller; of a larger one what zlib unpacked since its last chunk is lost with the damage.
 */
const MAX_SALVAGED_GZIP_BYTES = 1024 ** 2;

/** How a file is decompressed. */
export interface GunzipOptions {
  /**
   * Whether content that is no gzip is an error. Names tell nothing: tools that fetch log files unpack some without
   * taking `.gz` from their names, and pack others. @default false
   */
  readonly mustBeGzip?: boolean;
  /** The most that gzip may unpack to, in bytes. @default DEFAULT_MAX_BYTES */
  readonly maxBytes?: number;
}

/**
 * The decompressed content of a gzip (of any number of members, as `cat a.gz b.gz` makes), or the content itself of a
 * file that does not begin like one. Reads no faster than it is read. What precedes damage is given before the error
 * is thrown, up to `MAX_SALVAGED_GZIP_BYTES`. Throws `NotGzipError`, `BrokenGzipError`,
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
    const content = resume(head, chunks);
    yield* isGzip ? inflate(content, maxBytes) : content;
  } finally {
    await chunks.return?.();
  }
}

/** The first chunks joined until there is enough to know a gzip by, or all that there is. */
async function takeHead(chunks: AsyncIterator<Uint8Array>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < GZIP_MAGIC.length) {
    const next = await chunks.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* resume(head: Buffer, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
}

async function* inflate(content: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  const inflating = createGunzip({ chunkSize: CHUNK_BYTES });
  const kept = new KeptBeginning();
  // A failure of either end destroys the stream with its error, which the loop below throws.
  pipeline(kept.of(content), inflating, () => {});
  let bytes = 0;
  try {
    for await (const chunk of inflating) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new DecompressionLimitError(maxBytes);
      yield chunk;
    }
  } catch (error) {
    if (!isZlibError(error)) throw error;
    yield salvageGzip(kept.bytes).subarray(bytes, maxBytes);
    throw new BrokenGzipError(error);
  }
}

/** Remembers what was read of a file, as long as that is little. */
class KeptBeginning {
  private chunks: Uint8Array[] = [];
  private length = 0;

  /** All that was read so far; nothing where that was more than may be kept. */
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

/** zlib's own errors have codes such as `Z_DATA_ERROR`; the source's have others or none. */
function isZlibError(error: unknown): error is { readonly message: string } {
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('Z_');
}
