import { BrokenLogFileError, describeByte, NotCloudTrailError } from './broken-log-file-error';
import { MAX_RECORD_BYTES } from './damage';
import { FileStructure } from './file-structure';
import { FoundRecords, type OnRecord } from './found-records';
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, isWhiteSpace, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './json-bytes';
import { OpenSpan, textIn } from './open-span';
import { isTokenStart, type Token, TokenReader, type TokenWish } from './token-reader';
import { hasIllFormed } from './utf8-check';
import { NO_NAMES, SOURCE_HINT, type SourceHint } from './value-end';

/** The UTF-8 byte order mark: skipped at the start of a log file, as RFC 8259 allows; CloudTrail writes none. */
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The first byte of UTF-16 text, of either order: what PowerShell's `>` writes. */
const UTF_16_MARKS: readonly number[] = [0xfe, 0xff];

const WITH_BYTES: TokenWish = { wantsBytes: true, least: SOURCE_HINT.other };
const WITHOUT_BYTES: TokenWish = { wantsBytes: false, least: SOURCE_HINT.other };

/** What the token that is being read is: `rest` is that of a record which is no element of `Records`. */
type Reading = keyof typeof READ_IN_WORDS;
const READ_IN_WORDS = {
  key: 'a key',
  member: 'a value',
  record: 'a record',
  rest: 'a record',
  text: 'a text',
  foreign: 'a value',
} as const;

/**
 * Finds the records of a log file in one pass over its decompressed bytes, in chunks of any size, without parsing them:
 * in what CloudTrail delivers, one object with a list `Records`, and in what people have: records in a row or in lists,
 * the output of `lookup-events`, EventBridge events, any of these in a row or in lists. The result is the same wherever
 * the chunks' borders are.
 *
 * A record that cannot be read is handed on with its damage. Throws `BrokenLogFileError` at the byte from which on the
 * structure is lost, when the records before it have been handed on; a scanner that has thrown is spent. Beside records
 * nothing but the structure is looked at.
 */
export class RecordScanner {
  private reading: Reading = 'member';
  private chunk: Buffer = Buffer.alloc(0);
  private isSuspect = false;
  private offset = 0;
  private markBytes = 0;
  private readonly structure = new FileStructure();
  private readonly found: FoundRecords;
  private readonly tokens: TokenReader;
  /** The innermost object that is read key by key, as long as it may turn out to be a record. */
  private readonly object = new OpenSpan(MAX_RECORD_BYTES);

  /** What is wanted of an element of `Records`. Where bytes are suspect it is each one, to know which has them. */
  private readonly element: TokenWish;

  /**
   * Records of which the hint is below `least` may only be counted, which is faster; `SOURCE_HINT.other` wants them all.
   * `names` raise the hint of records of watched services that hold one of them.
   */
  constructor(least: SourceHint, names: readonly Buffer[] = NO_NAMES) {
    this.found = new FoundRecords(names);
    this.tokens = new TokenReader(names);
    this.element = { wantsBytes: true, least };
  }

  /** How many records were read to their end so far. */
  get records(): number {
    return this.found.count + this.tokens.passed;
  }

  /** Scans the next chunk and hands on each record that ends in it. */
  push(chunk: Buffer, onRecord: OnRecord): void {
    this.isSuspect = hasIllFormed(chunk);
    this.found.load(this.isSuspect, onRecord);
    this.walk(chunk);
    this.offset += chunk.length;
  }

  /** Says that no chunk follows: throws if the file is not whole, or holds what is no CloudTrail. */
  end(): void {
    const isWhole = !this.tokens.isReading && this.structure.isWhole;
    // Inside a value the state depends on where the chunks end: records that are passed over do not change it.
    const expected = this.tokens.isReading ? `the rest of ${READ_IN_WORDS[this.reading]}` : this.structure.expected;
    if (!isWhole) throw new BrokenLogFileError(this.offset, expected, 'the end of the file');
    this.found.foreign.throwIfAny();
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
    switch (this.structure.state) {
      case 'document':
        return this.takesMark(byte) ? at + 1 : this.beginDocument(byte, at);
      case 'firstKey':
        return byte === CLOSE_BRACE ? this.endObject(at) : this.beginKey(byte, at);
      case 'key':
        return this.beginKey(byte, at);
      case 'colon':
        return this.take(COLON, at, 'member');
      case 'member':
        return this.beginMember(byte, at);
      case 'afterMember':
        return byte === CLOSE_BRACE ? this.endObject(at) : this.take(COMMA, at, 'key');
      case 'firstElement':
        return byte === CLOSE_BRACKET ? this.leave(at) : this.beginElement(byte, at);
      case 'element':
        return this.beginElement(byte, at);
      case 'afterElement':
        return byte === CLOSE_BRACKET ? this.leave(at) : this.take(COMMA, at, 'element');
    }
  }

  private takesMark(byte: number): boolean {
    if (byte !== BYTE_ORDER_MARK[this.markBytes]) return false;
    this.markBytes = (this.markBytes + 1) % BYTE_ORDER_MARK.length;
    return true;
  }

  private beginDocument(byte: number, at: number): number {
    const begins = this.markBytes === 0 && (byte === OPEN_BRACE || byte === OPEN_BRACKET);
    if (begins) return this.beginValue(byte, at);
    if (this.structure.isWhole) throw this.unexpected(at);
    const hint = UTF_16_MARKS.includes(byte) ? ' (UTF-16 text begins so: iconv -f UTF-16 -t UTF-8 converts it)' : '';
    const found = `${describeByte(byte)}, which begins no JSON object or list${hint},`;
    throw new NotCloudTrailError({ offset: this.offset + at, found, keys: [] }, 1);
  }

  /** Begins a value that is a record or may hold some. */
  private beginValue(byte: number, at: number): number {
    if (byte === OPEN_BRACKET && this.structure.mayEnter) return this.enterList('list', at);
    if (byte === OPEN_BRACE && this.structure.mayEnter) return this.enterObject(at);
    if (byte === QUOTE) return this.begin('text', at, WITH_BYTES);
    this.found.foreign.add(this.offset + at, 'a value that contains no record');
    return this.begin('foreign', at, WITHOUT_BYTES);
  }

  private enterList(kind: 'list' | 'records', at: number): number {
    this.structure.enterList(kind);
    return at + 1;
  }

  private enterObject(at: number): number {
    this.object.open(at, this.offset + at);
    this.structure.enterObject(this.offset + at);
    return at + 1;
  }

  private leave(at: number): number {
    this.structure.leave();
    return at + 1;
  }

  /** An object ends that has told nothing but its keys: it is no CloudTrail, unless it held records. */
  private endObject(brace: number): number {
    const { offset, names, holdsRecords } = this.structure.object;
    this.object.drop();
    if (!holdsRecords) this.found.foreign.add(offset, `an object with the keys ${JSON.stringify(names)}`, names);
    return this.leave(brace);
  }

  private beginKey(byte: number, at: number): number {
    if (byte !== QUOTE) throw this.unexpected(at);
    return this.begin('key', at, WITH_BYTES);
  }

  private beginMember(byte: number, at: number): number {
    const { object } = this.structure;
    const { role } = object;
    if (object.isSecondList) throw new BrokenLogFileError(this.offset + at, 'one list "Records"', 'a second');
    if (role === 'records' && byte !== OPEN_BRACKET) {
      throw new BrokenLogFileError(this.offset + at, "'[', as Records is a list", describeByte(byte));
    }
    if (role === undefined || byte !== BEGINNING[role]) return this.begin('member', at, WITHOUT_BYTES);
    object.hold();
    this.object.drop();
    return role === 'records' ? this.enterList('records', at) : this.beginValue(byte, at);
  }

  private beginElement(byte: number, at: number): number {
    const { isInRecords } = this.structure;
    return isInRecords
      ? this.begin('record', at, this.isSuspect ? WITH_BYTES : this.element)
      : this.beginValue(byte, at);
  }

  private begin(reading: Reading, at: number, wish: TokenWish): number {
    if (!isTokenStart(this.chunk[at] as number)) throw this.unexpected(at);
    this.reading = reading;
    this.tokens.begin(at, wish);
    return this.read(at);
  }

  private read(from: number): number {
    const at = this.tokens.read(from);
    if (!this.tokens.isReading) this.endToken(this.tokens.token, at);
    return at;
  }

  private endToken(token: Token | undefined, at: number): void {
    if (this.reading === 'record') {
      if (token) this.found.addElement(token, this.records);
      this.structure.state = 'afterElement';
    } else if (this.reading === 'key') {
      this.endKey(token && textIn(token.span));
    } else {
      if (this.reading === 'rest') this.found.addObject(this.object.close(this.chunk, at), this.records);
      else if (this.reading === 'text' && token) this.found.addText(token, this.records);
      this.structure.endValue();
    }
  }

  /** A key that only a record has tells that the object is one, which then is read to its end at once. */
  private endKey(name = ''): void {
    const { object } = this.structure;
    object.add(name);
    this.structure.state = 'colon';
    if (!object.isRecord) return;
    this.structure.stepOut();
    this.reading = 'rest';
    this.tokens.beginRest();
  }

  private take(wanted: number, at: number, next: FileStructure['state']): number {
    if (this.chunk[at] !== wanted) throw this.unexpected(at);
    this.structure.state = next;
    return at + 1;
  }

  private unexpected(at: number): BrokenLogFileError {
    return new BrokenLogFileError(this.offset + at, this.structure.expected, describeByte(this.chunk[at] as number));
  }
}

/** With which byte the value of a key begins that holds records. */
const BEGINNING = { records: OPEN_BRACKET, list: OPEN_BRACKET, event: OPEN_BRACE, text: QUOTE } as const;
