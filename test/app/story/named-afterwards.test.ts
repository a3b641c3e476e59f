import { namedAfterwards } from '../../../lib/app/story/named-afterwards';
import { PartitionBudget } from '../../../lib/app/story/partition-budget';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import type { Story } from '../../../lib/core/story/story';
import { ALICE, rowOf } from '../../core/rows/events';
import { at, byBob, DAY, KEY, storeOf } from './story-store';

const COMMAND = '5e1c9a40-7d0b-4f2e-9a63-0d6f1b2c3e01';
const SENT = at('12:00:00', {
  eventName: 'SendCommand',
  resources: [{ id: COMMAND, kind: 'command', relation: 'creates' }],
});
const onCommand = (eventName: string, time: string, relation: 'changes' | 'uses') =>
  byBob(at(time, { eventName, resources: [{ id: COMMAND, kind: 'command', relation }] }));
const STORY: Pick<Story, 'anchor' | 'rows' | 'window'> = {
  anchor: { kind: 'accessKey', value: KEY, principals: [ALICE], accessKeys: [KEY], things: [], hosts: [] },
  rows: [{ event: storedEvent(rowOf(SENT)), lane: 'principal' }],
  window: { since: `${DAY}T11:55:00Z`, until: `${DAY}T12:00:01Z`, start: `${DAY}T12:00:00Z` },
};
const STORE = storeOf([
  SENT,
  onCommand('CancelCommand', '12:00:00', 'changes'),
  onCommand('ListCommandInvocations', '12:10:00', 'uses'),
  onCommand('CancelCommand', '13:00:00', 'changes'),
]);

const namesOf = async (story = STORY, budget = new PartitionBudget(false)) =>
  (await namedAfterwards(STORE, story, budget)).map(({ eventName, eventTime }) => `${eventName} ${eventTime}`);

it('finds who changed later what a story made, and nobody who only looked', async () => {
  expect(await namesOf()).toEqual([`CancelCommand ${DAY}T13:00:00Z`]);
});

it('finds nothing where the story made nothing, has no end, or may not read more', async () => {
  expect(await namesOf({ ...STORY, rows: [] })).toEqual([]);
  expect(await namesOf({ ...STORY, window: { ...STORY.window, until: undefined } })).toEqual([]);
  expect(await namesOf(STORY, new PartitionBudget(false, 0))).toEqual([]);
});
