import { type ObservedRange, storedObservations } from '../../../lib/app/alert/stored-observations';
import { quarantineKey } from '../../../lib/core/rows/event-keys';
import { quarantineRow } from '../../../lib/core/rows/event-row';
import { auditEvent, rowContext, rowOf } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

const EVERYTHING: ObservedRange = { since: undefined, until: undefined, accounts: [], regions: [] };

const reader = new MemoryReader();
const store = (eventID: string, eventTime: string, overrides = {}, context = {}) => {
  const event = auditEvent({ eventID, eventTime, ...overrides });
  reader.add(rowOf(event, { eventName: event.eventName, eventID }, context));
};
store('second', '2024-05-01T13:00:00Z', { recipientAccountId: '999999999999' });
store('first', '2024-05-01T12:00:00Z', {}, { origin: 'backfill' });
store('third', '2024-05-01T14:00:00Z', { related: true, eventName: 'Decrypt' });
const key = quarantineKey('2024-05-01T11:00:00Z', 'cd'.repeat(32));
reader.add(quarantineRow(key, 'no eventID', { eventName: 'Odd' }, rowContext({ recordSha256: 'cd'.repeat(32) })));

async function observed(range: Partial<ObservedRange> = {}) {
  const names: unknown[] = [];
  const deps = { reader, now: () => new Date('2024-06-01T00:00:00Z') };
  for await (const { record } of storedObservations(deps, { ...EVERYTHING, ...range }))
    names.push(record?.['eventID'] ?? record?.['eventName']);
  return names;
}

it('gives stored events with their records, oldest first, related and history too; then those in quarantine', async () => {
  expect(await observed()).toEqual(['first', 'second', 'third', 'Odd']);
});

it.each([
  [{ since: '2024-05-01T12:30:00Z', until: '2024-05-01T14:00:00Z' }, ['second']],
  [{ accounts: ['999999999999'] }, ['second']],
  [{ regions: ['eu-west-1'] }, ['first', 'second', 'third']],
])('gives those of %j alone, and what tells no account and region not at all', async (range, expected) => {
  expect(await observed(range)).toEqual(expected);
});
