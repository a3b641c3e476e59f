import type { StoryAnchor } from '../../../lib/core/story/story';
import { lanes, storyRows } from '../../../lib/core/story/story-rows';
import { ALICE, NODE } from '../rows/events';
import { decrypt, read, resource, stored } from './events';

const COMMAND = '5e1c9a40-7d0b-4f2e-9a63-0d6f1b2c3e01';
const EXECUTION = '6f2d0b51-8e1c-4a3f-8b74-1e7a2c3d4f02';
const ANCHOR: StoryAnchor = {
  kind: 'accessKey',
  value: 'ASIAEXAMPLE',
  principals: [ALICE],
  accessKeys: ['ASIAEXAMPLE'],
  things: ['alice-0123'],
  hosts: [NODE],
};
const BOB = { userIdentityArn: 'arn:aws:iam::111122223333:user/bob', actor: 'bob', accessKeyId: 'AKIABOB' };
const HOST = {
  userIdentityArn: 'arn:aws:sts::111122223333:assumed-role/web/i',
  actor: NODE.toUpperCase(),
  accessKeyId: 'ASIAHOST',
};

it('says why a row belongs', () => {
  const laneOf = lanes(ANCHOR);
  expect(laneOf(stored('12:00:00'))).toBe('principal');
  expect(laneOf(stored('12:00:00', { accessKeyId: 'ASIAOTHER' }))).toBe('otherKey');
  const naming = { resources: [resource('alice-0123', 'session', 'changes')] };
  expect(laneOf(stored('12:00:00', { ...BOB, ...naming }))).toBe('names');
  expect(laneOf(stored('12:00:00', { ...HOST, resources: [] }))).toBe('host');
  expect(laneOf(stored('12:00:00', { ...HOST, ...naming }))).toBe('names');
  expect(lanes({ ...ANCHOR, accessKeys: [] })(stored('12:00:00', { accessKeyId: 'ASIAOTHER' }))).toBe('principal');
});

it('sorts by time and ID, whatever the order in which rows are found', () => {
  const events = [stored('12:00:01'), stored('12:00:00'), stored('12:00:00')];
  const sorted = [events[1], events[2], events[0]].map((event) => event?.ref);
  expect(storyRows(ANCHOR, events).map(({ event }) => event.ref)).toEqual(sorted);
  expect(storyRows(ANCHOR, [...events].reverse()).map(({ event }) => event.ref)).toEqual(sorted);
});

it('puts a decryption into the lane of its read, because the key is that of Parameter Store', () => {
  const [reading, decryption, alone] = [
    read('12:00:00', '/prod/db'),
    decrypt('12:00:00', '/prod/db', { accessKeyId: 'ASIAINTERNAL' }),
    decrypt('12:00:09', '/prod/db', { accessKeyId: 'ASIAINTERNAL' }),
  ];
  expect(storyRows(ANCHOR, [reading, decryption, alone])).toMatchObject([
    { lane: 'principal' },
    { lane: 'principal', under: reading.ref },
    { lane: 'otherKey' },
  ]);
});

it('puts invocations and cancels under their command, approvals and children under their execution, a token under its request', () => {
  const rows = storyRows(ANCHOR, [
    stored('12:00:00', { eventName: 'SendCommand', resources: [resource(COMMAND, 'command', 'creates')] }),
    stored('12:00:01', { eventName: 'GetCommandInvocation', resources: [resource(COMMAND, 'command')] }),
    stored('12:00:02', { ...BOB, eventName: 'CancelCommand', resources: [resource(COMMAND, 'command', 'changes')] }),
    stored('12:00:03', {
      eventName: 'StartAutomationExecution',
      resources: [resource(EXECUTION, 'automation', 'creates')],
    }),
    stored('12:00:04', {
      ...BOB,
      eventName: 'SendAutomationSignal',
      resources: [resource(EXECUTION, 'automation', 'changes')],
    }),
    stored('12:00:05', { ...BOB, actor: `Automation-${EXECUTION}`, eventName: 'PutParameter', resources: [] }),
    stored('12:00:06', {
      eventName: 'StartAccessRequest',
      resources: [resource('oi-012345678901', 'accessRequest', 'creates')],
    }),
    stored('12:00:07', { eventName: 'GetAccessToken', resources: [resource('oi-012345678901', 'accessRequest')] }),
  ]);
  const name = new Map(rows.map(({ event }) => [event.ref, event.eventName]));
  expect(rows.map(({ event, under }) => [event.eventName, name.get(under ?? '')])).toEqual([
    ['SendCommand', undefined],
    ['GetCommandInvocation', 'SendCommand'],
    ['CancelCommand', 'SendCommand'],
    ['StartAutomationExecution', undefined],
    ['SendAutomationSignal', 'StartAutomationExecution'],
    ['PutParameter', 'StartAutomationExecution'],
    ['StartAccessRequest', undefined],
    ['GetAccessToken', 'StartAccessRequest'],
  ]);
});

it('puts nothing under a call that failed, or that came later', () => {
  const rows = storyRows(ANCHOR, [
    stored('12:00:00', { eventName: 'GetCommandInvocation', resources: [resource(COMMAND, 'command')] }),
    stored('12:00:01', { eventName: 'SendCommand', resources: [resource(COMMAND, 'command', 'creates')] }),
    stored('12:00:02', {
      outcome: 'denied',
      eventName: 'SendCommand',
      resources: [resource('other', 'command', 'creates')],
    }),
    stored('12:00:03', { eventName: 'GetCommandInvocation', resources: [resource('other', 'command')] }),
  ]);
  expect(rows.every(({ under }) => under === undefined)).toBe(true);
});
