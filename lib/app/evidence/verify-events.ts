import { formatRef } from '../../core/rows/event-ref';
import { SignedFiles, type Standing } from '../verify/signed-files';
import { type PlacedRow, type SignedRecordDependencies, SignedRecords } from '../verify/signed-records';
import { type DigestDependencies, VerifiedDigests } from '../verify/verified-digests';

/** What verifies events. */
export type EventVerificationDependencies = DigestDependencies & SignedRecordDependencies;

/**
 * Whether an event is what CloudTrail signed: `proven` by a signed log file that has its record at its place; `invalid` where a
 * signature speaks against it; `unsigned` where none speaks; `not checked` where nobody looked.
 */
export type EventVerdict = 'proven' | 'invalid' | 'unsigned' | 'not checked';

/** What is known of the proof of one event. */
export interface VerifiedEvent {
  readonly ref: string;
  /** The name of the log file in rows and receipts. */
  readonly logFile: string;
  readonly recordIndex: number;
  readonly recordSha256: string;
  /** The version of the index that made the row. */
  readonly indexVersion: number;
  readonly verdict: EventVerdict;
  readonly reason?: string;
  /** The key of the digest that lists the log file, and the fingerprint of CloudTrail's key that signed it. */
  readonly digest?: string;
  readonly keyFingerprint?: string;
}

/** Finds out event by event whether a signed log file has its record. Log files that follow each other are read once. */
export class EventVerifier {
  private readonly signed: SignedFiles;
  private readonly records: SignedRecords;

  /** `keysSince` is the time from which to ask for public keys: some weeks before the first event. */
  constructor(
    private readonly deps: EventVerificationDependencies,
    keysSince: string,
  ) {
    this.signed = new SignedFiles(new VerifiedDigests(deps, keysSince));
    this.records = new SignedRecords(deps, this.signed);
  }

  async verify(row: PlacedRow): Promise<VerifiedEvent> {
    const [problem, standing] = [await this.records.problemOf(row), await this.standingOf(String(row.logFile))];
    const listedBy = standing?.kind === 'signed' ? standing.listedBy : undefined;
    const verdict = problem ? { verdict: problem.kind, reason: problem.reason } : ({ verdict: 'proven' } as const);
    return { ...placeOf(row), ...verdict, ...listedBy };
  }

  private async standingOf(logFile: string): Promise<Standing | undefined> {
    const key = this.deps.bucket.keyOf(logFile);
    return key === undefined ? undefined : this.signed.standing(key);
  }
}

/** The same for an event that nobody can verify here, and why. */
export function uncheckedEvent(row: PlacedRow, reason: string): VerifiedEvent {
  return { ...placeOf(row), verdict: 'not checked', reason };
}

function placeOf(row: PlacedRow): Omit<VerifiedEvent, 'verdict'> {
  const { logFile, recordIndex, recordSha256, indexVersion } = row;
  return { ref: formatRef(row), logFile: String(logFile), recordIndex, recordSha256, indexVersion };
}
