import { AnswerCounter } from '../../../lib/core/explorer/answer-counter';
import { barsOf, timeOfRef, totalOf } from '../../../lib/core/explorer/bars';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';

const event = (eventTime: string | undefined, more: Partial<StoredEvent> = {}): StoredEvent => ({
  ref: `A/${eventTime}#1`,
  eventName: 'A',
  ...(eventTime && { eventTime }),
  outcome: 'success',
  ...more,
});

function countsOf(events: readonly StoredEvent[], since?: string, until?: string) {
  const counter = new AnswerCounter();
  for (const each of events) counter.add(each);
  return counter.counts({ since, until }, true);
}

it.each([
  ['2018-03-06T00:00:00Z', '2018-03-06T01:00:00Z', 60, 60],
  ['2018-03-06T00:00:00Z', '2018-03-07T00:00:00Z', 900, 96],
  ['2018-03-06T00:00:00Z', '2018-03-13T00:00:00Z', 3_600, 168],
  ['2018-01-01T00:00:00Z', '2019-01-01T00:00:00Z', 604_800, 53],
])('has fewer than 200 bars from %s to %s', (since, until, seconds, count) => {
  const { timeline } = countsOf([event(since)], since, until);
  expect([timeline.secondsABar, timeline.buckets.length]).toEqual([seconds, count]);
  expect(timeline.buckets[0]?.since).toBe(since);
  expect(timeline.buckets.at(-1)?.until).toBe(until);
});

it('counts each event in one bar, by outcome, and those without a time apart', () => {
  const events = [
    event('2018-03-06T00:00:00Z'),
    event('2018-03-06T00:59:59Z', { outcome: 'denied' }),
    event(undefined),
  ];
  const { timeline, read } = countsOf(events);
  expect(read).toBe(3);
  expect(timeline.withoutTime).toBe(1);
  expect(timeline.buckets.reduce((sum, { counts }) => sum + totalOf(counts), 0)).toBe(2);
  expect(timeline.buckets.at(-1)?.counts).toEqual({ success: 0, denied: 1, throttled: 0, failed: 0 });
});

it('narrows by a bar to its events alone', () => {
  const times = ['00:00:00', '00:14:59', '00:15:00', '23:59:59'].map((time) => `2018-03-06T${time}Z`);
  const { timeline } = countsOf(
    times.map((time) => event(time)),
    '2018-03-06T00:00:00Z',
    '2018-03-07T00:00:00Z',
  );
  for (const { since, until, counts } of timeline.buckets)
    expect(times.filter((time) => time >= since && time < until)).toHaveLength(totalOf(counts));
});

it('has no bars for no events in an open window', () => {
  expect(countsOf([]).timeline.buckets).toEqual([]);
});

it('stacks parts within the drawing, and shows one refusal among ten thousand', () => {
  const buckets = [
    {
      since: '2018-03-06T00:00:00Z',
      until: '2018-03-06T01:00:00Z',
      counts: { success: 10_000, denied: 1, throttled: 0, failed: 0 },
    },
    {
      since: '2018-03-06T01:00:00Z',
      until: '2018-03-06T02:00:00Z',
      counts: { success: 0, denied: 0, throttled: 0, failed: 0 },
    },
  ];
  const [bar, empty] = barsOf(buckets, { width: 100, height: 50 }, ['2018-03-06T00:30:00Z', '2018-03-06T02:00:00Z']);
  expect(bar?.parts.map(({ outcome, count }) => [outcome, count])).toEqual([
    ['success', 10_000],
    ['denied', 1],
  ]);
  expect(bar?.parts.at(-1)?.height).toBeGreaterThan(1.9);
  expect(bar?.parts.at(-1)?.y).toBeGreaterThanOrEqual(0);
  expect([bar?.caught, empty?.caught, empty?.parts]).toEqual([1, 0, []]);
});

it('reads the time of a reference, and none where there is none', () => {
  expect(timeOfRef('StartSession/2018-03-06T20:30:12Z#a')).toBe('2018-03-06T20:30:12Z');
  expect(timeOfRef('quarantine/unknown#a')).toBeUndefined();
});

it('counts facets by values that conditions find, a thing once for each event', () => {
  const thing = { id: 'i-1', kind: 'instance', relation: 'target' } as const;
  const { facets } = countsOf([
    event('2018-03-06T00:00:00Z', { actor: 'x', resources: [thing, { ...thing, relation: 'uses' }] }),
    event('2018-03-06T00:00:00Z', { userIdentityArn: 'service:y', outcome: 'denied', errorCode: 'AccessDenied' }),
  ]);
  const values = (name: string) =>
    facets.find((each) => each.name === name)?.values.map(({ flag, value, count }) => [flag, value, count]);
  expect(values('who')).toEqual([
    ['actor', 'x', 1],
    ['principal', 'service:y', 1],
  ]);
  expect(values('resource')).toEqual([['resource', 'i-1', 1]]);
  expect(values('outcome')).toEqual([
    ['outcome', 'denied', 1],
    ['outcome', 'success', 1],
  ]);
  expect(values('error')).toEqual([['error', 'AccessDenied', 1]]);
});

it('lists fifty values of a facet and says how many more there are', () => {
  const { facets } = countsOf(
    Array.from({ length: 60 }, (_, at) => event('2018-03-06T00:00:00Z', { actor: `a${at}` })),
  );
  expect(facets[0]).toMatchObject({ name: 'who', more: 10 });
  expect(facets[0]?.values).toHaveLength(50);
});
