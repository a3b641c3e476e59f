import { parseRef } from '../../core/rows/event-ref';
import { byteOrder } from '../../core/text/byte-order';
import type { PackagedAnswer } from './check-answer';
import type { Difference } from './check-files';
import type { EventVerdict, VerifiedEvent } from './verify-events';

/** The names that differences are told under, and the window of the question. */
export interface Listed {
  readonly names: { readonly events: string; readonly verification: string };
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** What comes of reading the events of a package and their verification side by side. */
export interface CheckedListing {
  readonly events: number;
  readonly verdicts: Readonly<Record<EventVerdict, number>>;
  /** The first difference of each kind: of one event that is moved, all behind it would differ. */
  readonly differences: readonly Difference[];
}

/**
 * Compares the events of a package with their verification, one by one: the same events in the same order, which is newest
 * first, all in the window of the question.
 */
export async function checkListing(
  packaged: AsyncIterable<PackagedAnswer>,
  verified: AsyncGenerator<VerifiedEvent>,
  listed: Listed,
): Promise<CheckedListing> {
  const listing = new Listing(listed);
  for await (const answer of packaged) listing.add(answer, (await verified.next()).value ?? undefined);
  for await (const event of verified) listing.addFurther(event);
  return listing.checked();
}

class Listing {
  private events = 0;
  private before: string | undefined;
  private readonly verdicts: Record<EventVerdict, number> = { proven: 0, invalid: 0, unsigned: 0, 'not checked': 0 };
  private readonly differences = new Map<string, Difference>();

  constructor(private readonly listed: Listed) {}

  add({ event: { ref, logFile }, recordIndex, recordSha256 }: PackagedAnswer, proof: VerifiedEvent | undefined): void {
    const { names } = this.listed;
    this.events += 1;
    if (proof) this.verdicts[proof.verdict] += 1;
    this.judgePlace(ref);
    const isOfEvent =
      proof?.ref === ref &&
      proof.logFile === logFile &&
      proof.recordIndex === recordIndex &&
      proof.recordSha256 === recordSha256;
    if (!isOfEvent)
      this.differ(names.verification, `event ${this.events} is not event ${this.events} of ${names.events}`);
    if (proof && (proof.verdict === 'proven') === (proof.reason !== undefined))
      this.differ(
        names.verification,
        `event ${this.events} is proven with a reason against it, or not and without one`,
      );
  }

  addFurther({ verdict }: VerifiedEvent): void {
    this.verdicts[verdict] += 1;
    this.differ(this.listed.names.verification, `it has more events than ${this.listed.names.events}`);
  }

  checked(): CheckedListing {
    return { events: this.events, verdicts: this.verdicts, differences: [...this.differences.values()] };
  }

  private judgePlace(ref: string): void {
    const { names, since, until } = this.listed;
    const { eventTimeId, eventName } = parseRef(ref);
    const key = `${eventTimeId}#${eventName}`;
    if (this.before !== undefined && !isBefore(key, this.before))
      this.differ(names.events, `line ${this.events} is not in the order of an answer, newest first`);
    this.before = key;
    if ((since !== undefined && eventTimeId < since) || (until !== undefined && eventTimeId >= until))
      this.differ(names.events, `line ${this.events} is not in the window of the question`);
  }

  /** The first of a kind is told: the words of a reason without its numbers. */
  private differ(subject: string, reason: string): void {
    const kind = `${subject} ${reason.replace(/\d+/g, '')}`;
    if (!this.differences.has(kind)) this.differences.set(kind, { subject, reason });
  }
}

/** Stores sort by bytes, and rows of several partitions are merged by UTF-16 units: either will do. */
function isBefore(key: string, other: string): boolean {
  return key < other || byteOrder(key, other) < 0;
}
