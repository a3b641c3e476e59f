import { sampleStore } from '../../../lib/app/ask/store-sample';
import { auditEvent } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

const now = () => new Date('2026-11-01T00:00:00Z');

function eventsOf(eventName: string, count: number, month: string) {
  return Array.from({ length: count }, (_, index) =>
    auditEvent({ eventName, eventID: `${eventName}-${index}`, eventTime: `2026-${month}-01T00:00:0${index % 10}Z` }),
  );
}

it('is the whole of a small store', async () => {
  const reader = new MemoryReader([...eventsOf('StartSession', 12, '02'), ...eventsOf('SendCommand', 3, '03')]);
  const { events, isWhole, first, last } = await sampleStore({ reader, now });
  expect([events.length, isWhole, first, last]).toEqual([15, true, '2026-02-01T00:00:00Z', '2026-03-01T00:00:02Z']);
});

it('is the newest events of each name of a large one, with the first and last time of all', async () => {
  const reader = new MemoryReader(
    [...eventsOf('StartSession', 700, '02'), ...eventsOf('SendCommand', 3, '03')],
    undefined,
    100,
  );
  const { events, count, isCounted, isWhole, first, last } = await sampleStore({ reader, now });
  expect([count, isCounted]).toEqual([703, true]);
  expect([isWhole, first, last]).toEqual([false, '2026-02-01T00:00:00Z', '2026-03-01T00:00:02Z']);
  expect(events).toHaveLength(503);
  expect(reader.rowsRead).toBe(504);
});

it('counts the events of a very large one as far as it costs little', async () => {
  const reader = new MemoryReader([...eventsOf('StartSession', 600, '02'), ...eventsOf('SendCommand', 3, '03')]);
  const asked: number[] = [];
  reader.count = async (_, most) => {
    asked.push(most);
    return { rows: most, isWhole: false };
  };
  const { count, isCounted } = await sampleStore({ reader, now });
  expect([count, isCounted, asked]).toEqual([10_000, false, [9_997]]);
});

it('has nothing of a store that holds nothing', async () => {
  expect(await sampleStore({ reader: new MemoryReader(), now })).toEqual({
    events: [],
    count: 0,
    isCounted: true,
    isWhole: true,
    first: undefined,
    last: undefined,
  });
});
