import { type KeyedMatch, keyedMatch, matchesByGroup } from '../../../lib/core/alerts/keyed-match';
import {
  planMessages,
  readSentMessage,
  type SentMessage,
  sentMessageJson,
} from '../../../lib/core/alerts/message-plan';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import type { Level } from '../../../lib/core/rules/rule';
import { alertRule, match, observed } from './observed-events';

const HOUR_MS = 3_600_000;
const SETTINGS = { windowMs: HOUR_MS, joinsMatches: true };
const NOON = Date.parse('2024-05-01T12:00:00Z');

let count = 0;

/** A match some minutes after noon; another target is another call. */
function at(minutes: number, target: string, event: Partial<StoredEvent> = {}, level: Level = 'high'): KeyedMatch {
  count += 1;
  const eventTime = new Date(NOON + minutes * 60_000).toISOString().replace('.000', '');
  const resources = [{ id: target, kind: 'instance', relation: 'target' } as const];
  const fields = { eventID: `e-${count}`, eventTime, resources, ...event };
  return keyedMatch(match({ rule: alertRule({ level }), observed: observed(fields) }));
}

/** By another actor, so that it shares no message. */
const by = (actor: string) => ({ actor, userIdentityArn: `arn:aws:sts::111122223333:assumed-role/Operator/${actor}` });

function planned(matches: readonly KeyedMatch[], sent: readonly SentMessage[] = [], settings = SETTINGS) {
  const plan = planMessages(
    [...matches].sort((a, b) => a.time - b.time),
    sent,
    settings,
  );
  return {
    messages: plan.messages.map((message) => message.map(({ id }) => matches.findIndex((each) => each.id === id))),
    suppressed: plan.suppressed.map(({ keyed, reason }) => [matches.indexOf(keyed), reason]),
    dueMinutes: plan.suppressed.map(({ dueAt }) => (dueAt - NOON) / 60_000),
  };
}

describe('planMessages', () => {
  it('sends another target, and suppresses the same call until its window closes', () => {
    const plan = planned([at(0, 'a'), at(10, 'a', by('bob')), at(20, 'a'), at(30, 'a'), at(59, 'b')]);
    expect(plan.messages).toEqual([[0, 4], [1]]);
    expect(plan.suppressed).toEqual([
      [2, 'repeat'],
      [3, 'repeat'],
    ]);
    expect(plan.dueMinutes).toEqual([70, 70]);
  });

  it('sends the same call again in the next window, counted from its message', () => {
    expect(planned([at(50, 'a'), at(109, 'a'), at(110, 'a')])).toMatchObject({
      messages: [[0], [2]],
      suppressed: [[1, 'repeat']],
    });
  });

  it('takes another window', () => {
    const plan = planned([at(0, 'a'), at(5, 'a'), at(20, 'a')], [], { joinsMatches: false, windowMs: 10 * 60_000 });
    expect(plan).toMatchObject({ messages: [[0], [2]], suppressed: [[1, 'repeat']], dueMinutes: [20] });
  });

  it('knows what was sent: neither again, nor as a repeat of itself', () => {
    const [first, repeat, later] = [at(0, 'a'), at(10, 'a'), at(20, 'b')];
    expect(planned([first, repeat, later], [[first]])).toMatchObject({
      messages: [[2]],
      suppressed: [[1, 'repeat']],
    });
  });

  it('suppresses a call that came late, and happened before the one that was sent', () => {
    const [early, late] = [at(0, 'a'), at(30, 'a')];
    expect(planned([early], [[late]])).toMatchObject({ messages: [], suppressed: [[0, 'repeat']] });
  });

  it('joins matches that share every attribute within an hour, and no others', () => {
    const matches = [at(0, 'a'), at(59, 'b'), at(60, 'c'), at(61, 'd', by('bob'))];
    expect(planned(matches).messages).toEqual([[0, 1], [2], [3]]);
    expect(planned(matches, [], { ...SETTINGS, joinsMatches: false }).messages).toEqual([[0], [1], [2], [3]]);
  });

  it.each<[Level, number]>([
    ['high', 20],
    ['medium', 10],
    ['low', 5],
    ['informational', 5],
  ])(
    'sends messages of level %s up to %d an hour, by whatever names; the rest waits for digests at once',
    (level, limit) => {
      const flood = Array.from({ length: 100 }, (_, index) => at(index / 10, `t-${index}`, by(`s-${index}`), level));
      const plan = planned(flood);
      expect(plan.messages).toEqual(flood.slice(0, limit).map((_, index) => [index]));
      expect(plan.suppressed).toEqual(flood.slice(limit).map((_, index) => [limit + index, 'flood']));
      expect(plan.dueMinutes).toEqual(flood.slice(limit).map((_, index) => (limit + index) / 10));
    },
  );

  it('counts the messages of the hour before, over the stroke of the clock', () => {
    const sent = Array.from({ length: 19 }, (_, index) => [at(30 + index, `t-${index}`)]);
    const next = [at(61, 'a', by('a')), at(62, 'b', by('b')), at(91, 'c', by('c'))];
    expect(planned(next, sent)).toMatchObject({ messages: [[0], [2]], suppressed: [[1, 'flood']] });
  });

  it('neither bounds nor suppresses what is critical', () => {
    const calls = Array.from({ length: 50 }, () => at(0, 'a', {}, 'critical'));
    expect(planned(calls, [], { ...SETTINGS, joinsMatches: false }).messages).toHaveLength(50);
  });
});

describe('a sent message in the state', () => {
  it('is read as it was written', () => {
    const { call, id, time } = at(0, 'a');
    expect(readSentMessage(sentMessageJson([{ call, id, time }]))).toEqual([{ call, id, time }]);
  });

  it.each(['', '{}', 'x', '[1]'])('that cannot be read (%j) is as none', (json) => {
    expect(readSentMessage(json)).toEqual([]);
  });
});

it('matchesByGroup sorts by time, and by reference within a second, however the matches came', () => {
  const matches = [at(5, 'a'), at(0, 'b'), at(0, 'c')];
  const ids = (list: readonly KeyedMatch[]) =>
    [...matchesByGroup(list).values()].map((group) => group.map(({ id }) => id));
  expect(ids(matches)).toEqual(ids([...matches].reverse()));
  expect(ids(matches)[0]?.at(-1)).toBe(matches[0]?.id);
});
