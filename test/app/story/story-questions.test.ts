import { PartitionBudget } from '../../../lib/app/story/partition-budget';
import { anchorQuestion, chainQuestion, otherQuestions, ownQuestions } from '../../../lib/app/story/story-questions';
import type { StoryAnchor } from '../../../lib/core/story/story';
import { ALICE } from '../../core/rows/events';
import { KEY, SESSION } from './story-store';

const anchor: StoryAnchor = {
  kind: 'session',
  value: SESSION,
  principals: [ALICE],
  accessKeys: [KEY],
  things: [SESSION],
  hosts: [],
};
const asked = { kind: 'session', value: SESSION, limit: 10 } as const;
const budget = () => new PartitionBudget(false);

it('asks for the principal under whatever key, and for who names the anchor', () => {
  const [principal, naming, ...more] = ownQuestions(asked, anchor, budget());
  expect(principal?.query).toMatchObject({ principals: [ALICE], accessKeys: [], related: true, record: true });
  expect(naming?.query).toMatchObject({ resources: [SESSION], noAgent: true });
  expect(more).toEqual([]);
});

it('asks for a key as well, and for an actor in whatever role', () => {
  const ofKey = ownQuestions({ ...asked, kind: 'accessKey', value: KEY }, { ...anchor, things: [] }, budget());
  expect(ofKey.map(({ query }) => [query.principals, query.accessKeys])).toEqual([
    [[ALICE], []],
    [[], [KEY]],
  ]);
  const ofActor = ownQuestions({ ...asked, kind: 'actor', value: 'alice' }, { ...anchor, things: [] }, budget());
  expect(ofActor.map(({ query }) => query.actors)).toEqual([['alice']]);
});

it('goes back and on over principal and key, or over the actor', () => {
  expect(chainQuestion({ ...asked, kind: 'event' }, anchor).query).toMatchObject({
    principals: [ALICE],
    accessKeys: [KEY],
  });
  expect(chainQuestion({ ...asked, kind: 'actor', value: 'alice' }, anchor).query).toMatchObject({ actors: ['alice'] });
});

it('asks for others as far as the bound on partitions goes', () => {
  const others = { things: ['command-1'], automations: ['execution-1'], hosts: ['i-0123456789abcdef0'] };
  expect(otherQuestions(others, budget()).map(({ query }) => [query.resources, query.actors])).toEqual([
    [['command-1'], []],
    [[], ['Automation-execution-1']],
    [[], ['i-0123456789abcdef0']],
  ]);
  const small = new PartitionBudget(false, 1);
  expect(otherQuestions(others, small)).toHaveLength(1);
  expect(small.refused).toBe(2);
});

it('asks for the anchor where nothing is found', () => {
  expect(anchorQuestion(asked).query).toMatchObject({ resources: [SESSION], related: true });
});
