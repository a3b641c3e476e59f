import { parseRef } from '../../core/rows/event-ref';
import type { AuditedBucket, PublicKeySource } from '../ports/audited-bucket';
import type { ExpectedIndexing } from '../verify/expected-rows';
import type { Difference } from './check-files';
import { keysSince } from './keys-since';
import { EventVerifier, type VerifiedEvent } from './verify-events';

/** The log files, digests and keys that a package has, and how their records are indexed. */
export interface ShippedEvidence {
  readonly bucket: AuditedBucket;
  readonly publicKeys: PublicKeySource;
  readonly indexing: ExpectedIndexing;
  readonly now: () => Date;
}

/** What comes of looking at the places of events again. */
export interface CheckedPlaces {
  readonly proven: number;
  /** Events that the package calls proven, and whose log file or digest it does not have. */
  readonly notShipped: number;
  readonly differences: readonly Difference[];
}

/** A package has no rows. That a record has one row only is found by asking the question again. */
const NO_ROWS = { catalogue: async () => [], rows: async () => [], olderPartitions: async () => ['shipped'] };

/**
 * Looks again, in the log files and digests of a package, whether each event is what CloudTrail signed. An event that the
 * package calls proven and that a shipped digest or log file refutes is a difference, and so is one that it calls unsigned and
 * that they prove.
 */
export async function checkPlaces(
  shipped: ShippedEvidence,
  events: AsyncIterable<VerifiedEvent>,
): Promise<CheckedPlaces> {
  const verifier = new EventVerifier({ ...shipped, trail: undefined, reader: NO_ROWS }, keysSince(undefined));
  const differences: Difference[] = [];
  let [proven, notShipped] = [0, 0];
  for await (const event of events) {
    if (event.verdict !== 'proven' && event.verdict !== 'unsigned') continue;
    const again = await verifier.verify({ ...event, ...parseRef(event.ref) });
    const reason = differenceOf(event, again);
    if (reason === undefined) proven += event.verdict === 'proven' ? 1 : 0;
    else if (again.verdict === 'unsigned' && !(await hasBoth(shipped, event))) notShipped += 1;
    else differences.push({ subject: event.ref, reason });
  }
  return { proven, notShipped, differences };
}

/** What speaks against what a package says of an event. Other reasons than a missing signature may be those of the store's rows. */
function differenceOf(event: VerifiedEvent, again: VerifiedEvent): string | undefined {
  if (event.verdict === 'unsigned')
    return again.verdict === 'proven' ? 'the package calls it unsigned, and has the signature' : undefined;
  if (again.verdict !== 'proven') return again.reason ?? again.verdict;
  const isSame = again.digest === event.digest && again.keyFingerprint === event.keyFingerprint;
  return isSame ? undefined : 'another digest or key proves it than the package says';
}

/** Whether the package has the log file of an event and the digest that lists it. */
async function hasBoth({ bucket }: ShippedEvidence, { logFile, digest }: VerifiedEvent): Promise<boolean> {
  const key = bucket.keyOf(logFile);
  if (key === undefined || digest === undefined) return false;
  const objects = await Promise.all([bucket.stored(key), bucket.stored(digest)]);
  return objects.every((object) => object !== undefined);
}
