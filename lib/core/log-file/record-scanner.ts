import { BrokenLogFileError, describeByte, NoRecordsError } from './broken-log-file-error';
import { OpenSpan, type Span } from './open-span';
import { parseSpan } from './parse-span';
import { TopLevelKeys } from './top-level-keys';
import { Utf8Check } from './utf8-check';
import { SOURCE_HINT, type SourceHint } from './value-end';
import { ValueScanner } from './value-scanner';

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
  readonly hint: SourceHint;
  /** Whether there is white space between its tokens; true where that is not known. */
  readonly hasSpaces: boolean;
}

/** What a scanner reads, and what it hands on. */
export interface ScannerOptions {
  readonly layout: Layout;
  /** Whether every record is handed on. If not, those that cannot be of interest may only be counted, which is faster. */
  readonly every: boolean;
}

/** Takes a record at the moment its last byte was read. */
export type OnRecord = (record: RecordSpan) => void;

/**
 * The longest record that may be open when a chunk ends, as it is kept in memory: 64 times the 256 KB to which
 * CloudTrail limits an event (CloudTrail user guide: record contents).
 */
const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** The UTF-8 byte order mark: skipped at the start of a file, as RFC 8259 allows; CloudTrail writes none. */
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const [QUOTE, COMMA, COLON] = [0x22, 0x2c, 0x3a];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];

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
  /** Whether the token that `state` allows has begun, and how its end is found. */
  private reading: 'nothing' | 'value' | 'scalar' = 'nothing';
  private chunk: Buffer = Buffer.alloc(0);
  private offset = 0;
  private documents = 0;
  private count = 0;
  private onRecord: OnRecord = () => undefined;
  /** The keys of the object at the top level; undefined in a bare array. */
  private keys: TopLevelKeys | undefined;
  private readonly utf8 = new Utf8Check();
  private readonly value = new ValueScanner();
  /** The key, number, word or record that is being read. */
  private readonly token = new OpenSpan(MAX_RECORD_BYTES);
  /** The object around it, as long as it may turn out to be a record itself. */
  private readonly object = new OpenSpan(MAX_RECORD_BYTES);

  constructor(private readonly options: ScannerOptions) {}

  /** How many records were read to their end so far. */
  get records(): number {
    return this.count;
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
    this.value.load(chunk, this.offset);
    let at = 0;
    while (at < chunk.length) at = this.step(at);
    this.token.carry(chunk);
    this.object.carry(chunk);
  }

  /** Reads one token, or what the chunk has of it, and gives the position after it. */
  private step(at: number): number {
    if (this.reading === 'value') return this.readValue(at);
    if (this.reading === 'scalar') return this.readScalar(at);
    const byte = this.chunk[at] as number;
    return isWhiteSpace(byte) ? at + 1 : this.begin(byte, at);
  }

  private begin(byte: number, at: number): number {
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
        return this.beginValue(byte, at);
      case 'afterMember':
        return byte === CLOSE_BRACE ? this.endObject(at) : this.take(COMMA, at, 'key');
      case 'firstElement':
        return byte === CLOSE_BRACKET ? this.endArray(at) : this.beginElement(byte, at);
      case 'element':
        return this.beginElement(byte, at);
      case 'afterElement':
        return byte === CLOSE_BRACKET ? this.endArray(at) : this.take(COMMA, at, 'element');
    }
  }

  private beginDocument(byte: number, at: number): number {
    if (byte === BYTE_ORDER_MARK[this.offset + at]) return at + 1;
    const isArray = this.options.layout === 'any' && byte === OPEN_BRACKET;
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
    if (this.object.isOpen) this.handOn(this.object.close(this.chunk, brace + 1), SOURCE_HINT.systemsManager, true);
    else if (this.keys?.timesRecords === 0) throw new NoRecordsError(this.offset + brace, this.keys.names);
    this.endDocument();
    return brace + 1;
  }

  private beginRecords(at: number): number {
    if (this.keys?.timesRecords !== 1)
      throw new BrokenLogFileError(this.offset + at, 'one "Records" array', 'a second');
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
    this.token.open(at, this.offset + at);
    return this.beginValue(byte, at);
  }

  private beginElement(byte: number, at: number): number {
    this.token.open(at, this.offset + at);
    return this.beginValue(byte, at);
  }

  private beginValue(byte: number, at: number): number {
    if (byte === QUOTE || byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      this.value.begin();
      this.reading = 'value';
      return this.readValue(at);
    }
    if (!isOfScalar(byte)) throw this.unexpected(at);
    this.token.open(at, this.offset + at);
    this.reading = 'scalar';
    return this.readScalar(at);
  }

  private readValue(from: number): number {
    const end = this.value.scan(from, this.mayPass(from));
    if (this.value.passed > 0) this.passOver();
    if (end === undefined) return this.chunk.length;
    this.endToken(end);
    return end;
  }

  /** Objects in `Records` or a bare array need not be handed on each. */
  private mayPass(at: number): boolean {
    const isElement = this.state === 'element' || this.state === 'firstElement';
    return isElement && !this.options.every && this.chunk[at] === OPEN_BRACE;
  }

  /** The token that was opened has turned out to be of no interest, and so have others after it: the last one counts. */
  private passOver(): void {
    this.count += this.value.passed;
    this.token.open(this.value.start, this.offset + this.value.start);
  }

  private readScalar(from: number): number {
    for (let at = from; at < this.chunk.length; at += 1) {
      if (isOfScalar(this.chunk[at] as number)) continue;
      this.endToken(at);
      return at;
    }
    return this.chunk.length;
  }

  private endToken(end: number): void {
    const isScalar = this.reading === 'scalar';
    this.reading = 'nothing';
    const token = this.token.isOpen ? this.token.close(this.chunk, end) : undefined;
    if (token !== undefined && isScalar) parseSpan(token, JSON.parse);
    if (this.state === 'member') this.state = 'afterMember';
    else if (token !== undefined) this.endKeyOrRecord(token);
  }

  private endKeyOrRecord(token: Span): void {
    if (this.state === 'key' || this.state === 'firstKey') {
      this.keys?.add(String(parseSpan(token, JSON.parse)));
      this.state = 'colon';
    } else {
      this.state = 'afterElement';
      this.handOn(token, this.value.hint, this.value.hasSpaces);
    }
  }

  private handOn({ source, start, end, offset }: Span, hint: SourceHint, hasSpaces: boolean): void {
    this.onRecord({ source, start, end, offset, index: this.count, hint, hasSpaces });
    this.count += 1;
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

/** Whether a byte can be part of a number, `true`, `false` or `null`: letters, digits, `+`, `-`, `.`. */
function isOfScalar(byte: number): boolean {
  const lower = byte | 0x20;
  return (
    (lower >= 0x61 && lower <= 0x7a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}
