import { newestRecords } from '../../../lib/app/ask/newest-records';
import { EVERYTHING } from '../../../lib/core/query/event-query';
import { auditEvent, rowOf } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

const reader = new MemoryReader();
for (const at of [1, 2, 3]) {
  const event = auditEvent({ eventID: `e-${at}`, eventTime: `2024-05-0${at}T00:00:00Z`, awsRegion: `r-${at % 2}` });
  reader.add(rowOf(event, { at }));
}
const newest = (query: object) =>
  newestRecords({ reader, now: () => new Date('2024-05-02T00:00:00Z') }, { ...EVERYTHING, ...query });

it('are those of the other conditions, the newest first, whatever the window and the tests on the record', async () => {
  const nothing = { where: [() => false], contains: [() => false], since: '2025-01-01T00:00:00Z' };
  expect(await newest({ ...nothing, regions: ['r-1'] })).toEqual([{ at: 3 }, { at: 1 }]);
});

it('are none where the other conditions find nothing', async () => {
  expect(await newest({ regions: ['elsewhere'] })).toEqual([]);
});
