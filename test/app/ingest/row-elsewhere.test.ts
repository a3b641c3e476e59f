import { rowElsewhere } from '../../../lib/app/ingest/row-elsewhere';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { conflictKey, type EventKey } from '../../../lib/core/rows/event-keys';
import type { StandingRow } from '../../../lib/core/rows/event-row';
import { auditEvent, rowOf } from '../../core/rows/events';

const ROW = rowOf(auditEvent());
const ANOTHER = { ...ROW, recordSha256: 'cd'.repeat(32) };
const textOf = ({ eventName, eventTimeId }: EventKey) => `${eventName} ${eventTimeId}`;

/** Looks a row up in partitions, of which some hold rows; the keys that were looked at, too. */
async function found(rows: ReadonlyMap<string, StandingRow>, partitions: readonly string[]) {
  const asked: string[] = [];
  const standing = async (key: EventKey) => {
    asked.push(textOf(key));
    return rows.get(textOf(key));
  };
  return { asked, found: await rowElsewhere({ standing }, ROW, partitions, NO_DEADLINE) };
}

const at = (eventName: string, eventTimeId = ROW.eventTimeId) => textOf({ eventName, eventTimeId });

it('finds the row of the same record in the first partition that has it, and looks no further', async () => {
  const rows = new Map([[at('StartSession#2'), ROW]]);
  const { found: row, asked } = await found(rows, ['StartSession', 'StartSession#2', 'StartSession#3']);
  expect(row).toEqual({ row: { ...ROW, eventName: 'StartSession#2' }, standing: ROW });
  expect(asked).toEqual([at('StartSession'), at('StartSession#2')]);
});

it('finds it beside a different record under the same key', async () => {
  const { eventTimeId } = conflictKey(ROW, ROW.recordSha256);
  const rows = new Map([
    [at('StartSession#2'), ANOTHER],
    [at('StartSession#2', eventTimeId), ROW],
  ]);
  expect((await found(rows, ['StartSession#2'])).found).toMatchObject({
    row: { eventName: 'StartSession#2', eventTimeId, marks: { conflict: true } },
  });
});

it('finds none where each partition has nothing or another record', async () => {
  const rows = new Map([[at('StartSession'), ANOTHER]]);
  expect((await found(rows, ['StartSession', 'StartSession#1'])).found).toBeUndefined();
  expect((await found(rows, [])).asked).toEqual([]);
});
