import { readLogFileName } from '../delivery/log-file-name';

/** CloudTrail's folder of a day, at the end of a path's folders. */
const DAY_FOLDER = /\/(\d{4}\/\d{2}\/\d{2})\/[^/]*$/;

/**
 * The folder under which the receipt of a file on disk stands, if its folders or its name are CloudTrail's:
 * `local:AWSLogs/<account>/CloudTrail/<region>/YYYY/MM/DD/`. It is the same wherever somebody keeps or moves the file,
 * because CloudTrail gives no name twice. Undefined for files that are called otherwise.
 */
export function portableFolder(path: string): string | undefined {
  const { prefix, accountId, region, deliveredAt } = readLogFileName(path);
  const inFolders = prefix === undefined ? undefined : DAY_FOLDER.exec(path)?.[1];
  const day = inFolders ?? deliveredAt?.slice(0, 'YYYY-MM-DD'.length).replaceAll('-', '/');
  if (!accountId || !region || !day) return undefined;
  return `local:AWSLogs/${accountId}/CloudTrail/${region}/${day}/`;
}
