import { type Damage, damageText, unseenRemarks } from '../../core/log-file/damage';
import type { RecordSpan } from '../../core/log-file/record-span';
import type { LeftOutListener } from './record-lines';

/** Damaged records of a file that are named one by one: a person looks at some, and asks for the rest by `ingest`. */
const MAX_NAMED = 20;

/** What was left out of one file, and the remarks about it. */
export class LeftOut implements LeftOutListener {
  private readonly named: string[] = [];
  private malformed = 0;
  private firstMalformed = 0;
  private damaged = 0;
  private sourceless = 0;
  private firstSourceless = 0;
  /** Records of the file, of any service, once it is read to its end. */
  records: number | undefined;

  onEnd(records: number): void {
    this.records = records;
  }

  onMalformed(index: number): void {
    if (this.malformed === 0) this.firstMalformed = index;
    this.malformed += 1;
  }

  onSourceless(index: number): void {
    if (this.sourceless === 0) this.firstSourceless = index;
    this.sourceless += 1;
  }

  onDamaged({ index, offset }: RecordSpan, damage: Damage): void {
    this.damaged += 1;
    if (this.damaged > MAX_NAMED) return;
    this.named.push(
      `record ${index}, at byte ${offset} of the decompressed content, is left out: ${damageText(damage)}`,
    );
  }

  /** Whether records were left out that somebody may have asked for. */
  get isIncomplete(): boolean {
    return this.damaged > 0;
  }

  /** The remarks for a person, one in each line. */
  remarks(): readonly string[] {
    const more = this.damaged - this.named.length;
    return [
      ...this.named,
      ...(more > 0 ? [`${more} more of its records are left out, because they are damaged`] : []),
      ...unseenRemarks({
        malformedRecords: this.malformed,
        firstMalformedRecord: this.firstMalformed,
        sourcelessRecords: this.sourceless,
        firstSourcelessRecord: this.firstSourceless,
      }),
    ];
  }
}
