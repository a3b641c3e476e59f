import { type ExplorerLimits, exploreEvents } from '../../../lib/app/explorer/explore-events';
import type { AnswerCounts } from '../../../lib/core/explorer/answer-counter';
import { planned } from '../../../lib/core/query/planned-query';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { auditEvent } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

const EVENTS = Array.from({ length: 60 }, (_, at) =>
  auditEvent({
    eventID: `e-${at}`,
    eventTime: `2024-05-01T12:00:${String(at).padStart(2, '0')}Z`,
    outcome: at % 10 === 0 ? 'denied' : 'success',
  }),
);

async function explored(limits: ExplorerLimits, asked = {}) {
  const reader = new MemoryReader(EVENTS);
  const batches: (readonly StoredEvent[])[] = [];
  const counts: AnswerCounts[] = [];
  const answer = await exploreEvents({ reader, now: () => new Date('2024-06-01T00:00:00Z') }, planned(asked), limits, {
    rows: async (rows) => void batches.push(rows),
    counts: async (each) => void counts.push(each),
  });
  return { answer, ids: batches.flat().map(({ eventID }) => eventID), batches, counts: counts.at(-1), reader };
}

const ALL = { listed: 1_000, counted: 1_000 };

it('lists and counts all in one pass, the newest first, in batches', async () => {
  const { answer, ids, counts, batches, reader } = await explored(ALL);
  expect(ids).toEqual(EVENTS.map(({ eventID }) => eventID).reverse());
  expect(batches.length).toBeGreaterThan(1);
  expect(counts).toMatchObject({ read: 60, isWhole: true });
  expect(counts?.facets.find(({ name }) => name === 'outcome')?.values).toMatchObject([{ count: 54 }, { count: 6 }]);
  expect(answer).toMatchObject({ listed: 60, isCut: false, last: { eventID: 'e-0' } });
  const pages = reader.pages.length;
  expect((await explored({ ...ALL, counted: 0 })).reader.pages).toHaveLength(pages);
});

it('counts on behind what it lists', async () => {
  const { answer, ids, counts } = await explored({ listed: 5, counted: 1_000 });
  expect(ids).toHaveLength(5);
  expect(answer.isCut).toBe(true);
  expect(counts).toMatchObject({ read: 60, isWhole: true });
});

it.each([59, 60, 61])('says whether %i are all that it counted', async (counted) => {
  const { counts } = await explored({ listed: 5, counted });
  expect(counts).toMatchObject({ read: Math.min(60, counted), isWhole: counted >= 60 });
});

it('reads no further than a list needs that nobody counts', async () => {
  const { answer, ids, counts, reader } = await explored({ listed: 5, counted: 0 });
  expect([ids.length, answer.isCut, counts]).toEqual([5, true, undefined]);
  expect(reader.pages.length).toBeLessThan((await explored(ALL)).reader.pages.length);
});

it('counts without a list', async () => {
  const { ids, counts } = await explored({ listed: 0, counted: Number.POSITIVE_INFINITY });
  expect([ids.length, counts?.read]).toEqual([0, 60]);
});

it('tells counts of nothing where nothing answers', async () => {
  const { answer, counts } = await explored(ALL, { actors: ['nobody'] });
  expect(answer).toEqual({ listed: 0, first: undefined, last: undefined, isCut: false });
  expect(counts).toMatchObject({ read: 0, isWhole: true });
});
