import { ForeignValues } from './foreign-values';
import { bytesOf, type Span } from './open-span';
import { type RecordSpan, recordInText, recordOf } from './record-span';
import type { Token } from './token-reader';
import { NO_NAMES } from './value-end';
import { traitsOf } from './value-traits';

/** Receives each record as soon as its last byte is read. */
export type OnRecord = (record: RecordSpan) => void;

/** Numbers the records that a scanner finds, hands them on, and remembers what is not a record. */
export class FoundRecords {
  /** Values of the file that are not from CloudTrail. */
  readonly foreign = new ForeignValues();
  private handedOn = 0;
  private isSuspect = false;
  private onRecord: OnRecord = () => undefined;

  constructor(private readonly names: readonly Buffer[] = NO_NAMES) {}

  /** How many records it has handed on. */
  get count(): number {
    return this.handedOn;
  }

  /** Starts a chunk: `onRecord` receives its records, and `isSuspect` says that some of its bytes are not UTF-8. */
  load(isSuspect: boolean, onRecord: OnRecord): void {
    this.isSuspect = isSuspect;
    this.onRecord = onRecord;
  }

  /** Adds an element of `Records`, record or not. It is number `index` of the file, from 0. */
  addElement(token: Token, index: number): void {
    this.handOn(recordOf(token, this.isSuspect, index));
  }

  /** Adds a record that was read key by key at first, and is whole now. */
  addObject(span: Span, index: number): void {
    this.handOn(recordOf({ span, isCut: true, traits: traitsOf(bytesOf(span), this.names) }, true, index));
  }

  /** Adds a text, which either contains a record or is not from CloudTrail. */
  addText(token: Token, index: number): void {
    const record = recordInText(token, index, this.names);
    if (record) this.handOn(record);
    else this.foreign.add(token.span.offset, 'text that contains no record');
  }

  private handOn(record: RecordSpan): void {
    this.onRecord(record);
    this.handedOn += 1;
  }
}
