import { EVENT_ATTRIBUTES } from '../../contract/tables';
import type { EventRow, ListedRow, RowMarks } from './event-row';
import { eventIdOf } from './fitted-columns';
import { CorruptRowError, listedRow } from './row-codec';

/**
 * Terms rows cause most of the cost of writing an event, and a write is paid by the KB. They therefore leave out what
 * their own keys and the name of the log file repeat. `wholeRow` restores all of it; nothing is lost.
 */
const LEFT_OUT: readonly string[] = ['eventTime', 'eventID', 'logFile', 'recordIndex', 'resources'];

const IN_TERMS = EVENT_ATTRIBUTES.filter((name) => !LEFT_OUT.includes(name));

/** The name of the table if its deployed name is unknown. */
const TERMS = 'the Terms table';

/** The length of `2018-03-06T20:30:12Z#`, which is before the ID in a sort key. */
const ID_START = '2018-03-06T20:30:12Z#'.length;

/** The attribute that replaces `logFile` if the name reveals the folders between the root and the name. */
const SHORT_LOG_FILE = 'logFileShort';

/** CloudTrail's own layout: what is before the folder of the account, and the name. */
const LOG_FILE = /^(.*\/AWSLogs\/(?:o-[a-z0-9]+\/)?)[^/]+\/CloudTrail\/[^/]+\/\d{4}\/\d{2}\/\d{2}\/([^/]+)$/s;

/** The event fields of a row as Terms rows have them, without its resources. */
export function termFields(row: EventRow): { readonly marks?: RowMarks } & Readonly<Record<string, unknown>> {
  const eventID = eventIdOf(row);
  const fields: Record<string, unknown> = {};
  for (const name of IN_TERMS) if (row[name] !== undefined) fields[name] = row[name];
  return {
    ...fields,
    ...(eventID !== row.eventTimeId.slice(ID_START) && { eventID }),
    ...logFileField(row.logFile),
    indexVersion: row.indexVersion,
  };
}

/** A Terms row as the row of its event, without the record. Throws `CorruptRowError` if it is not one. */
export function wholeRow(row: Readonly<Record<string, unknown>>, table: string = TERMS): ListedRow {
  const { term, eventTimeIdName, [SHORT_LOG_FILE]: short, ...fields } = row;
  const key = `${term}/${eventTimeIdName}`;
  if (!String(eventTimeIdName).endsWith(`#${fields['eventName']}`))
    throw new CorruptRowError(table, key, 'eventName', 'the name that the sort key ends in');
  const eventTimeId = String(eventTimeIdName).slice(0, -`#${fields['eventName']}`.length);
  const whole = {
    eventID: eventTimeId.slice(ID_START),
    ...(typeof short === 'string' && { logFile: longLogFile(short) }),
    ...fields,
    eventTimeId,
  };
  return listedRow(whole, table, key);
}

function logFileField(logFile: string | undefined): Readonly<Record<string, string>> {
  if (logFile === undefined) return {};
  const [, root, name] = LOG_FILE.exec(logFile) ?? [];
  const short = `${root}${name}`;
  return root !== undefined && longLogFile(short) === logFile ? { [SHORT_LOG_FILE]: short } : { logFile };
}

/** `…/AWSLogs/<name>` with the folders that the name reveals. */
function longLogFile(short: string): string {
  const start = short.lastIndexOf('/') + 1;
  const name = short.slice(start);
  const [account, folder, region, stamp = ''] = name.split('_');
  const date = `${stamp.slice(0, 4)}/${stamp.slice(4, 6)}/${stamp.slice(6, 8)}`;
  return `${short.slice(0, start)}${account}/${folder}/${region}/${date}/${name}`;
}
