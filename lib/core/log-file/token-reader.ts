import { MAX_RECORD_BYTES } from './damage';
import { OPEN_BRACE, OPEN_BRACKET, QUOTE } from './json-bytes';
import { bytesOf, OpenSpan, type Span } from './open-span';
import { IN_OBJECT, NO_NAMES, SOURCE_HINT, type SourceHint, type ValueTraits } from './value-end';
import { ValueScanner } from './value-scanner';
import { traitsOf } from './value-traits';

/** A complete JSON value or key, with its bytes. The bytes are all that is known about a number or a word. */
export interface Token {
  readonly span: Span;
  readonly traits: ValueTraits;
  /** Whether it began in an earlier chunk than it ended in. */
  readonly isCut: boolean;
}

/** What the caller needs of a value. */
export interface TokenWish {
  /** Whether the caller needs its bytes, or only its end. */
  readonly wantsBytes: boolean;
  /** The reader may skip objects with a lower hint, and further ones at once, up to the first that is not lower. */
  readonly least: SourceHint;
}

/** Reads one key, string, number, word, object or array at a time. Each may span any number of chunks. */
export class TokenReader {
  private reading: 'nothing' | 'value' | 'scalar' = 'nothing';
  private least: SourceHint = SOURCE_HINT.other;
  private passedValues = 0;
  private ended: Token | undefined;
  private chunk: Buffer = Buffer.alloc(0);
  private offset = 0;
  private readonly value: ValueScanner;
  private readonly span = new OpenSpan(MAX_RECORD_BYTES);

  constructor(private readonly names: readonly Buffer[] = NO_NAMES) {
    this.value = new ValueScanner(names);
  }

  /** Whether a token has begun and not ended. */
  get isReading(): boolean {
    return this.reading !== 'nothing';
  }

  /** How many objects it has skipped. */
  get passed(): number {
    return this.passedValues;
  }

  /** The token that ended with the last read. Undefined if the caller does not need its bytes. */
  get token(): Token | undefined {
    return this.ended;
  }

  /** Takes the next chunk, which begins at byte `offset` of the file. */
  load(chunk: Buffer, offset: number): void {
    this.chunk = chunk;
    this.offset = offset;
    this.value.load(chunk, offset);
  }

  /** Ends the chunk: copies what is open, because the chunk goes away. */
  unload(): void {
    this.span.carry(this.chunk);
  }

  /** Begins a token at position `at`, where `isTokenStart` holds. */
  begin(at: number, { wantsBytes, least }: TokenWish): void {
    this.reading = isScalarByte(this.chunk[at]) ? 'scalar' : 'value';
    this.least = this.chunk[at] === OPEN_BRACE ? least : SOURCE_HINT.other;
    this.value.begin();
    if (wantsBytes) this.span.open(at, this.offset + at);
  }

  /** Begins with the rest of an object of which the first keys are read. Its bytes are not asked for. */
  beginRest(): void {
    this.reading = 'value';
    this.value.begin(IN_OBJECT);
  }

  /** Reads what the chunk has of the token from position `at` on, and gives the position after that. */
  read(at: number): number {
    const end = this.reading === 'scalar' ? this.scalarEnd(at) : this.valueEnd(at);
    if (end === undefined) return this.chunk.length;
    this.end(end);
    return end;
  }

  private scalarEnd(from: number): number | undefined {
    for (let at = from; at < this.chunk.length; at += 1) {
      if (!isScalarByte(this.chunk[at])) return at;
    }
    return undefined;
  }

  private valueEnd(from: number): number | undefined {
    try {
      return this.value.scan(from, this.least);
    } finally {
      if (this.value.passed > 0) this.passOver();
    }
  }

  private passOver(): void {
    this.passedValues += this.value.passed;
    this.span.open(this.value.start, this.offset + this.value.start);
  }

  private end(end: number): void {
    const isScalar = this.reading === 'scalar';
    this.reading = 'nothing';
    this.ended = undefined;
    if (!this.span.isOpen) return;
    const span = this.span.close(this.chunk, end);
    const isCut = span.source !== this.chunk;
    this.ended = {
      span,
      isCut,
      traits: isScalar ? SCALAR : isCut ? traitsOf(bytesOf(span), this.names) : this.value.traits,
    };
  }
}

const SCALAR: ValueTraits = { hint: SOURCE_HINT.other, hasSpaces: false, flawAt: undefined };

/** Whether a byte can begin a token. */
export function isTokenStart(byte: number): boolean {
  return byte === QUOTE || byte === OPEN_BRACE || byte === OPEN_BRACKET || isScalarByte(byte);
}

/** Whether a byte can be part of a number, `true`, `false` or `null`: letters, digits, `+`, `-`, `.`. */
function isScalarByte(byte = 0): boolean {
  const lower = byte | 0x20;
  const isLetter = lower >= 0x61 && lower <= 0x7a;
  const isDigit = byte >= 0x30 && byte <= 0x39;
  return isLetter || isDigit || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}
