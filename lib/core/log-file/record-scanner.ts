import { BrokenLogFileError, describeByte, NoRecordsError, OtherLayoutError } from './broken-log-file-error';
import { OpenSpan, type Span } from './open-span';
import { parseSpan } from './parse-span';
import { isTokenStart, MAX_TOKEN_BYTES, type Token, TokenReader, type TokenWish } from './token-reader';
import { TopLevelKeys } from './top-level-keys';
import { Utf8Check } from './utf8-check';
import { SOURCE_HINT, type SourceHint } from './value-end';

/**
 * Which layouts a scanner takes. `records`: what CloudTrail delivers, one object with a `Records` array anywhere among
 * its keys. `any`: besides that bare arrays of records, and records (or such objects and arrays) in a row, with or
 * without white space between them, which covers JSON lines.
 */
export type Layout = 'records' | 'any';

/** One element of `Records`, or a record of another layout. Not always an object: a broken writer may put anything. */
export interface RecordSpan extends Span {
  /** The record's place among the records of the file, from 0. */
  readonly index: number;
  /** What is known of the record's event source without parsing it. */
  readonly hint: Token['hint'];
  /** Whether there is white space between its tokens; true where that is not known. */
  readonly hasSpaces: boolean;
}

/** What a scanner reads, and what it hands on. */
export interface ScannerOptions {
  readonly layout: Layout;
  /** Records whose hint is lower may only be counted, which is faster; with `SOURCE_HINT.other` every one is handed on. */
  readonly least: SourceHint;
}

/** Takes a record at the moment its last byte was read. */
export type OnRecord = (record: RecordSpan) => void;

/** The UTF-8 byte order mark: skipped at the start of a file, as RFC 8259 allows; CloudTrail writes none. */
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const [QUOTE, COMMA, COLON] = [0x22, 0x2c, 0x3a];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];

const UNKEPT: TokenWish = { isKept: false, least: SOURCE_HINT.other };
const KEPT: TokenWish = { isKept: true, least: SOURCE_HINT.other };

/** What may come next, white space apart, in the words of an error message. */
const EXPECTED = {
  document: "'{'",
  end: 'the end of the file',
  firstKey: "a key or '}'",
  key: 'a key',
  colon: "':'",
  member: 'a value',
  records: "'[', as Records is an array",
  afterMember: "',' or '}'",
  firstElement: "a record or ']'",
  element: 'a record',
  afterElement: "',' or ']'",
} as const;
type State = keyof typeof EXPECTED;

/**
 * Finds the records of a log file in one pass over its decompressed bytes, in chunks of any size, without parsing them.
 * Throws `BrokenLogFileError` at the byte where the file stops making sense, when the records before it have been
 * handed on; a scanner that has thrown is spent. A second `Records` at the top level is refused.
 */
export class RecordScanner {
  private state: State = 'document';
  private chunk: Buffer = Buffer.alloc(0);
  private offset = 0;
  private documents = 0;
  private handedOn = 0;
  private onRecord: OnRecord = () => undefined;
  /** The keys of the object at the top level; undefined in a bare array. */
  private keys: TopLevelKeys | undefined;
  private readonly utf8 = new Utf8Check();
  private readonly tokens = new TokenReader();
  /** The object at the top level, as long as it may turn out to be a record itself. */
  private readonly object = new OpenSpan(MAX_TOKEN_BYTES);

  /** What is wanted of an element of `Records`. */
  private readonly element: TokenWish;

  constructor(private readonly options: ScannerOptions) {
    this.element = { isKept: true, least: options.least };
  }

  /** How many records were read to their end so far. */
  get records(): number {
    return this.handedOn + this.tokens.passed;
  }

  /** Scans the next chunk and hands on each record that ends in it. */
  push(chunk: Buffer, onRecord: OnRecord): void {
    this.onRecord = onRecord;
    const bad = this.utf8.firstBadByte(chunk);
    this.walk(bad === undefined ? chunk : chunk.subarray(0, Math.max(0, bad)));
    if (bad !== undefined) throw new BrokenLogFileError(this.offset + bad, 'UTF-8', 'a byte that cannot stand there');
    this.offset += chunk.length;
  }

  /** Says that no chunk follows: throws if the file is not whole. */
  end(): void {
    const isWhole = this.state === 'end' || (this.state === 'document' && this.documents > 0);
    if (!isWhole) throw new BrokenLogFileError(this.offset, EXPECTED[this.state], 'the end of the file');
  }

  private walk(chunk: Buffer): void {
    this.chunk = chunk;
    this.tokens.load(chunk, this.offset);
    let at = 0;
    while (at < chunk.length) at = this.tokens.isReading ? this.read(at) : this.step(at);
    this.tokens.unload();
    this.object.carry(chunk);
  }

  /** Takes one byte, or begins a token with it, and gives the position after what was read. */
  private step(at: number): number {
    const byte = this.chunk[at] as number;
    if (isWhiteSpace(byte)) return at + 1;
    switch (this.state) {
      case 'document':
        return this.beginDocument(byte, at);
      case 'end':
        throw this.unexpected(at);
      case 'firstKey':
        return byte === CLOSE_BRACE ? this.endObject(at) : this.beginKey(byte, at);
      case 'key':
        return this.beginKey(byte, at);
      case 'colon':
        return this.take(COLON, at, this.keys?.isAtRecords ? 'records' : 'member');
      case 'records':
        return this.beginRecords(at);
      case 'member':
        return this.begin(at, UNKEPT);
      case 'afterMember':
        return byte === CLOSE_BRACE ? this.endObject(at) : this.take(COMMA, at, 'key');
      case 'firstElement':
        return byte === CLOSE_BRACKET ? this.endArray(at) : this.beginElement(at);
      case 'element':
        return this.beginElement(at);
      case 'afterElement':
        return byte === CLOSE_BRACKET ? this.endArray(at) : this.take(COMMA, at, 'element');
    }
  }

  private beginDocument(byte: number, at: number): number {
    if (byte === BYTE_ORDER_MARK[this.offset + at]) return at + 1;
    const isArray = byte === OPEN_BRACKET;
    if (isArray && this.options.layout === 'records') throw new OtherLayoutError(this.offset + at, 'a bare array');
    this.keys = isArray ? undefined : new TopLevelKeys();
    if (isArray) return this.take(OPEN_BRACKET, at, 'firstElement');
    if (this.options.layout === 'any') this.object.open(at, this.offset + at);
    return this.take(OPEN_BRACE, at, 'firstKey');
  }

  private endDocument(): void {
    this.documents += 1;
    this.state = this.options.layout === 'any' ? 'document' : 'end';
  }

  /** The object at the top level ends: it held records, or is one where the layout allows that. */
  private endObject(brace: number): number {
    if (this.object.isOpen) this.handOn(this.wholeObject(brace + 1));
    else if (this.keys?.timesRecords === 0) throw withoutRecords(this.offset + brace, this.keys.names);
    this.endDocument();
    return brace + 1;
  }

  /** Of an object that was read key by key nothing more is known than its bytes. */
  private wholeObject(end: number): Token {
    return { span: this.object.close(this.chunk, end), hint: SOURCE_HINT.systemsManager, hasSpaces: true };
  }

  private beginRecords(at: number): number {
    if (this.keys?.timesRecords !== 1) throw new BrokenLogFileError(this.offset + at, 'one "Records"', 'a second');
    this.object.drop();
    return this.take(OPEN_BRACKET, at, 'firstElement');
  }

  private endArray(bracket: number): number {
    if (this.keys === undefined) this.endDocument();
    else this.state = 'afterMember';
    return bracket + 1;
  }

  private beginKey(byte: number, at: number): number {
    if (byte !== QUOTE) throw this.unexpected(at);
    return this.begin(at, KEPT);
  }

  private beginElement(at: number): number {
    return this.begin(at, this.element);
  }

  private begin(at: number, wish: TokenWish): number {
    if (!isTokenStart(this.chunk[at] as number)) throw this.unexpected(at);
    this.tokens.begin(at, wish);
    return this.read(at);
  }

  private read(from: number): number {
    const at = this.tokens.read(from);
    if (!this.tokens.isReading) this.endToken(this.tokens.token);
    return at;
  }

  private endToken(token: Token | undefined): void {
    if (this.state === 'member') {
      this.state = 'afterMember';
    } else if (token !== undefined) {
      const isKey = this.state === 'key' || this.state === 'firstKey';
      this.state = isKey ? 'colon' : 'afterElement';
      if (isKey) this.keys?.add(String(parseSpan(token.span, JSON.parse)));
      else this.handOn(token);
    }
  }

  private handOn({ span: { source, start, end, offset }, hint, hasSpaces }: Token): void {
    this.onRecord({ source, start, end, offset, index: this.records, hint, hasSpaces });
    this.handedOn += 1;
  }

  private take(wanted: number, at: number, next: State): number {
    if (this.chunk[at] !== wanted) throw this.unexpected(at);
    this.state = next;
    return at + 1;
  }

  private unexpected(at: number): BrokenLogFileError {
    return new BrokenLogFileError(this.offset + at, EXPECTED[this.state], describeByte(this.chunk[at] as number));
  }
}

function isWhiteSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function withoutRecords(offset: number, keys: readonly string[]): BrokenLogFileError {
  const isRecord = keys.includes('eventVersion') || keys.includes('eventName');
  return isRecord
    ? new OtherLayoutError(offset, 'a record by itself, as JSON lines do')
    : new NoRecordsError(offset, keys);
}
