import type { FoundEvent } from '../../../lib/app/ask/find-events';
import { otherRows } from '../../../lib/app/story/other-rows';
import { PartitionBudget } from '../../../lib/app/story/partition-budget';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import type { StoryAnchor } from '../../../lib/core/story/story';
import { ALICE, instance, NODE, rowOf } from '../../core/rows/events';
import { at, byBob, byHost, DAY, KEY, storeOf } from './story-store';

const COMMAND = '5e1c9a40-7d0b-4f2e-9a63-0d6f1b2c3e01';
const EXECUTION = '6f2d0b51-8e1c-4a3f-8b74-1e7a2c3d4f02';
const anchor: StoryAnchor = {
  kind: 'accessKey',
  value: KEY,
  principals: [ALICE],
  accessKeys: [KEY],
  things: [],
  hosts: [],
};
const window = { since: `${DAY}T11:55:00Z`, until: `${DAY}T13:00:00Z`, start: `${DAY}T12:00:00Z` };

const SENT = at('12:00:00', {
  eventName: 'SendCommand',
  resources: [instance(NODE), { id: COMMAND, kind: 'command', relation: 'creates' }],
});
const AUTOMATED = at('12:01:00', {
  eventName: 'StartAutomationExecution',
  resources: [{ id: EXECUTION, kind: 'automation', relation: 'creates' }],
});
const CANCELLED = byBob(
  at('12:05:00', { eventName: 'CancelCommand', resources: [{ id: COMMAND, kind: 'command', relation: 'changes' }] }),
);
const CHILD = byBob(at('12:02:00', { eventName: 'StopSomething', resources: [] }));
const OF_EXECUTION = { ...CHILD, actor: `Automation-${EXECUTION}`, actorSource: 'sessionName' as const };
const OF_HOST = byHost(at('12:03:00', { eventName: 'GetParameter', resources: [] }));
const OF_AGENT = byHost(at('12:03:00', { eventName: 'UpdateInstanceInformation', agent: true }));

async function othersOf(own: readonly AuditEvent[], stored: readonly AuditEvent[], ref?: string) {
  const found: readonly FoundEvent[] = own.map((event) => ({ event: storedEvent(rowOf(event)) }));
  const asked = { kind: 'accessKey', value: KEY, limit: 100 } as const;
  const read = { found, isCut: false, window, start: { time: Date.parse(window.start) } };
  const from = { ...anchor, ...(ref !== undefined && { ref }) };
  const others = await otherRows(storeOf(stored), asked, from, read, new PartitionBudget(false));
  return { ...others, names: others.found.map(({ event }) => event.eventName) };
}

it('finds who names a command, what an automation called in its role, and what the host did, but not its agent', async () => {
  const { names, hosts } = await othersOf([SENT, AUTOMATED], [CANCELLED, OF_EXECUTION, OF_HOST, OF_AGENT]);
  expect([...names].sort()).toEqual(['CancelCommand', 'GetParameter', 'StopSomething']);
  expect(hosts).toEqual([NODE]);
});

it('looks at ten hosts and tells of more', async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `i-${String(index).padStart(17, '0')}`);
  const { hosts, hostsLeftOut } = await othersOf([{ ...SENT, resources: ids.map(instance) }], []);
  expect(hosts).toEqual(ids.slice(0, 10));
  expect(hostsLeftOut).toBe(2);
});

it('looks first at what the story is told from, then at what followed its start, and last at what came before', async () => {
  const reached = (time: string, from: number, count: number) => {
    const ids = Array.from({ length: count }, (_, index) => `i-${String(from + index).padStart(17, '0')}`);
    return at(time, { eventName: 'SendCommand', resources: ids.map(instance) });
  };
  const told = reached('12:00:00', 90, 1);
  const own = [reached('11:58:00', 0, 8), reached('12:10:00', 20, 4), reached('12:00:00', 10, 4), told];
  const { hosts, hostsLeftOut } = await othersOf(own, [], storedEvent(rowOf(told)).ref);
  expect(hosts.map((id) => Number(id.slice(2)))).toEqual([90, 10, 11, 12, 13, 20, 21, 22, 23, 0]);
  expect(hostsLeftOut).toBe(7);
});

it('takes no host that was only tried, and none that somebody else reached', async () => {
  const refused = { ...SENT, outcome: 'denied' as const };
  expect((await othersOf([refused, byBob(SENT)], [OF_HOST])).hosts).toEqual([]);
});
