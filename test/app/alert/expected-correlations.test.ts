import { ExpectedAlerts } from '../../../lib/app/alert/expected-alerts';
import { ExpectedCorrelations } from '../../../lib/app/alert/expected-correlations';
import type { ObservedEvent } from '../../../lib/core/alerts/observed-event';
import { SeededRandom } from '../../../samples/seeded-random';
import { correlatingOf, eventAt } from './correlated-events';

const COUNT =
  'type: event_count\nrules: [DeleteDocument]\ngroup-by: [ssmAudit.principal]\ntimespan: 1m\ncondition: {gte: 3}';

function expectedOf(body: string, events: readonly ObservedEvent[], more = '') {
  const expected = new ExpectedAlerts(0, correlatingOf(body, more));
  for (const event of events) expected.correlate(event);
  return {
    alerts: expected.alerts(),
    uncounted: { absent: expected.uncounted.absent, omitted: expected.uncounted.omitted },
  };
}

const counts = (body: string, events: readonly ObservedEvent[]) =>
  expectedOf(body, events).alerts.map(({ count }) => count);

it('tells who, what and how many, with references in the order of time', () => {
  const { alerts } = expectedOf(COUNT, [eventAt(60, 'c'), eventAt(0, 'a'), eventAt(20, 'b')]);
  expect(alerts).toMatchObject([
    {
      rule: 'sum',
      count: 3,
      eventTime: '2024-05-01T12:00:00Z',
      lastEventTime: '2024-05-01T12:01:00Z',
      group: { 'ssmAudit.principal': 'arn:aws:iam::111122223333:role/Operator' },
      refs: ['a', 'b', 'c'].map((id) => expect.stringContaining(id)),
      topics: ['documents'],
    },
  ]);
});

it('keeps credentials in texts of a group, and in what is new, out of its answer', () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const comment = `AKIAIOSFODNN7EXAMPLE ${secret}`;
  const events = [0, 1, 2].map((at) => eventAt(at, `event-${at}`, {}, { requestParameters: { comment } }));
  const grouped = expectedOf(COUNT.replace('ssmAudit.principal', 'requestParameters.comment'), events).alerts;
  const more = 'ssmAudit: {firstSeen: {field: [requestParameters.comment], learn: 0s}}\n';
  const novel = expectedOf('rules: [DeleteDocument]', events, more).alerts;
  expect([grouped.length, novel.length]).toEqual([1, 1]);
  expect(JSON.stringify([grouped, novel])).not.toContain(secret);
});

it('takes two events exactly a timespan apart together, and not a second more', () => {
  expect(counts(COUNT, [eventAt(1, 'a'), eventAt(30, 'b'), eventAt(61, 'c')])).toEqual([3]);
  expect(counts(COUNT, [eventAt(1, 'a'), eventAt(30, 'b'), eventAt(62, 'c')])).toEqual([]);
});

it('gives the same for the same events in any order and twice', () => {
  const events = Array.from({ length: 40 }, (_, at) =>
    eventAt(at * 7, `e-${at}`, { roleArn: `arn:aws:iam::111122223333:role/${at % 3}` }),
  );
  const first = JSON.stringify(expectedOf(COUNT, events));
  for (const seed of ['one', 'two', 'three']) {
    const shuffled = SeededRandom.of(seed).shuffled([...events, ...events.slice(5, 30)]);
    expect(JSON.stringify(expectedOf(COUNT, shuffled))).toBe(first);
  }
});

it('counts an event that is two rules once, and for both rules of a temporal correlation', () => {
  const both = COUNT.replace('[DeleteDocument]', '[DeleteDocument, id-DeleteDocument]');
  expect(() => expectedOf(both, [])).toThrow();
  const temporal = 'type: temporal\nrules: [DeleteDocument, PutParameter]\ngroup-by: [awsRegion]\ntimespan: 1m';
  expect(counts(temporal, [eventAt(0, 'a'), eventAt(5, 'b', { eventName: 'PutParameter' })])).toEqual([2]);
  expect(counts(temporal, [eventAt(0, 'a'), eventAt(5, 'b')])).toEqual([]);
});

it('counts values, and does not count an event without its group', () => {
  const values = COUNT.replace('event_count', 'value_count')
    .replace('gte: 3', 'gte: 3, field: requestParameters.names')
    .replace('ssmAudit.principal', 'requestParameters.group');
  const of = (id: string, names: readonly string[], group: string | null) =>
    eventAt(0, id, {}, { requestParameters: { names: [...names], group } });
  expect(counts(values, [of('a', ['x', 'y'], 'g'), of('b', ['y', 'z'], 'g')])).toEqual([3]);
  expect(counts(values, [of('a', ['x', 'y'], 'g'), of('b', ['y', 'z'], 'G')])).toEqual([]);
  expect(expectedOf(values, [of('a', ['x'], null), of('b', [], 'g')])).toMatchObject({
    alerts: [],
    uncounted: { absent: 2 },
  });
});

it('takes an event into a group for each combination, fifty at most', () => {
  const body = COUNT.replace('ssmAudit.principal', 'requestParameters.ids').replace('gte: 3', 'gte: 1');
  const ids = Array.from({ length: 51 }, (_, at) => `i-${at}`);
  const { alerts, uncounted } = expectedOf(body, [eventAt(0, 'a', {}, { requestParameters: { ids } })]);
  expect(new Set(alerts.map(({ group }) => group?.['requestParameters.ids']))).toEqual(new Set(ids.slice(0, 50)));
  expect(uncounted).toEqual({ absent: 0, omitted: 1 });
});

it('keeps of an event with many groups and values as many values as decide', () => {
  const body =
    'type: value_count\nrules: [DeleteDocument]\ngroup-by: [requestParameters.ids]\ntimespan: 1m\ncondition: {gte: 30, field: requestParameters.names}';
  const named = (prefix: string, most: number) => Array.from({ length: most }, (_, at) => `${prefix}-${at}`);
  const of = (id: string, ids: readonly string[], names: readonly string[]) =>
    eventAt(0, id, {}, { requestParameters: { ids: [...ids], names: [...names] } });
  expect(counts(body, [of('a', named('i', 50), named('n', 1000))])).toEqual(Array.from({ length: 50 }, () => 30));
  expect(counts(body, [of('a', named('i', 1), named('n', 1000))])).toEqual([1000]);
});

it('groups by another field for each rule, by an alias', () => {
  const body =
    'type: temporal_ordered\nrules: [DeleteDocument, PutParameter]\ngroup-by: [thing]\ntimespan: 1m\naliases:\n  thing: {DeleteDocument: requestParameters.name, PutParameter: requestParameters.other}';
  const put = (other: string) => eventAt(9, 'b', { eventName: 'PutParameter' }, { requestParameters: { other } });
  const deleted = eventAt(0, 'a', {}, { requestParameters: { name: 'x' } });
  expect(counts(body, [put('x'), deleted])).toEqual([2]);
  expect(counts(body, [put('y'), deleted])).toEqual([]);
});

it('suppresses the next windows of a group within the window, unless the correlation is critical', () => {
  const events = Array.from({ length: 30 }, (_, at) => eventAt(at * 10, `e-${at}`));
  const countOf = (more: string) => {
    const expected = new ExpectedAlerts(3_600_000, correlatingOf(COUNT, more));
    for (const event of events) expected.correlate(event);
    return expected.alerts().length;
  };
  expect([countOf('level: high\n'), countOf('level: critical\n')]).toEqual([1, 5]);
});

describe('first sight', () => {
  const FIRST = 'rules: [DeleteDocument]';
  const more = 'ssmAudit: {firstSeen: {field: [awsRegion], group-by: [ssmAudit.principal], learn: 1h, forget: 10d}}\n';
  const DAY = 86_400;
  const seen = (seconds: number, id: string, awsRegion: string) => eventAt(seconds, id, {}, { awsRegion });

  it('learns first, then tells what is new once, and again once it is forgotten', () => {
    const events = [
      seen(0, 'a', 'eu-west-1'),
      seen(60, 'b', 'eu-west-2'),
      seen(DAY, 'c', 'eu-west-3'),
      seen(DAY + 9, 'd', 'eu-west-3'),
      seen(2 * DAY, 'e', 'eu-west-1'),
      seen(14 * DAY, 'f', 'eu-west-1'),
    ];
    const { alerts } = expectedOf(FIRST, [...events, ...events].reverse(), more);
    expect(alerts.map(({ refs, values }) => [refs[0]?.slice(-1), values])).toEqual([
      ['c', ['eu-west-3']],
      ['f', ['eu-west-1']],
    ]);
  });

  it('needs a record', () => {
    const correlations = new ExpectedCorrelations(correlatingOf(FIRST, more));
    correlations.add({ ...seen(0, 'a', 'x'), record: undefined });
    expect(correlations.matches()).toEqual([]);
  });
});
