/** What the key of a digest file reveals. */
export interface DigestName {
  /** The folder of all digests of an account and region, to its last slash: `[…/]AWSLogs/[o-…/]<account>/CloudTrail-Digest/<region>/`. */
  readonly folder: string;
  readonly accountId: string;
  /** The region whose log files the digest lists. */
  readonly region: string;
  readonly trailName: string;
  /** Where the trail was made. */
  readonly homeRegion: string;
  /** The end of the hour that the digest covers, ISO 8601 in UTC to the second. */
  readonly endTime: string;
  /** Whether it lists log files that the digest of the hour left out. Such digests are a separate chain. */
  readonly isBackfill: boolean;
}

/** The folder of digests beside those of log files (CloudTrail user guide: digest file location). */
export const DIGEST_FOLDER = 'CloudTrail-Digest';

/** `<account>_CloudTrail-Digest_<region>_<trail>_<home region>_<end>[_backfill].json.gz`; a trail's name may hold `_`. */
const NAME = /^([^_]+)_CloudTrail-Digest_([^_]+)_(.+)_([^_]+)_(\d{8}T\d{6}Z)(_backfill)?\.json\.gz$/;

/** What is between the folder of an account and region and the name: the day. */
const DAY_SEGMENTS = 3;

/** What the key of a digest file reveals, or undefined for any other key. */
export function readDigestName(key: string): DigestName | undefined {
  const segments = key.split('/');
  const [, accountId, region, trailName, homeRegion, stamp, backfill] = NAME.exec(segments.at(-1) ?? '') ?? [];
  const above = segments.slice(0, -1 - DAY_SEGMENTS);
  const endTime = stamp === undefined ? undefined : timeOf(stamp);
  if (!accountId || !region || !trailName || !homeRegion || endTime === undefined) return undefined;
  if (above.at(-1) !== region || above.at(-2) !== DIGEST_FOLDER) return undefined;
  const folder = `${above.join('/')}/`;
  return { folder, accountId, region, trailName, homeRegion, endTime, isBackfill: backfill !== undefined };
}

/** Identifies a chain of digests: those of one trail, account and region. Backfilled ones are separate. */
export function chainOf({ folder, trailName, homeRegion, isBackfill }: DigestName): string {
  return `${folder}${trailName}_${homeRegion}${isBackfill ? '_backfill' : ''}`;
}

/** The folder of the log files whose digests are in `folder`. */
export function logFolderOf(folder: string): string {
  return folder.replace(/CloudTrail-Digest\/([^/]+\/)$/, 'CloudTrail/$1');
}

/**
 * The folder of the digests that may list a log file, by its key. Undefined if the file is not in CloudTrail's folders.
 */
export function digestFolderOf(logFileKey: string): string | undefined {
  return /^(?:.*\/)?AWSLogs\/(?:[^/]+\/){1,2}CloudTrail\/[^/]+\/(?=\d{4}\/\d{2}\/\d{2}\/[^/]+$)/
    .exec(logFileKey)?.[0]
    .replace(/CloudTrail\/([^/]+\/)$/, `${DIGEST_FOLDER}/$1`);
}

function timeOf(stamp: string): string | undefined {
  const time = stamp.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z');
  return Number.isNaN(Date.parse(time)) ? undefined : time;
}
