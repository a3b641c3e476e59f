import { readLogFileName } from '../../core/delivery/log-file-name';
import type { Digest } from '../../core/integrity/digest';
import { digestFolderOf } from '../../core/integrity/digest-name';
import type { LateFile } from './verification-state';
import type { VerifiedDigests } from './verified-digests';

const MINUTE_MS = 60 * 1000;

/**
 * How long after the time in its name a digest may list a log file. The name has the minute in which CloudTrail began
 * to deliver, and a digest covers an hour. `note` finds files that are listed even later.
 */
const LISTED_WITHIN_MS = 4 * 60 * MINUTE_MS;

/** How long a file may take from the time in its name to its arrival in the bucket. Digests use the time of arrival. */
const DELIVERY_MS = 15 * MINUTE_MS;

/**
 * What digests say about a log file: its hash; or that valid digests cover the time of its delivery but none lists it;
 * or nothing. Digests say nothing if the digest that may list it is `unsigned` or `unreadable`, if no valid digest
 * covers that time, or if the file is `foreign`, so that no digest could ever list it.
 */
export type Standing =
  | {
      readonly kind: 'signed';
      readonly sha256: string;
      /** The digest that lists it, where it is at hand, and the fingerprint of the key that signed that. */
      readonly listedBy?: { readonly digest: string; readonly keyFingerprint: string };
    }
  | { readonly kind: 'unlisted' | Unjudged };

type Unjudged = keyof typeof UNSIGNED_REASONS;

/** The standings that prove nothing about a log file, in words. */
export const UNSIGNED_REASONS = {
  unsigned: 'its digest has no known signature',
  unreadable: 'its digest cannot be read',
  uncovered: 'no valid digest covers the time of its delivery',
  foreign: "its name is not the name of a trail's log file",
} as const;

/** Finds out what the valid digests around the time of its delivery say about any log file. */
export class SignedFiles {
  /** Log files that are listed long after their delivery. There are few, if any. */
  private readonly late: Map<string, string>;

  /** `late` is what an earlier run has noted. */
  constructor(
    private readonly digests: VerifiedDigests,
    late: readonly LateFile[] = [],
  ) {
    this.late = new Map(late);
  }

  /** What `note` has noted. */
  lateFiles(): readonly LateFile[] {
    return [...this.late];
  }

  /** Notes a valid digest, for log files in it that `standing` would not look for there. */
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
      if (sha256 !== undefined) {
        const listedBy = { digest: listed.key, keyFingerprint: loaded.digest.fingerprint };
        return { kind: 'signed', sha256, listedBy };
      }
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
