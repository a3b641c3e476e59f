import { refCells } from '../../../lib/cli/query/ref-cells';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { foundEvent, hostileEvent } from '../found-events';

const ID = 'DEC2B342-970d-4214-be57-5e2000e9b41d';

function event(overrides: Partial<AuditEvent> = {}) {
  return foundEvent({ eventID: ID, ...overrides }).event;
}

it('is the handle where it leads to the event', () => {
  expect(refCells([event()])).toEqual(['dec2b342']);
  expect(refCells([event({ eventID: `sha256:${'0a'.repeat(32)}` })])).toEqual(['0a0a0a0a']);
});

it('is the whole reference where no handle leads to the event, or to several', () => {
  const alike = event({ eventID: `${ID.slice(0, 8)}-0000` });
  expect(refCells([event(), alike])).toEqual([event().ref, alike.ref]);
  const others = [
    event({ agent: true }),
    { ...event(), conflict: true as const },
    { ...event(), quarantineReason: 'it has no name' },
    event({ eventID: '1' }),
    event({ eventID: 'a b c d e 1' }),
    hostileEvent().event,
  ];
  for (const each of others) expect(refCells([each])).toEqual([each.ref]);
});
