import { dayFolders } from '../../core/integrity/day-folders';
import { type DigestName, readDigestName } from '../../core/integrity/digest-name';
import { type DigestVerdict, digestVerdict } from '../../core/integrity/digest-verdict';
import type { PublicKeys } from '../../core/integrity/public-keys';
import { UnreadableLogFileError } from '../../core/log-file/unreadable-log-file-error';
import { RecentlyUsed } from '../flow/recently-used';
import type { AuditedBucket, PublicKeySource } from '../ports/audited-bucket';
import { InaccessibleFileError } from '../ports/log-file-source';

/**
 * How many parsed digests to keep: those around one hour of some accounts and regions. A digest lists some hundred log
 * files, or some thousands in a very busy region.
 */
const KEPT_DIGESTS = 128;

/** How many lists of the digests of a day to keep. */
const KEPT_DAYS = 1024;

/** A trail, as the names of digests show it. */
export interface TrailName {
  readonly trailName: string;
  readonly homeRegion: string;
}

/**
 * A trail by its ARN, `arn:<partition>:cloudtrail:<home region>:<account>:trail/<name>`, as the names of digests tell
 * it. Undefined for `''`: the trail is unknown.
 */
export function trailOfArn(arn: string): TrailName | undefined {
  if (arn === '') return undefined;
  return { homeRegion: arn.split(':')[3] ?? '', trailName: arn.slice(arn.lastIndexOf('/') + 1) };
}

/** The source of digests, and what judges them. */
export interface DigestDependencies {
  readonly bucket: AuditedBucket;
  readonly publicKeys: PublicKeySource;
  /** The trail whose digests count. Undefined if all digests count. */
  readonly trail: TrailName | undefined;
}

/** A digest in a list: its key, and what the key tells. */
export interface ListedDigest extends DigestName {
  readonly key: string;
}

/**
 * The verdict on a digest, or that it does not exist or cannot be read. A valid digest also has the log files that it
 * lists, by key.
 */
export type LoadedDigest =
  | (Extract<DigestVerdict, { status: 'valid' }> & { readonly files: ReadonlyMap<string, string> })
  | Exclude<DigestVerdict, { status: 'valid' }>
  | { readonly status: 'missing' }
  | { readonly status: 'unreadable'; readonly reason: string };

/** The digests of a bucket, each judged separately. Recently judged digests are not fetched again. */
export class VerifiedDigests {
  private readonly loaded = new RecentlyUsed<Promise<LoadedDigest>>(KEPT_DIGESTS);
  private readonly days = new RecentlyUsed<Promise<readonly ListedDigest[]>>(KEPT_DAYS);
  private readonly publicKeys = new Map<string, Promise<PublicKeys>>();

  /** `keysSince` is the time from which to ask for public keys. */
  constructor(
    private readonly deps: DigestDependencies,
    private readonly keysSince: string,
  ) {}

  /** The digests in a folder whose hour ends in a range of times (both ends inclusive), in the order of time. */
  async list(folder: string, from: string, to: string): Promise<readonly ListedDigest[]> {
    const listed: ListedDigest[] = [];
    for (const day of dayFolders(from, to)) listed.push(...(await this.listDay(folder, day)));
    return listed.filter(({ endTime }) => from <= endTime && endTime <= to);
  }

  load(key: string): Promise<LoadedDigest> {
    return this.loaded.get(key, () => this.judge(key));
  }

  private listDay(folder: string, day: string): Promise<readonly ListedDigest[]> {
    return this.days.get(`${folder}${day}`, async () => {
      const keys = await this.deps.bucket.digestsOn(folder, day);
      return keys
        .map((key) => ({ key, ...readDigestName(key) }))
        .filter((digest): digest is ListedDigest => digest.folder === folder && this.isOurs(digest))
        .sort((left, right) => (left.endTime < right.endTime ? -1 : 1));
    });
  }

  private isOurs({ trailName, homeRegion }: Partial<DigestName>): boolean {
    const { trail } = this.deps;
    return trail === undefined || (trail.trailName === trailName && trail.homeRegion === homeRegion);
  }

  private async judge(key: string): Promise<LoadedDigest> {
    try {
      const found = await this.deps.bucket.digest(key);
      if (!found) return { status: 'missing' };
      const verdict = digestVerdict(found, await this.keysOf(readDigestName(key)?.region ?? ''));
      if (verdict.status !== 'valid') return verdict;
      return { ...verdict, files: new Map(verdict.digest.logFiles.map((file) => [file.key, file.sha256])) };
    } catch (error) {
      if (error instanceof UnreadableLogFileError) return { status: 'invalid', reason: error.message };
      if (error instanceof InaccessibleFileError) return { status: 'unreadable', reason: error.reason };
      throw error;
    }
  }

  private keysOf(region: string): Promise<PublicKeys> {
    const known = this.publicKeys.get(region) ?? this.deps.publicKeys.keys(region, this.keysSince);
    this.publicKeys.set(region, known);
    return known;
  }
}
