import { NEIGHBOUR_NAMES } from '../neighbours/neighbour-calls';
import { OPEN_BRACE } from './json-bytes';
import { VALUE_END_WASM } from './value-end-wasm';

/**
 * What can be told of a record's event source without parsing it: it is of no interest, it may be KMS's, it is a watched
 * service's and the record holds a watched name, it may be Systems Manager's; or nobody can know, as the record has a flaw. A hint may be too high, which costs a parse, and is
 * never too low.
 */
export const SOURCE_HINT = { other: 0, kms: 1, guarded: 2, systemsManager: 3, damaged: 4 } as const;
export type SourceHint = (typeof SOURCE_HINT)[keyof typeof SOURCE_HINT];

const HINTS = Object.values(SOURCE_HINT);

/** What a scan tells of a value without parsing it. */
export interface ValueTraits {
  /** What is known of a record's event source, by the strings at the value's top level. */
  readonly hint: SourceHint;
  /** Whether there is white space between the value's tokens. */
  readonly hasSpaces: boolean;
  /** The byte of the value, from 0, that is the first which cannot stand in JSON where it stands; not every such is seen. */
  readonly flawAt: number | undefined;
}

/** What a scan has to know of the text before. */
export interface ScanPoint {
  /** 0 outside of strings, 1 in a string, 2 after a backslash in one. */
  readonly state: number;
  /** The open brackets as bytes, outermost first. */
  readonly levels: Uint8Array;
}

/** The start of a value. */
export const START: ScanPoint = { state: 0, levels: new Uint8Array(0) };

/** In an object, between two of its tokens. */
export const IN_OBJECT: ScanPoint = { state: 0, levels: Uint8Array.of(OPEN_BRACE) };

/** `scan` has come to the end of the text inside the value. */
export const UNFINISHED = -1;

/** `scan` has met a byte after which it cannot be told where the value ends. */
export const BROKEN = -2;

/** The deepest nesting that is followed: more levels than a record of CloudTrail has bytes (256 KB). */
export const MAX_LEVELS = 1024 * 1024 - 256;

/** Addresses in the memory of value-end.wat, which explains them. */
const NAMES = 32;
const NEIGHBOURS = 36;
const NAME_VALUES = 40;
const LEVELS = 256;
const TEXT = 1024 * 1024 + 64;
const PAGE_BYTES = 64 * 1024;

/** How many names can be watched, and how many bytes of each are compared. */
export const MAX_NAMES = (LEVELS - NAME_VALUES) >> 4;
const NAME_BYTES = 8;
/** What small letters of ASCII have and capitals have not. */
const CASE_BIT = 0x20;

/** Blocks are read whole: up to so many bytes past the text's end, and the end of a name past that. */
const BLOCK_BYTES = 64 + NAME_BYTES;

/** No name: records of watched services are like others. */
export const NO_NAMES: readonly Buffer[] = [];

/** What value-end.wat exports. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  scan(at: number, end: number, least: number): number;
}

/** Places of 32-bit integers in the memory. */
const CELL = { depth: 0, state: 1, brokenAt: 2, passed: 3, start: 4, hint: 5, spaces: 6, flaw: 7 } as const;
const CELLS = Object.keys(CELL).length;

/**
 * The only caller of value-end.wat. WebAssembly and not JavaScript: it looks at sixteen bytes at once, and it is fast
 * from the first byte, where JavaScript has read half of an ordinary log file before it is compiled. One instance is
 * enough for a process: a scan is never interrupted, and what it has to remember is its caller's.
 */
export class ValueEnd {
  private static instance: ValueEnd | undefined;

  /** The instance of this process, made when it is first asked for. */
  static get shared(): ValueEnd {
    ValueEnd.instance ??= new ValueEnd();
    return ValueEnd.instance;
  }

  /** Who loaded the text that is in the memory now. */
  owner: unknown;
  private readonly module = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(VALUE_END_WASM, 'base64')))
    .exports as unknown as Exports;
  private bytes = new Uint8Array(this.module.memory.buffer);
  private cells = new Int32Array(this.module.memory.buffer, 0, CELLS);
  private textEnd = TEXT;
  private names = NO_NAMES;

  /**
   * Says which names raise the hint of a watched service's record, in either case. Of each, the last eight bytes are
   * compared. At most `MAX_NAMES`. Neighbours are watched if their names are among them.
   */
  watch(names: readonly Buffer[]): void {
    if (names === this.names) return;
    this.names = names;
    const memory = new DataView(this.module.memory.buffer);
    memory.setInt32(NAMES, names.length, true);
    memory.setInt32(NEIGHBOURS, Number(names.some((name) => NEIGHBOUR_NAMES.includes(name))), true);
    for (const [nth, name] of names.entries()) {
      const end = name.subarray(-NAME_BYTES).map((byte) => byte | CASE_BIT);
      const at = NAME_VALUES + 2 * NAME_BYTES * nth;
      this.bytes.fill(0, at, at + 2 * NAME_BYTES);
      this.bytes.set(end, at);
      this.bytes.fill(0xff, at + NAME_BYTES, at + NAME_BYTES + end.length);
    }
  }

  /** Takes the text to scan, a copy, for `owner`. */
  load(text: Uint8Array, owner: unknown): void {
    const missing = TEXT + text.length + BLOCK_BYTES - this.bytes.length;
    if (missing > 0) this.grow(Math.ceil(missing / PAGE_BYTES));
    this.bytes.set(text, TEXT);
    this.textEnd = TEXT + text.length;
    this.owner = owner;
  }

  /**
   * Scans the value at position `from` of the text, or goes on with it: the position after it, or `UNFINISHED`, or
   * `BROKEN`. Objects whose hint is below `least` are passed over as long as the next follows at once.
   */
  scan(from: number, { state, levels }: ScanPoint, least: SourceHint): number {
    this.cells[CELL.depth] = levels.length;
    this.cells[CELL.state] = state;
    if (levels.length > 0) this.bytes.set(levels, LEVELS);
    const end = this.module.scan(TEXT + from, this.textEnd, least);
    return end < 0 ? end : end - TEXT;
  }

  /** Where the last scan stands, which was `UNFINISHED` or `BROKEN`. */
  get point(): ScanPoint {
    return { state: this.cell('state'), levels: this.bytes.slice(LEVELS, LEVELS + this.cell('depth')) };
  }

  /** The position of the byte at which the last scan was `BROKEN`. */
  get brokenAt(): number {
    return this.cell('brokenAt') - TEXT;
  }

  /** How many values the last scan passed over. */
  get passed(): number {
    return this.cell('passed');
  }

  /** The position in the text where the last value starts, which may be one after those passed over. */
  get start(): number {
    return this.cell('start') - TEXT;
  }

  /** What the last scan tells of the last value, as far as this text has it. */
  get traits(): ValueTraits {
    const flaw = this.cells[CELL.flaw];
    return {
      hint: HINTS[this.cell('hint')] ?? SOURCE_HINT.damaged,
      hasSpaces: this.cells[CELL.spaces] !== 0,
      flawAt: flaw === undefined || flaw === 0 ? undefined : flaw - this.cell('start'),
    };
  }

  private cell(name: keyof typeof CELL): number {
    // In bounds, as there are as many cells as names.
    return this.cells[CELL[name]] as number;
  }

  private grow(pages: number): void {
    this.module.memory.grow(pages);
    this.bytes = new Uint8Array(this.module.memory.buffer);
    this.cells = new Int32Array(this.module.memory.buffer, 0, CELLS);
  }
}
