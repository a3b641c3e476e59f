import type { GuardedStack } from '../guard/guarded-stack';
import { keptFamilyOf } from '../guard/kept-family';
import { type KeptNeighbours, NO_NEIGHBOURS, neighbourOf } from '../neighbours/neighbour-calls';
import { isSourceless } from '../record/event-source';
import { isJsonObject, type JsonObject, type JsonValue } from '../record/json';
import { checkRecord } from './check-record';
import type { Damage } from './damage';
import { beginsObject, bytesOf } from './open-span';
import { parseSpan } from './parse-span';
import type { RecordSpan } from './record-span';
import { SOURCE_HINT } from './value-end';

/** Where a record is in its file. */
interface PlacedRecord {
  /** The record's place among the file's records, from 0. */
  readonly index: number;
  /** The position of its first byte in the decompressed file. */
  readonly offset: number;
  /** A view of a chunk: copy what has to outlive the batch it came in. */
  readonly bytes: Buffer;
}

/**
 * A record of Systems Manager, one related to it, one of a neighbour's call, or one of a call that tampers with this system,
 * with the bytes it has in the log file.
 */
export interface ExtractedRecord extends PlacedRecord {
  readonly family: 'systems-manager' | 'related' | 'neighbour' | 'guard';
  readonly value: JsonObject;
  readonly damage?: undefined;
}

/** A record that cannot be read. Nobody can know which service it belongs to. */
export interface DamagedRecord extends PlacedRecord {
  readonly damage: Damage;
  /** Of one that is too long to be copied, whose `bytes` are empty. */
  readonly sha256?: string;
}

/** A record to hand on: one of a family, or one that cannot be read. */
export type FoundRecord = ExtractedRecord | DamagedRecord;

/** What was found so far in a log file. */
export interface SelectionCounts {
  readonly ssmRecords: number;
  /** Records related to Systems Manager; 0 where they are not asked for, as they are not looked for then. */
  readonly relatedRecords: number;
  /** Records of calls that tamper with the guarded stack; 0 where there is none. */
  readonly guardRecords: number;
  /** Records of neighbours' calls. Absent where none are looked for. */
  readonly neighbourRecords?: number;
  /** Elements of `Records` that are JSON but not objects. */
  readonly malformedRecords: number;
  /** The place of the first of these. */
  readonly firstMalformedRecord?: number;
  /** Records of calls that name no event source. */
  readonly sourcelessRecords: number;
  readonly firstSourcelessRecord?: number;
}

/** What `SystemsManagerRecords` keeps, and how it reads it. */
export interface SelectionOptions {
  /** Whether related records are kept too. */
  readonly related: boolean;
  /** The stack of which calls that tamper with it are kept too. */
  readonly guard?: GuardedStack | undefined;
  /** The neighbours whose calls are kept too. @default none */
  readonly neighbours?: KeptNeighbours | undefined;
  /** Makes a value of a record's JSON text, throwing `SyntaxError` where it is none. */
  readonly parse: (text: string) => JsonValue;
  /** The first record that is kept; those before are only counted, which is faster. @default 0 */
  readonly fromRecord?: number;
}

/**
 * Picks the records of a file that this system keeps, and those that cannot be read. Parses only records whose bytes do not
 * rule it out; `keptFamilyOf` alone decides. For records of other services, it checks only the structure, the texts and the
 * UTF-8.
 */
export class SystemsManagerRecords {
  private ssmRecords = 0;
  private relatedRecords = 0;
  private guardRecords = 0;
  private neighbourRecords = 0;
  private readonly neighbours: KeptNeighbours;
  private malformedRecords = 0;
  private firstMalformedRecord: number | undefined;
  private sourcelessRecords = 0;
  private firstSourcelessRecord: number | undefined;

  constructor(private readonly options: SelectionOptions) {
    this.neighbours = options.neighbours ?? NO_NEIGHBOURS;
  }

  get counts(): SelectionCounts {
    const { ssmRecords, relatedRecords, guardRecords, malformedRecords, firstMalformedRecord } = this;
    const { sourcelessRecords, firstSourcelessRecord } = this;
    return {
      ssmRecords,
      relatedRecords,
      guardRecords,
      ...(this.neighbours.size > 0 && { neighbourRecords: this.neighbourRecords }),
      malformedRecords,
      ...(firstMalformedRecord !== undefined && { firstMalformedRecord }),
      sourcelessRecords,
      ...(firstSourcelessRecord !== undefined && { firstSourcelessRecord }),
    };
  }

  /** The record if it is one to keep. */
  select(span: RecordSpan): FoundRecord | undefined {
    const found = this.found(span);
    return this.isPassed(span) ? undefined : found;
  }

  private found(span: RecordSpan): FoundRecord | undefined {
    if (span.damage) return damaged(span, span.damage);
    if (!beginsObject(span)) return this.countMalformed(span);
    if (!this.mayBeKept(span)) return undefined;
    return this.isPassed(span) && span.hint === SOURCE_HINT.systemsManager ? this.count(span) : this.parsed(span);
  }

  private isPassed({ index }: RecordSpan): boolean {
    return index < (this.options.fromRecord ?? 0);
  }

  private count(span: RecordSpan): undefined {
    const checked = checkRecord(span);
    if (checked === true) this.ssmRecords += 1;
    else if (checked === false) this.parsed(span);
  }

  private parsed(span: RecordSpan): FoundRecord | undefined {
    const { value, damage } = parseSpan(span, this.options.parse);
    if (damage) return damaged(span, damage);
    const family = keptFamilyOf(value, this.options.guard);
    if (family === 'other') this.countSourceless(span, value);
    if (family === 'other' || !isJsonObject(value)) return undefined;
    if (family === 'systems-manager') this.ssmRecords += 1;
    else if (family === 'guard') this.guardRecords += 1;
    else if (family === 'neighbour') return this.ofNeighbour(span, value);
    else if (this.options.related) this.relatedRecords += 1;
    else return undefined;
    return { ...placeOf(span), family, value };
  }

  private ofNeighbour(span: RecordSpan, value: JsonObject): FoundRecord | undefined {
    const neighbour = neighbourOf(value);
    if (neighbour === undefined || !this.neighbours.has(neighbour)) return undefined;
    this.neighbourRecords += 1;
    return { ...placeOf(span), family: 'neighbour', value };
  }

  private countSourceless({ index }: RecordSpan, value: JsonValue | undefined): void {
    if (!isSourceless(value)) return;
    this.sourcelessRecords += 1;
    this.firstSourcelessRecord ??= index;
  }

  private countMalformed(span: RecordSpan): FoundRecord | undefined {
    const { damage } = parseSpan(span, JSON.parse);
    if (damage) return damaged(span, damage);
    this.malformedRecords += 1;
    this.firstMalformedRecord ??= span.index;
    return undefined;
  }

  private mayBeKept(span: RecordSpan): boolean {
    if (span.hint === SOURCE_HINT.systemsManager || span.hint === SOURCE_HINT.guarded) return true;
    return span.hint === SOURCE_HINT.kms && this.options.related && mayNameParameter(bytesOf(span));
  }
}

function placeOf(span: RecordSpan) {
  return { index: span.index, offset: span.offset, bytes: bytesOf(span) };
}

function damaged(span: RecordSpan, damage: Damage): DamagedRecord {
  return { ...placeOf(span), damage, ...(span.sha256 !== undefined && { sha256: span.sha256 }) };
}

/** Whether a KMS record can have `PARAMETER_ARN` in its encryption context: it is there, or may be spelt with escapes. */
function mayNameParameter(bytes: Buffer): boolean {
  return bytes.includes('PARAMETER_ARN') || bytes.includes('\\u');
}
