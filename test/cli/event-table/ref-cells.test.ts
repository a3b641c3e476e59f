import { refCells } from '../../../lib/cli/event-table/ref-cells';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { foundEvent, hostileEvent } from '../found-events';

const ID = 'DEC2B342-970d-4214-be57-5e2000e9b41d';

function event(overrides: Partial<AuditEvent> = {}) {
  return foundEvent({ eventID: ID, ...overrides }).event;
}

it('is the handle where it leads to the event', () => {
  expect(refCells([event()], 'handle')).toEqual(['dec2b342']);
  expect(refCells([event({ eventID: `sha256:${'0a'.repeat(32)}` })], 'handle')).toEqual(['0a0a0a0a']);
});

it('is the whole ID where several have the handle, and the reference where several have the ID', () => {
  const alike = event({ eventID: `${ID.slice(0, 8)}-0000` });
  expect(refCells([event(), alike], 'handle')).toEqual([event().eventID, alike.eventID]);
  const conflict = { ...event(), ref: `${event().ref}#0123456789abcdef`, conflict: true as const };
  expect(refCells([event(), conflict], 'handle')).toEqual([event().ref, conflict.ref]);
  expect(refCells([conflict], 'handle')).toEqual(['dec2b342']);
});

it('is the whole ID where a store has rows that no handle finds', () => {
  expect(refCells([event()], 'id')).toEqual([ID]);
});

it('is the whole reference where no ID leads to the event', () => {
  const others = [
    event({ agent: true }),
    { ...event(), quarantineReason: 'it has no name' },
    event({ eventID: '1' }),
    event({ eventID: 'a b c d e 1' }),
    hostileEvent().event,
  ];
  for (const each of others) expect(refCells([each], 'handle')).toEqual([each.ref]);
});
