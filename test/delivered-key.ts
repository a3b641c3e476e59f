let files = 0;

/** Whose log file it is, and when it was delivered. */
export interface DeliveredKey {
  readonly root?: string;
  readonly accountId?: string;
  readonly region?: string;
  readonly at: Date;
}

/** The key of a log file that no other test has, in the folder of its day. */
export function deliveredKey({
  root = 'AWSLogs/',
  accountId = '111122223333',
  region = 'us-east-2',
  at,
}: DeliveredKey) {
  files += 1;
  const stamp = at
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\d\d\.\d+Z/, 'Z');
  const day = at.toISOString().slice(0, 10).replaceAll('-', '/');
  const unique = String(files).padStart(16, '0');
  return `${root}${accountId}/CloudTrail/${region}/${day}/${accountId}_CloudTrail_${region}_${stamp}_${unique}.json.gz`;
}

/** A time some minutes ago. */
export function minutesAgo(minutes: number): Date {
  return new Date(Date.now() - minutes * 60_000);
}
