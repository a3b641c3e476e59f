import type { Hash } from 'node:crypto';
import { OPEN_BRACE } from './json-bytes';

/** Bytes from `start` to `end` of `source`, which is the chunk itself or a buffer of the span's own. */
export interface Span {
  readonly source: Buffer;
  readonly start: number;
  readonly end: number;
  /** The position of the first byte in the decompressed file. */
  readonly offset: number;
  /** The SHA-256 of its bytes, in lower-case hex, if the span is too long to copy. Its `source` is then empty. */
  readonly sha256: string | undefined;
}

/** The bytes of a span: a view, not a copy. */
export function bytesOf({ source, start, end }: Span): Buffer {
  return source.subarray(start, end);
}

/** The text of a JSON string. Undefined if the span is not one. */
export function textIn(span: Span): string | undefined {
  try {
    return String(JSON.parse(bytesOf(span).toString()));
  } catch {
    return undefined;
  }
}

/** Whether a span holds a JSON object, going by its first byte. */
export function beginsObject({ source, start }: Span): boolean {
  return source[start] === OPEN_BRACE;
}

const NOTHING: Buffer = Buffer.alloc(0);

/** The first allocation for a span that goes past a chunk's border: more than most records need. */
const FIRST_CAPACITY_BYTES = 4096;

/**
 * A part of the file that has begun and not ended. Copies only what a chunk's border cuts, and only hashes what is longer
 * than `maxBytes`.
 */
export class OpenSpan {
  /** Where the span begins in the present chunk (0 if it began earlier), or undefined where none is open. */
  private start: number | undefined;
  private copied = NOTHING;
  private copiedLength = 0;
  private hash: Hash | undefined;
  private offset = 0;

  constructor(private readonly maxBytes: number) {}

  get isOpen(): boolean {
    return this.start !== undefined;
  }

  /** Opens at position `start` of the present chunk, which is byte `offset` of the file. */
  open(start: number, offset: number): void {
    this.start = start;
    this.offset = offset;
    this.copiedLength = 0;
    this.hash = undefined;
  }

  /** Forgets what was open. */
  drop(): void {
    this.start = undefined;
    this.copied = NOTHING;
  }

  /** Closes before position `end` of the present chunk. Returns the whole span. */
  close(chunk: Buffer, end: number): Span {
    const { start = 0, offset } = this;
    this.start = undefined;
    const isWhole = this.copiedLength === 0 && this.hash === undefined;
    if (isWhole && end - start <= this.maxBytes) return { source: chunk, start, end, offset, sha256: undefined };
    this.copy(chunk.subarray(start, end));
    const source = this.copied;
    this.copied = NOTHING;
    return { source, start: 0, end: this.copiedLength, offset, sha256: this.hash?.digest('hex') };
  }

  /** Copies the open part of a chunk before the chunk goes away. */
  carry(chunk: Buffer): void {
    if (this.start === undefined) return;
    this.copy(chunk.subarray(this.start));
    this.start = 0;
  }

  private copy(bytes: Buffer): void {
    if (!this.hash && this.copiedLength + bytes.length > this.maxBytes) this.startHash();
    if (this.hash) this.hash.update(bytes);
    else this.append(bytes);
  }

  private startHash(): void {
    // Loading node:crypto takes as long as extracting some megabytes, and hardly any file needs it here.
    this.hash = process.getBuiltinModule('node:crypto').createHash('sha256');
    this.hash.update(this.copied.subarray(0, this.copiedLength));
    this.copied = NOTHING;
    this.copiedLength = 0;
  }

  private append(bytes: Buffer): void {
    const length = this.copiedLength + bytes.length;
    if (length > this.copied.length) this.grow(length);
    bytes.copy(this.copied, this.copiedLength);
    this.copiedLength = length;
  }

  private grow(length: number): void {
    const larger = Buffer.allocUnsafe(Math.max(FIRST_CAPACITY_BYTES, 2 * length));
    this.copied.copy(larger, 0, 0, this.copiedLength);
    this.copied = larger;
  }
}
