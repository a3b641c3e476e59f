import { sessionsPastEcsExec } from '../../../lib/app/story/sessions-past-ecs-exec';
import type { Neighbour } from '../../../lib/contract/neighbours';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import type { Receipt } from '../../../lib/core/rows/delivery-row';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import type { StartedSession } from '../../../lib/core/story/unsaid';
import { at, SESSION, storeOf } from './story-store';

const EXEC: Partial<AuditEvent> = {
  eventName: 'ExecuteCommand',
  eventSource: 'ecs.amazonaws.com',
  resources: [{ id: SESSION, kind: 'session', relation: 'creates' }],
};

const STARTED: StartedSession = {
  event: { ref: 'StartSession/x', logFile: 's3://logs/a.json.gz' },
  sessionId: SESSION,
  document: 'AmazonECS-ExecuteInteractiveCommand',
  kind: 'container',
};

async function past(
  stored: readonly AuditEvent[],
  neighbours: readonly Neighbour[] | undefined,
  { sessions = [STARTED], rows = [] }: { sessions?: readonly StartedSession[]; rows?: readonly StoredEvent[] } = {},
): Promise<readonly string[]> {
  const receipt = { ...(neighbours && { neighbours }) } as Receipt;
  const storedReceipts = { find: async () => receipt };
  return [...(await sessionsPastEcsExec({ ...storeOf(stored), storedReceipts }, sessions, rows))];
}

it('finds the sessions into tasks that no ExecuteCommand names', async () => {
  expect(await past([], ['ecs-exec'])).toEqual([SESSION]);
  expect(await past([at('12:00:00', EXEC)], ['ecs-exec'])).toEqual([]);
  expect(await past([at('12:00:00', { ...EXEC, outcome: 'denied' })], ['ecs-exec'])).toEqual([SESSION]);
  expect(await past([at('12:00:00', { ...EXEC, eventSource: 'ssm.amazonaws.com' })], ['ecs-exec'])).toEqual([SESSION]);
});

it('takes an ExecuteCommand among the rows of the story without asking the store', async () => {
  const row = {
    ref: 'x',
    eventSource: 'ecs.amazonaws.com',
    outcome: 'success',
    resources: EXEC.resources,
  } as StoredEvent;
  expect(await past([], ['ecs-exec'], { rows: [row] })).toEqual([]);
});

it.each([[undefined], [[]], [['instance-connect'] as const]])(
  'says nothing where the log file was read with the neighbours %j',
  async (neighbours) => {
    expect(await past([], neighbours)).toEqual([]);
  },
);

it('says nothing of other sessions, of one whose log file is not known, and without receipts', async () => {
  expect(await past([], ['ecs-exec'], { sessions: [{ ...STARTED, kind: 'shell' }] })).toEqual([]);
  expect(await past([], ['ecs-exec'], { sessions: [{ ...STARTED, event: { ref: 'x' } }] })).toEqual([]);
  expect([...(await sessionsPastEcsExec(storeOf([]), [STARTED], []))]).toEqual([]);
});
