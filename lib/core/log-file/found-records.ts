import { ForeignValues } from './foreign-values';
import { bytesOf, type Span } from './open-span';
import { type RecordSpan, recordInText, recordOf } from './record-span';
import type { Token } from './token-reader';
import { NO_NAMES } from './value-end';
import { traitsOf } from './value-traits';

/** Takes a record at the moment its last byte was read. */
export type OnRecord = (record: RecordSpan) => void;

/** Hands on the records that a scanner finds, each with its place among them, and remembers what is no record. */
export class FoundRecords {
  /** Values of the file that are no CloudTrail. */
  readonly foreign = new ForeignValues();
  private handedOn = 0;
  private isSuspect = false;
  private onRecord: OnRecord = () => undefined;

  constructor(private readonly names: readonly Buffer[] = NO_NAMES) {}

  /** How many were handed on so far. */
  get count(): number {
    return this.handedOn;
  }

  /** Says who takes the records of a chunk, and whether bytes of it are no UTF-8. */
  load(isSuspect: boolean, onRecord: OnRecord): void {
    this.isSuspect = isSuspect;
    this.onRecord = onRecord;
  }

  /** An element of `Records`, record or not, that is the file's `index`th. */
  addElement(token: Token, index: number): void {
    this.handOn(recordOf(token, this.isSuspect, index));
  }

  /** A record that was read key by key first: it is looked at now that it is whole. */
  addObject(span: Span, index: number): void {
    this.handOn(recordOf({ span, isCut: true, traits: traitsOf(bytesOf(span), this.names) }, true, index));
  }

  /** A text, which holds a record or is none of CloudTrail's. */
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
