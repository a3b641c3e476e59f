import { familyOf } from '../record/event-source';
import { isJsonObject, type JsonObject, type JsonValue } from '../record/json';
import { beginsObject, bytesOf } from './open-span';
import { parseSpan } from './parse-span';
import type { RecordSpan } from './record-scanner';
import { SOURCE_HINT } from './value-end';

/** A record of Systems Manager, or one related to it, with the bytes it has in the log file. */
export interface ExtractedRecord {
  /** The record's place in the file's `Records`, from 0. */
  readonly index: number;
  /** The position of its first byte in the decompressed file. */
  readonly offset: number;
  /** A view of a chunk: copy what has to outlive the batch it came in. */
  readonly bytes: Buffer;
  readonly family: 'systems-manager' | 'related';
  readonly value: JsonObject;
}

/** What was found so far in a log file. */
export interface SelectionCounts {
  readonly ssmRecords: number;
  /** Records related to Systems Manager; 0 where they are not asked for, as they are not looked for then. */
  readonly relatedRecords: number;
  /** Elements of `Records` that are JSON but no objects. */
  readonly malformedRecords: number;
  /** The place of the first of these. */
  readonly firstMalformedRecord?: number;
}

/** What `SystemsManagerRecords` keeps, and how it reads it. */
export interface SelectionOptions {
  /** Whether related records are kept too. */
  readonly related: boolean;
  /** Makes a value of a record's JSON text, throwing `SyntaxError` where it is none. */
  readonly parse: (text: string) => JsonValue;
}

/**
 * Picks the Systems Manager records of a file. Only records whose bytes leave it open what they are get parsed; `familyOf`
 * alone decides.
 */
export class SystemsManagerRecords {
  private ssmRecords = 0;
  private relatedRecords = 0;
  private malformedRecords = 0;
  private firstMalformedRecord: number | undefined;

  constructor(private readonly options: SelectionOptions) {}

  get counts(): SelectionCounts {
    const { ssmRecords, relatedRecords, malformedRecords, firstMalformedRecord } = this;
    return {
      ssmRecords,
      relatedRecords,
      malformedRecords,
      ...(firstMalformedRecord !== undefined && { firstMalformedRecord }),
    };
  }

  /** The record if it is one to keep. Throws `BrokenLogFileError` where it would have to be parsed and is no JSON. */
  select(span: RecordSpan): ExtractedRecord | undefined {
    if (!beginsObject(span)) return this.countMalformed(span);
    if (!this.mayBeKept(span)) return undefined;
    const value = parseSpan(span, this.options.parse);
    const family = familyOf(value);
    if (family === 'other' || !isJsonObject(value)) return undefined;
    if (family === 'systems-manager') this.ssmRecords += 1;
    else if (this.options.related) this.relatedRecords += 1;
    else return undefined;
    return { index: span.index, offset: span.offset, bytes: bytesOf(span), family, value };
  }

  private countMalformed(span: RecordSpan): undefined {
    parseSpan(span, JSON.parse);
    this.malformedRecords += 1;
    this.firstMalformedRecord ??= span.index;
  }

  private mayBeKept(span: RecordSpan): boolean {
    if (span.hint === SOURCE_HINT.systemsManager) return true;
    return span.hint === SOURCE_HINT.kms && this.options.related && mayNameParameter(bytesOf(span));
  }
}

/** Whether a KMS record can have `PARAMETER_ARN` in its encryption context: it is there, or may be spelt with escapes. */
function mayNameParameter(bytes: Buffer): boolean {
  return bytes.includes('PARAMETER_ARN') || bytes.includes('\\u');
}
