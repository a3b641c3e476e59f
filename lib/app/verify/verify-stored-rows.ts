import { readLogFileName } from '../../core/delivery/log-file-name';
import { formatRef } from '../../core/rows/event-ref';
import type { EventRow } from '../../core/rows/event-row';
import { eventRowOf } from '../../core/rows/row-codec';
import { byteOrder } from '../../core/text/byte-order';
import { mergeOrdered } from '../flow/merge-ordered';
import type { EventReader } from '../ports/event-reader';
import type { Findings } from './findings';
import type { SignedRecords } from './signed-records';
import type { StoredTerms } from './verify-stored-terms';

/** Rows of a partition read at once: a page of each partition is held while they are merged by time. */
const PAGE_ROWS = 50;

/** What the table is called in an error: how it is deployed is not known here. */
const EVENTS = 'the Events table';

/** Which rows are looked at. */
export interface StoredRowOptions {
  /** Time of the event, inclusive and exclusive. */
  readonly since: string;
  readonly until: string;
  /** The region of their log files; undefined for all. */
  readonly region: string | undefined;
}

/**
 * Looks for rows that no signed log file has made: all rows of a window, partition by partition of the catalogue, merged
 * by time so that each log file is read about once. A partition that the catalogue does not name is not seen. `terms`
 * takes the terms of the rows.
 */
export async function verifyStoredRows(
  reader: EventReader,
  places: SignedRecords,
  terms: StoredTerms,
  options: StoredRowOptions,
  findings: Findings,
): Promise<void> {
  const partitions = await reader.catalogue('');
  const rows = mergeOrdered(
    [...new Set(partitions)].map((name) => rowsOf(reader, name, options)),
    (left, right) => byteOrder(orderText(left), orderText(right)),
  );
  for await (const row of rows) {
    if (options.region !== undefined && readLogFileName(String(row.logFile)).region !== options.region) continue;
    const problem = await places.problemOf(row);
    if (problem) findings.add(problem.kind, formatRef(row), problem.reason);
    terms.add(row);
  }
}

async function* rowsOf(
  reader: EventReader,
  value: string,
  { since, until }: StoredRowOptions,
): AsyncGenerator<EventRow> {
  const partition = { table: 'events' as const, value };
  let after: unknown;
  do {
    const request = { partition, since, until, oldestFirst: true, limit: PAGE_ROWS, withRecord: true };
    const page = await reader.page({ ...request, after });
    for (const row of page.rows) yield eventRowOf(row, EVENTS);
    after = page.after;
  } while (after !== undefined);
}

function orderText({ eventTimeId, eventName }: EventRow): string {
  return `${eventTimeId}#${eventName}`;
}
