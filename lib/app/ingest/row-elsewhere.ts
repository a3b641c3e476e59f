import { conflictKey } from '../../core/rows/event-keys';
import { conflictRow, type EventRow, inPartition, type StandingRow } from '../../core/rows/event-row';
import type { Deadline } from '../ports/deadline';
import type { StandingRows } from '../ports/standing-rows';

/** A row of a record that was put before, and how the record's row looks in its place. */
export interface RowElsewhere {
  readonly row: EventRow;
  readonly standing: StandingRow;
}

/**
 * The row that a record has in one of the partitions of its event name, under the key of its own or beside a different
 * record. They are looked at in their order, until it is found.
 */
export async function rowElsewhere(
  rows: StandingRows,
  row: EventRow,
  partitions: readonly string[],
  deadline: Deadline,
): Promise<RowElsewhere | undefined> {
  for (const partition of partitions) {
    const own = inPartition(row, partition);
    const standing = await rows.standing(own, deadline);
    if (!standing) continue;
    if (standing.recordSha256 === row.recordSha256) return { row: own, standing };
    const beside = conflictRow(own, conflictKey(own, row.recordSha256));
    const other = await rows.standing(beside, deadline);
    if (other?.recordSha256 === row.recordSha256) return { row: beside, standing: other };
  }
  return undefined;
}
