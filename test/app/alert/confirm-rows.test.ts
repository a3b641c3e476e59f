import { confirmRows, type HandedRow } from '../../../lib/app/alert/confirm-rows';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { EventMatcher } from '../../../lib/core/alerts/event-matcher';
import type { ObservedEvent } from '../../../lib/core/alerts/observed-event';
import { formatRef } from '../../../lib/core/rows/event-ref';
import type { EventRow, ListedRow } from '../../../lib/core/rows/event-row';
import { match } from '../../core/alerts/observed-events';
import { rowOfRecord } from '../../functions/alerting';
import { ssmRecord } from '../../log-records';

const indexedAt = '2024-05-01T12:15:00Z';
const everything: EventMatcher = (observed) => [match({ observed, topics: ['all'] })];
const row = (eventID: string) => rowOfRecord(ssmRecord({ eventID }));

const refuted: string[] = [];
const failures: unknown[] = [];

beforeEach(() => {
  refuted.length = 0;
  failures.length = 0;
});

const isCorrelated = ({ event }: ObservedEvent) => event.eventID === 'counted';

function confirm(handed: readonly HandedRow[], stored: readonly ListedRow[], matcher = everything) {
  const asked: string[] = [];
  const rows = {
    find: async (key: ListedRow) => {
      asked.push(formatRef(key));
      return stored.find((each) => formatRef(each) === formatRef(key));
    },
  };
  const report = {
    refuted: (ref: string) => void refuted.push(ref),
    failed: (reason: unknown) => void failures.push(reason),
  };
  return confirmRows({ match: matcher, isCorrelated, rows, report }, handed, NO_DEADLINE).then((found) => ({
    ...found,
    asked,
  }));
}

it('gives the events of stored rows, with the time at which they were written', async () => {
  const handed = { row: row('e-1'), indexedAt };
  const { events, failed } = await confirm([handed], [handed.row]);
  expect(events.get(handed)).toMatchObject({ event: { eventID: 'e-1' }, record: { eventID: 'e-1' }, indexedAt });
  expect([failed.size, refuted]).toEqual([0, []]);
});

it('reads back only what a topic selects', async () => {
  const handed = [{ row: row('e-1') }, { row: row('e-2') }];
  const onlySecond: EventMatcher = (observed) => [
    match({ observed, topics: observed.event.eventID === 'e-2' ? ['all'] : [] }),
  ];
  const { asked, events } = await confirm(handed, [], onlySecond);
  expect(asked).toEqual([formatRef(handed[1]?.row as EventRow)]);
  expect(events.size).toBe(0);
});

it.each<[string, (stored: EventRow) => readonly ListedRow[]]>([
  ['does not have', () => []],
  ['has with another record', (stored) => [{ ...stored, recordSha256: '0'.repeat(64) }]],
])('refutes a row that the table %s', async (_, storedOf) => {
  const handed = { row: row('e-1') };
  const { events, failed } = await confirm([handed], storedOf(handed.row));
  expect([events.size, failed.size, refuted]).toEqual([0, 0, [formatRef(handed.row)]]);
});

it('takes nothing of a handed row but its key', async () => {
  const stored = row('e-1');
  const forged = { row: { ...stored, actor: 'somebody else', record: { eventName: 'StopLogging' } } };
  const { events } = await confirm([forged], [stored]);
  expect(events.get(forged)?.event.actor).toBe(stored.actor);
  expect(events.get(forged)?.record).toMatchObject({ eventName: 'DeleteDocument' });
});

it('finds history in the table, whatever the handed row says it is', async () => {
  const stored = rowOfRecord(ssmRecord({ eventID: 'e-1' }), 'backfill');
  const { events } = await confirm([{ row: { ...stored, origin: 'delivery' } }], [stored]);
  expect([...events.values()]).toMatchObject([{ event: { origin: 'backfill' } }]);
});

it('reads a row by its key if its image could not be read', async () => {
  const stored = row('e-1');
  const handed = { row: { eventName: stored.eventName, eventTimeId: stored.eventTimeId } };
  const { events } = await confirm([handed], [stored]);
  expect(events.get(handed)?.record).toBeDefined();
});

it('lets a row come again that could not be read back, and that alone', async () => {
  const [one, other] = [{ row: row('e-1') }, { row: row('e-2') }];
  const rows = {
    find: async (key: ListedRow) => {
      if (key.eventTimeId === one.row.eventTimeId) throw new Error('throttled');
      return other.row;
    },
  };
  const report = { refuted: () => undefined, failed: (reason: unknown) => void failures.push(reason) };
  const { events, failed } = await confirmRows(
    { match: everything, isCorrelated, rows, report },
    [one, other],
    NO_DEADLINE,
  );
  expect([[...failed], [...events.keys()], failures]).toEqual([[one], [other], [new Error('throttled')]]);
});

it('reads back what correlations count or learn from, also of history', async () => {
  const counted = { row: row('counted') };
  const history = { row: { ...row('counted'), origin: 'backfill' as const } };
  const { asked, events } = await confirm([counted], [counted.row], () => []);
  expect([asked.length, [...events.keys()]]).toEqual([1, [counted]]);
  const past = await confirm([history], [history.row], () => []);
  expect([...past.events.values()]).toMatchObject([{ event: { origin: 'backfill' } }]);
});
