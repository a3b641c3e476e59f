import { readLogFileName } from '../../core/delivery/log-file-name';
import {
  FINDING_KINDS,
  VERIFIED_KINDS,
  type Verification,
  type VerificationFinding,
  type VerificationFindingKind,
  type VerifiedKind,
} from '../../core/integrity/verification';
import type { StoredEvent } from '../../core/rows/stored-event';
import { type VerifyDependencies, type VerifyOptions, verifyTrail } from './verify-trail';

const HOUR_MS = 60 * 60 * 1_000;

/** What was found wrong with an event, with its log file, or with a digest by which that would be judged. */
export interface EventFinding extends VerificationFinding {
  readonly what: VerifiedKind;
  readonly kind: VerificationFindingKind;
}

/** Whether an event is what CloudTrail signed. */
export interface EventVerdict {
  /** `unknown` where nothing was judged. Else `valid`, or the worst that was found of the event and its log file. */
  readonly verdict: 'valid' | VerificationFindingKind | 'unknown';
  readonly findings: readonly EventFinding[];
}

/** What is known of an event whose verdict is asked for. */
export type JudgedEvent = Pick<StoredEvent, 'ref' | 'logFile'>;

/** The part of the trail that judges an event: the digests of the hours in which its log file was delivered. Undefined if nobody knows. */
export function hoursOfEvent({ logFile = '' }: Pick<JudgedEvent, 'logFile'>): VerifyOptions | undefined {
  const { deliveredAt, region } = readLogFileName(logFile);
  if (deliveredAt === undefined) return undefined;
  const time = Date.parse(deliveredAt);
  return { since: timeOf(time - HOUR_MS), until: timeOf(time + HOUR_MS), region, content: true, rows: true };
}

/** Verifies the hours in which the log file of an event was delivered, and tells what that says of the event. */
export async function verifyEvent(deps: VerifyDependencies, event: JudgedEvent): Promise<EventVerdict> {
  const hours = hoursOfEvent(event);
  if (hours === undefined || deps.bucket.keyOf(event.logFile ?? '') === undefined) return NOTHING_JUDGED;
  const verification = await verifyTrail(deps, hours);
  const findings = findingsIn(verification);
  const own = findings.filter(({ subject }) => subject === event.ref || subject === event.logFile);
  const worst = FINDING_KINDS.find((kind) => own.some((finding) => finding.kind === kind));
  if (worst !== undefined) return { verdict: worst, findings: [...own, ...findings.filter(isOfDigest)] };
  return verification.files.valid === 0 ? NOTHING_JUDGED : { verdict: 'valid', findings: findings.filter(isOfDigest) };
}

const NOTHING_JUDGED: EventVerdict = { verdict: 'unknown', findings: [] };

function isOfDigest({ what }: EventFinding): boolean {
  return what === 'digests';
}

function findingsIn(verification: Verification): readonly EventFinding[] {
  return VERIFIED_KINDS.flatMap((what) =>
    FINDING_KINDS.flatMap((kind) => verification[what][kind].map((finding) => ({ what, kind, ...finding }))),
  );
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
