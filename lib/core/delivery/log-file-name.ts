/** What an object under a trail's prefix is. Only `log` contains records of API calls in CloudTrail's usual form. */
const LOG_FILE_KINDS = [
  'log',
  'digest',
  'insight',
  'networkActivity',
  'aggregated',
  /** The empty object that CloudTrail writes to try a bucket, and folders that a person made: keys ending in `/`. */
  'marker',
  'other',
] as const;
type LogFileKind = (typeof LOG_FILE_KINDS)[number];

/** What the key of an object, or the name of a file on disk, reveals. Parts that it does not reveal are absent. */
export interface LogFileName {
  readonly kind: LogFileKind;
  /** The trail's own key prefix, with its own slashes; `''` for none. Absent if only a name is known. */
  readonly prefix?: string;
  /** Of an organization's trail, `o-…`. */
  readonly organizationId?: string;
  /** Mostly twelve digits, but not always. */
  readonly accountId?: string;
  /** The region of the log. Single records in it may have another `awsRegion`. */
  readonly region?: string;
  /**
   * When CloudTrail delivered the file, to the minute, in ISO 8601 and UTC: `2023-07-10T11:45:00Z`. Records are minutes
   * to weeks older.
   */
  readonly deliveredAt?: string;
}

/**
 * Folders below the account's folder, which are also in the names of files (CloudTrail user guide: finding log files).
 */
const KIND_BY_FOLDER: ReadonlyMap<string, LogFileKind> = new Map([
  ['CloudTrail', 'log'],
  ['CloudTrail-Digest', 'digest'],
  ['CloudTrail-Insight', 'insight'],
  ['CloudTrail-NetworkActivity', 'networkActivity'],
  ['CloudTrail-Aggregated', 'aggregated'],
]);

const ORGANIZATION_ID = /^o-[a-z0-9]+$/i;
const LOG_SUFFIX = /\.json(?:\.gz)?$/;

/**
 * At the start of a part of the name. What follows is CloudTrail's meaningless unique string, in old names without `_`.
 */
const STAMP = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(?:\d{2})?Z/;

/**
 * What the key of an object or the name of a file reveals. Reads path segments and never substrings, because a trail's
 * prefix may contain any words. CloudTrail's folders decide if there are any. Otherwise (for a file copied to disk),
 * the name decides.
 * [prefix/]AWSLogs/[o-…/]<account>/CloudTrail[-…]/<region>/YYYY/MM/DD/<account>_CloudTrail[-…]_<region>_<stamp>_<unique>.json.gz
 */
export function readLogFileName(key: string): LogFileName {
  if (lastRead?.key !== key) lastRead = { key, told: read(key) };
  return lastRead.told;
}

/** Ingestion asks many times in a row about one file. */
let lastRead: { readonly key: string; readonly told: LogFileName } | undefined;

function read(key: string): LogFileName {
  const segments = key.split('/');
  const name = segments.at(-1) ?? '';
  const told = { ...readName(name), ...readFolders(segments) };
  if (key.endsWith('/')) return { ...told, kind: 'marker' };
  return told.kind === 'log' && !LOG_SUFFIX.test(name) ? { ...told, kind: 'other' } : told;
}

/** Kinds of files that stand beside log files and hold no records of API calls in their form. */
const BESIDE_LOG_FILES: ReadonlySet<LogFileKind> = new Set([
  'digest',
  'insight',
  'networkActivity',
  'aggregated',
  'marker',
]);

/** Whether a key or the name of a file on disk tells that it holds no records of API calls in the form of a log file. */
export function isBesideLogFiles(key: string): boolean {
  return BESIDE_LOG_FILES.has(readLogFileName(key).kind);
}

function readName(name: string): LogFileName {
  const [accountId, folder, region, ...rest] = name.split('_');
  const kind = folder === undefined ? undefined : KIND_BY_FOLDER.get(folder);
  if (kind === undefined || !accountId || !region) return { kind: 'other' };
  // The name of a digest has the trail's name before the stamp, which may look like a stamp. The last one is the stamp.
  const deliveredAt = rest.map(timeOf).findLast((time) => time !== undefined);
  return { kind, accountId, region, ...(deliveredAt && { deliveredAt }) };
}

function timeOf(part: string): string | undefined {
  const stamp = STAMP.exec(part);
  if (stamp === null) return undefined;
  const [, year, month, day, hour, minute] = stamp;
  const time = `${year}-${month}-${day}T${hour}:${minute}:00Z`;
  return isOfDay(time, Number(day)) ? time : undefined;
}

/** Whether a time exists in the calendar. The parser moves 31 February to March, and 24:00 to the next day. */
function isOfDay(time: string, day: number): boolean {
  return new Date(time).getUTCDate() === day;
}

function readFolders(segments: readonly string[]): LogFileName | undefined {
  // The last one, because only a prefix can contain another, and it comes before.
  const root = segments.lastIndexOf('AWSLogs');
  if (root < 0) return undefined;
  const inOrganization = ORGANIZATION_ID.test(segments[root + 1] ?? '');
  const [accountId, folder, region] = segments.slice(root + (inOrganization ? 2 : 1), -1);
  const kind = KIND_BY_FOLDER.get(folder ?? '');
  if (kind === undefined) return undefined;
  return {
    kind,
    prefix: segments.slice(0, root).join('/'),
    ...(inOrganization && { organizationId: segments[root + 1] }),
    ...(accountId && { accountId }),
    ...(region && { region }),
  };
}
