import { keyText, newestFirst, oldestFirst, type ReadRow, readRows } from '../../../lib/app/ask/read-rows';
import type { EventQuery } from '../../../lib/core/query/event-query';
import type { Partition } from '../../../lib/core/query/partition';
import { planned } from '../../../lib/core/query/planned-query';
import type { ListedRow } from '../../../lib/core/rows/event-row';
import { auditEvent, rowOf } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

const PARTITION: Partition = { table: 'events', value: 'StartSession' };
const time = (second: number) => `2024-05-01T12:00:${String(second).padStart(2, '0')}Z`;

/** Twenty events, three pages of the reader: every fifth was denied. */
const reader = new MemoryReader(
  Array.from({ length: 20 }, (_, index) =>
    auditEvent({ eventID: `e-${index}`, eventTime: time(index), outcome: index % 5 === 0 ? 'denied' : 'success' }),
  ),
);

async function read(asked: Partial<EventQuery>, from = reader, now = '2024-06-01T00:00:00Z') {
  const rows: ReadRow[] = [];
  const question = planned({ eventNames: ['StartSession'], ...asked });
  const deps = { reader: from, now: () => new Date(now) };
  for await (const row of readRows(deps, question, PARTITION, { withRecord: false, partitions: 1 })) rows.push(row);
  return rows.map(({ row, verdict }) => [row.eventID, verdict]);
}

it('gives the rows that pass, and the last of each page as how far was read', async () => {
  const rows = await read({ denied: true, oldestFirst: true });
  expect(rows).toEqual([
    ['e-0', 'passes'],
    ['e-5', 'passes'],
    ['e-6', 'fails'],
    ['e-10', 'passes'],
    ['e-13', 'fails'],
    ['e-15', 'passes'],
  ]);
});

it('reads no row whose time is over, though the table still has it', async () => {
  const own = new MemoryReader();
  own.add({ ...rowOf(auditEvent({ eventID: 'over' })), expiresAt: Date.parse('2024-05-02T00:00:00Z') / 1000 });
  expect(await read({}, own, '2024-05-01T23:59:59Z')).toEqual([['over', 'passes']]);
  expect(await read({}, own, '2024-05-02T00:00:01Z')).toEqual([]);
});

it('leaves open what a row has no room to tell', async () => {
  const own = new MemoryReader();
  const row = rowOf(auditEvent({ eventID: 'part', userAgent: 'cli' }));
  own.add({ ...row, fieldsOmitted: ['userAgent'] });
  expect(await read({ resources: ['i-0fedcba9876543210'] }, own)).toEqual([['part', 'may pass']]);
  const listed = new MemoryReader();
  listed.add({ ...row, marks: { resourcesOmitted: 3 } });
  expect(await read({ resources: ['i-0fedcba9876543210'] }, listed)).toEqual([['part', 'may pass']]);
  expect(await read({ resources: ['i-0fedcba9876543210'], denied: true }, listed)).toEqual([]);
});

describe('the order of rows', () => {
  const row = (overrides: Partial<ListedRow>, verdict: ReadRow['verdict'] = 'passes'): ReadRow => ({
    row: { ...rowOf(), ...overrides },
    verdict,
  });

  it('is that of time, ID and name, either way', () => {
    const [early, late] = [row({ eventTimeId: '1#a' }), row({ eventTimeId: '2#a' })];
    expect(keyText(early.row)).toBe('1#a#StartSession');
    expect([late, early].sort(oldestFirst)).toEqual([early, late]);
    expect([early, late].sort(newestFirst)).toEqual([late, early]);
  });

  it.each([
    ['oldest first', oldestFirst],
    ['newest first', newestFirst],
  ])('has of one event the surer row first, then the newer, %s', (_, order) => {
    const [sure, open, older] = [row({}), row({}, 'may pass'), row({ indexVersion: 1 })];
    expect([open, older, sure].sort(order)).toEqual([sure, older, open]);
  });
});
