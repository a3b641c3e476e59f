import { eventsById } from '../../../lib/app/ask/events-by-id';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { auditEvent } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

const now = () => new Date('2026-11-01T00:00:00Z');
const [FIRST, SECOND] = ['1c0a81fc-41d1-42e9-a032-a3a22714107b', '1c0a81fc-9999-4000-8000-000000000000'];

function store(...events: readonly Partial<AuditEvent>[]) {
  const reader = new MemoryReader(events.map((event) => auditEvent(event)));
  return { reader, now };
}

async function idsOf(id: string, ...events: readonly Partial<AuditEvent>[]) {
  const { events: found, isMore } = await eventsById(store(...events), id);
  return { ids: found.map(({ event }) => event.eventID), isMore };
}

it('gives the event of a whole ID alone, whatever else has its first digits', async () => {
  expect(await idsOf(FIRST, { eventID: FIRST }, { eventID: SECOND })).toEqual({ ids: [FIRST], isMore: false });
});

it('gives all events of a handle, the newest first', async () => {
  const early = { eventID: FIRST, eventTime: '2026-03-01T10:00:00Z' };
  const late = { eventID: SECOND, eventTime: '2026-03-02T10:00:00Z' };
  expect(await idsOf('1c0a81fc', early, late)).toEqual({ ids: [SECOND, FIRST], isMore: false });
  expect(await idsOf('1C0A81FC', early, late)).toEqual({ ids: [SECOND, FIRST], isMore: false });
});

it('gives related events too', async () => {
  expect(await idsOf('1c0a81fc', { eventID: FIRST, related: true })).toEqual({ ids: [FIRST], isMore: false });
});

it('says that there are more than it lists', async () => {
  const events = Array.from({ length: 101 }, (_, index) => ({ eventID: `1c0a81fc-${index}` }));
  const { ids, isMore } = await idsOf('1c0a81fc', ...events);
  expect([ids.length, isMore]).toEqual([100, true]);
});

it('gives nothing of an ID that no event has', async () => {
  expect(await idsOf('00000000', { eventID: FIRST })).toEqual({ ids: [], isMore: false });
});
