import { readLogFileName } from '../../core/delivery/log-file-name';
import type { Digest } from '../../core/integrity/digest';
import { digestFolderOf } from '../../core/integrity/digest-name';
import type { VerifiedDigests } from './verified-digests';

const MINUTE_MS = 60 * 1000;

/**
 * How long after the time in its name a log file may be listed: the name has the minute in which CloudTrail began to
 * deliver, digests cover an hour. What comes later still is found by `note`.
 */
const LISTED_WITHIN_MS = 4 * 60 * MINUTE_MS;

/** How long a file may take from the time in its name to its place in the bucket, which is the time that digests go by. */
const DELIVERY_MS = 15 * MINUTE_MS;

/**
 * What digests say of a log file: its hash; that valid digests cover the time of its delivery and none lists it; or
 * nothing, because the digest that may list it is `unsigned` or `unreadable`, no valid one covers that time, or the file
 * is `foreign`: no digest could ever list it.
 */
export type Standing = { readonly kind: 'signed'; readonly sha256: string } | { readonly kind: 'unlisted' | Unjudged };

type Unjudged = keyof typeof UNSIGNED_REASONS;

/** The standings in which nothing speaks for or against a log file, in words. */
export const UNSIGNED_REASONS = {
  unsigned: 'the signature of its digest is not known',
  unreadable: 'its digest cannot be read',
  uncovered: 'no valid digest covers the time of its delivery',
  foreign: "its name is not that of a trail's log file",
} as const;

/** Tells for any log file what the valid digests around the time of its delivery say of it. */
export class SignedFiles {
  /** Log files that are listed long after their delivery: few, if any. */
  private readonly late = new Map<string, string>();

  constructor(private readonly digests: VerifiedDigests) {}

  /** Takes note of a valid digest, for the log files in it that would not be looked for there. */
  note({ endTime, logFiles }: Digest): void {
    const earliest = isoTime(Date.parse(endTime) - LISTED_WITHIN_MS);
    for (const { key, sha256 } of logFiles) {
      const { deliveredAt } = readLogFileName(key);
      if (deliveredAt !== undefined && (deliveredAt < earliest || endTime < deliveredAt)) this.late.set(key, sha256);
    }
  }

  async standing(key: string): Promise<Standing> {
    const late = this.late.get(key);
    if (late !== undefined) return { kind: 'signed', sha256: late };
    const folder = digestFolderOf(key);
    const { kind, deliveredAt } = readLogFileName(key);
    if (kind !== 'log' || folder === undefined || deliveredAt === undefined) {
      return { kind: 'foreign' };
    }
    return this.lookUp(key, folder, deliveredAt);
  }

  private async lookUp(key: string, folder: string, deliveredAt: string): Promise<Standing> {
    const delivered = Date.parse(deliveredAt);
    const around = await this.digests.list(folder, deliveredAt, isoTime(delivered + LISTED_WITHIN_MS));
    const covered: Span[] = [];
    let silent: 'unsigned' | 'unreadable' | 'uncovered' = 'uncovered';
    for (const listed of around) {
      const loaded = await this.digests.load(listed.key);
      if (loaded.status === 'unsigned' || loaded.status === 'unreadable') silent = loaded.status;
      if (loaded.status !== 'valid') continue;
      const sha256 = loaded.files.get(key);
      if (sha256 !== undefined) return { kind: 'signed', sha256 };
      if (!listed.isBackfill) covered.push(loaded.digest);
    }
    if (isCovered(covered, deliveredAt, isoTime(delivered + DELIVERY_MS))) return { kind: 'unlisted' };
    return { kind: silent };
  }
}

type Span = Pick<Digest, 'startTime' | 'endTime'>;

/** Whether spans, in the order of their ends, cover a time and all that follows until another. */
function isCovered(spans: readonly Span[], from: string, to: string): boolean {
  let reached = from;
  for (const { startTime, endTime } of spans) if (startTime <= reached && reached < endTime) reached = endTime;
  return reached >= to;
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
