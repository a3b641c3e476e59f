import { readLogFileName } from '../../core/delivery/log-file-name';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import { formatRef } from '../../core/rows/event-ref';
import type { EventRow } from '../../core/rows/event-row';
import { eventRowOf } from '../../core/rows/row-codec';
import { byteOrder } from '../../core/text/byte-order';
import { mergeOrdered } from '../flow/merge-ordered';
import type { EventReader } from '../ports/event-reader';
import type { Findings } from './findings';
import type { SignedRecords } from './signed-records';
import type { StoredTerms } from './verify-stored-terms';

/**
 * How many rows of a partition to read at once. One page of each partition is in memory while they are merged by time.
 */
const PAGE_ROWS = 50;

/** The name of the table in an error, because its deployed name is unknown here. */
const EVENTS = 'the Events table';

/** Which rows to look at. */
export interface StoredRowOptions {
  /** Time of the event, inclusive and exclusive. */
  readonly since: string;
  readonly until: string;
  /** The region of their log files; undefined for all. */
  readonly region: string | undefined;
}

/**
 * Finds rows that no signed log file made. Reads all rows of a window, partition by partition of the catalogue, merged
 * by time so that each log file is read about once. It does not see a partition that the catalogue does not name.
 * `terms` collects the terms of the rows.
 */
export async function verifyStoredRows(
  reader: EventReader,
  places: SignedRecords,
  terms: StoredTerms,
  options: StoredRowOptions,
  findings: Findings,
  corrupt: CorruptRows,
): Promise<void> {
  const partitions = await reader.catalogue('');
  const rows = mergeOrdered(
    [...new Set(partitions)].map((name) => rowsOf(reader, name, options, corrupt)),
    (left, right) => byteOrder(orderText(left), orderText(right)),
  );
  for await (const row of rows) {
    if (!isMeant(row, options)) continue;
    if (terms.addProven(row)) continue;
    const problem = await places.problemOf(row);
    const isTold = problem?.isOfAnother && findings.isNamed(formatRef(row));
    if (problem && !isTold) findings.add(problem.kind, formatRef(row), problem.reason);
    terms.add(row);
  }
}

/** Takes the terms of the rows of a window that was looked at before, without looking at its rows again. */
export async function takeTerms(
  reader: EventReader,
  terms: StoredTerms,
  options: StoredRowOptions,
  corrupt: CorruptRows,
): Promise<void> {
  for (const name of new Set(await reader.catalogue(''))) {
    for await (const row of rowsOf(reader, name, options, corrupt)) if (isMeant(row, options)) terms.add(row);
  }
}

function isMeant({ logFile }: EventRow, { region }: StoredRowOptions): boolean {
  return region === undefined || readLogFileName(String(logFile)).region === region;
}

async function* rowsOf(
  reader: EventReader,
  value: string,
  { since, until }: StoredRowOptions,
  corrupt: CorruptRows,
): AsyncGenerator<EventRow> {
  const partition = { table: 'events' as const, value };
  let after: unknown;
  do {
    const request = { partition, since, until, oldestFirst: true, limit: PAGE_ROWS, withRecord: true };
    const page = await reader.page({ ...request, after });
    for (const row of page.rows) yield* corrupt.without(() => eventRowOf(row, EVENTS));
    after = page.after;
  } while (after !== undefined);
}

function orderText({ eventTimeId, eventName }: EventRow): string {
  return `${eventTimeId}#${eventName}`;
}
