import { BrokenLogFileError, describeByte } from './broken-log-file-error';
import { SOURCE_HINT, type SourceHint, sourceHint } from './source-hint';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;

/** In ASCII a closing bracket is two after its opening one, for both kinds. */
const FROM_OPEN_TO_CLOSE = 2;

/** What a byte outside of strings is. `part`: white space, a comma, a colon, or of a number, `true`, `false`, `null`. */
const KIND = { bad: 0, part: 1, quote: 2, open: 3, close: 4 } as const;
const KINDS = kindTable();

/** 1 for the bytes that may follow a backslash. */
const ESCAPABLE = new Uint8Array(256).map((_, byte) => Number('"\\/bfnrtu'.includes(String.fromCharCode(byte))));

/** Levels of nesting that a fresh scanner has room for; it grows by doubling. Real records have about ten. */
const FIRST_ROOM_FOR_LEVELS = 64;

/** More levels than a record of CloudTrail has bytes (256 KB): the memory for them is bounded, like all other. */
const MAX_LEVELS = 1024 * 1024;

/** `scan` has reached the end of the chunk inside the value. */
export const UNFINISHED = -1;

/**
 * Finds the end of one string, object or array, over any number of chunks. It guarantees strings, escapes, control
 * characters and brackets, which is all that the end of a value depends on; the rest it leaves to `JSON.parse`.
 */
export class ValueScanner {
  private depth = 0;
  private inString = false;
  private inEscape = false;
  private opened = new Uint8Array(FIRST_ROOM_FOR_LEVELS);
  private greatestHint: SourceHint = SOURCE_HINT.other;

  /** What the strings at the top level of the value tell of its event source. */
  get hint(): SourceHint {
    return this.greatestHint;
  }

  /** Makes ready for a new value. */
  begin(): void {
    this.depth = 0;
    this.inString = false;
    this.inEscape = false;
    this.greatestHint = SOURCE_HINT.other;
  }

  /**
   * The position after the value's last byte, or `UNFINISHED`. `from` is where its first byte stands, or 0 in the chunks
   * that follow; `offset` is the place of the chunk in the file, for errors.
   */
  scan(chunk: Buffer, from: number, offset: number): number {
    let at = from;
    if (this.inString) {
      at = this.passString(chunk, at, offset);
      if (this.isOver()) return at;
    }
    while (at < chunk.length) {
      // In bounds by the loop's condition, and every byte has a kind.
      const kind = KINDS[chunk[at] as number] as number;
      at += 1;
      if (kind === KIND.part) continue;
      if (kind === KIND.quote) at = this.passString(chunk, at, offset);
      else this.passBracket(kind, chunk[at - 1] as number, offset + at - 1);
      if (this.isOver()) return at;
    }
    // A string cut by the border cannot be judged, and one may have been.
    this.greatestHint = SOURCE_HINT.candidate;
    return UNFINISHED;
  }

  private isOver(): boolean {
    return this.depth === 0 && !this.inString;
  }

  /** The position after the closing quote of the string that goes on at `from`, or the chunk's end. */
  private passString(chunk: Buffer, from: number, offset: number): number {
    let at = this.inEscape ? this.passEscape(chunk, from, offset) : from;
    this.inString = true;
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (byte === QUOTE) return this.endString(chunk, from, at);
      if (byte === BACKSLASH) at = this.passEscape(chunk, at + 1, offset) - 1;
      else if (byte < FIRST_PRINTABLE) throw new BrokenLogFileError(offset + at, 'a string', describeByte(byte));
    }
    return chunk.length;
  }

  private endString(chunk: Buffer, from: number, quote: number): number {
    this.inString = false;
    if (this.depth === 1) this.greatestHint = greater(this.greatestHint, sourceHint(chunk, from, quote));
    return quote + 1;
  }

  /** The position after the byte at `at`, which a backslash escapes, or the chunk's end. */
  private passEscape(chunk: Buffer, at: number, offset: number): number {
    // An escaped string at the top level may spell the event source, or its key.
    if (this.depth === 1) this.greatestHint = SOURCE_HINT.candidate;
    this.inEscape = at >= chunk.length;
    if (this.inEscape) return at;
    const byte = chunk[at] as number;
    if (ESCAPABLE[byte] === 0) throw new BrokenLogFileError(offset + at, 'an escape', describeByte(byte));
    return at + 1;
  }

  private passBracket(kind: number, byte: number, offset: number): void {
    if (kind === KIND.open) {
      if (this.depth === this.opened.length) this.makeRoom(offset);
      this.opened[this.depth] = byte;
      this.depth += 1;
      return;
    }
    const open = this.opened[this.depth - 1] as number;
    if (kind === KIND.bad || open + FROM_OPEN_TO_CLOSE !== byte) {
      throw new BrokenLogFileError(
        offset,
        `JSON, of which '${closing(open)}' is the next bracket to close`,
        describeByte(byte),
      );
    }
    this.depth -= 1;
  }

  private makeRoom(offset: number): void {
    if (this.depth === MAX_LEVELS) throw new BrokenLogFileError(offset, `at most ${MAX_LEVELS} levels`, 'one more');
    const larger = new Uint8Array(2 * this.opened.length);
    larger.set(this.opened);
    this.opened = larger;
  }
}

function greater(one: SourceHint, other: SourceHint): SourceHint {
  return one > other ? one : other;
}

function closing(open: number): string {
  return String.fromCharCode(open + FROM_OPEN_TO_CLOSE);
}

function kindTable(): Uint8Array {
  const kinds = new Uint8Array(256);
  for (const byte of Buffer.from(' \t\r\n,:+-.0123456789eEtruefalsn')) kinds[byte] = KIND.part;
  kinds[QUOTE] = KIND.quote;
  for (const byte of Buffer.from('{[')) kinds[byte] = KIND.open;
  for (const byte of Buffer.from('}]')) kinds[byte] = KIND.close;
  return kinds;
}
