import { groupEvents, summariseEvents } from '../../../lib/app/ask/summarise-events';
import { planned } from '../../../lib/core/query/planned-query';
import { auditEvent } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

const reader = new MemoryReader([
  auditEvent({ eventID: 'e-1', actor: 'alice' }),
  auditEvent({ eventID: 'e-2', actor: 'alice', eventTime: '2024-05-02T12:00:00Z', outcome: 'denied' }),
  auditEvent({ eventID: 'e-3', actor: 'bob', eventName: 'PutParameter' }),
]);
const deps = { reader, now: () => new Date('2024-06-01T00:00:00Z') };

it('counts the events that answer a question, and no others', async () => {
  const summary = await summariseEvents(deps, planned({ actors: ['alice'] }));
  expect(summary).toMatchObject({
    total: 2,
    byEvent: [expect.objectContaining({ eventName: 'StartSession', count: 2 })],
    byOutcome: expect.arrayContaining([
      expect.objectContaining({ outcome: 'success', count: 1 }),
      expect.objectContaining({ outcome: 'denied', count: 1 }),
    ]),
  });
});

it('counts by the values of fields', async () => {
  const groups = await groupEvents(deps, planned({ since: '2024-05-01T00:00:00Z' }), ['actor', 'outcome']);
  expect(groups.groups).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ actor: 'alice', outcome: 'success', count: 1 }),
      expect.objectContaining({ actor: 'alice', outcome: 'denied', count: 1 }),
      expect.objectContaining({ actor: 'bob', outcome: 'success', count: 1 }),
    ]),
  );
});
