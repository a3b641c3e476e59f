import { NEIGHBOUR_CALLS, NEIGHBOUR_NAMES, neighbourOf } from '../../../lib/core/neighbours/neighbour-calls';
import { familyOf } from '../../../lib/core/record/event-source';
import { maskRecord } from '../../../lib/core/record/masking';
import { touchedBy } from '../../../lib/core/resources/resources-of';
import { EXEC_SESSION, executeCommand, sshKey, TASK, tunnel } from '../../neighbour-records';

it.each([
  ['ecs-exec', executeCommand()],
  ['instance-connect', sshKey()],
  ['instance-connect', sshKey({ eventName: 'SendSerialConsoleSSHPublicKey' })],
  ['instance-connect', tunnel()],
])('knows a call of %s', (neighbour, record) => {
  expect(neighbourOf(record)).toBe(neighbour);
  expect(familyOf(record)).toBe('neighbour');
});

it.each([
  executeCommand({ eventSource: 'ssm.amazonaws.com' }),
  executeCommand({ eventName: 'RunTask' }),
  sshKey({ eventSource: 'ecs.amazonaws.com' }),
  tunnel({ eventSource: 'iot.amazonaws.com' }),
])('knows no call of another service or name', (record) => {
  expect(neighbourOf(record)).toBeUndefined();
});

it('watches for names that every call of a neighbour has', () => {
  const tails = NEIGHBOUR_NAMES.map((name) => String(name.subarray(-8)));
  for (const { eventNames } of Object.values(NEIGHBOUR_CALLS)) {
    for (const name of eventNames) expect(tails.some((tail) => name.endsWith(tail))).toBe(true);
  }
});

it('masks the channel of the session that ECS opens, and keeps its command and public keys as evidence', () => {
  const { record, maskedPaths } = maskRecord(executeCommand());
  expect(maskedPaths).toEqual(['responseElements.session.streamUrl', 'responseElements.session.tokenValue']);
  expect(JSON.stringify(record)).toContain('mysql -pTheSecret');
  expect(JSON.stringify(record)).not.toMatch(/secret-address|secrettoken/);
  expect(maskRecord(sshKey()).maskedPaths).toEqual([]);
});

it('finds what the calls touch', () => {
  expect(touchedBy(executeCommand()).resources).toEqual(
    expect.arrayContaining([
      { id: EXEC_SESSION, kind: 'session', relation: 'creates' },
      { id: 'orders', kind: 'ecsCluster', relation: 'target' },
      { id: TASK, kind: 'ecsTask', relation: 'target' },
      { id: 'web', kind: 'container', relation: 'target' },
    ]),
  );
  expect(touchedBy(sshKey()).resources).toEqual([{ id: 'i-0a1b2c3d4e5f60001', kind: 'instance', relation: 'target' }]);
  expect(touchedBy(tunnel()).resources).toEqual([
    { id: '10.0.1.1', kind: 'host', relation: 'target' },
    { id: '22', kind: 'port', relation: 'uses' },
    { id: 'eici-0123456789EXAMPLE', kind: 'connectEndpoint', relation: 'uses' },
  ]);
});
