import type { JsonObject } from '../record/json';
import type { EventRow } from './event-row';
import { ordinaryUnits } from './fitted-columns';
import { deflatedRecord } from './record-attribute';

/**
 * The write units of an ordinary event over all tables and indexes. Where a record as a map would take more, and deflated it
 * takes no more than these, it is deflated.
 */
export const MOST_ORDINARY_UNITS = 10;

/** The units that the smallest row takes: one in the table, and one in the index by principal. */
const LEAST_UNITS = 2;

/**
 * The row of an event in a deployed table: with its record deflated if that alone keeps the event within
 * `MOST_ORDINARY_UNITS`, and else as it is. Who has only the console can filter by the members of a map, so a record stays
 * one wherever deflating it would not do.
 *
 * @param terms how many Terms rows the event has, of one unit each
 */
export function packedWhereDue(row: EventRow, record: JsonObject, terms: number): EventRow {
  const room = MOST_ORDINARY_UNITS - terms;
  if (row.record === undefined || row.record instanceof Uint8Array || room < LEAST_UNITS) return row;
  if (ordinaryUnits(row) <= room) return row;
  const packed = deflatedRecord(record);
  if (packed === undefined) return row;
  const deflated = { ...row, record: packed };
  return ordinaryUnits(deflated) <= room ? deflated : row;
}
