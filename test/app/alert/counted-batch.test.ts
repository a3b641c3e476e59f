import { type CountingDependencies, countedBatch } from '../../../lib/app/alert/counted-batch';
import type { ObservedEvent } from '../../../lib/core/alerts/observed-event';
import { correlatingOf, eventAt } from './correlated-events';

const COUNT =
  'type: event_count\nrules: [DeleteDocument]\ngroup-by: [requestParameters.names]\ntimespan: 1m\ncondition: {gte: 3}';

function counting(deps: Partial<CountingDependencies> = {}) {
  const reports: unknown[] = [];
  const correlationReport = {
    correlated: (counts: object) => void reports.push(counts),
    tooLate: (count: number) => void reports.push(count),
  };
  const all = { ...correlatingOf(COUNT), now: () => new Date('2024-05-08T12:01:00Z'), correlationReport, ...deps };
  const count = (...events: readonly ObservedEvent[]) => countedBatch(all, events).groups;
  return { count, reports };
}

const shows = (seconds: number, ...names: readonly string[]) =>
  eventAt(seconds, `event-${seconds}`, {}, { requestParameters: { names } });

it('puts together what is in the same group and the same timespan of the clock', () => {
  const { count, reports } = counting();
  const groups = count(shows(0, 'a', 'b'), shows(59, 'a'), shows(60, 'a'), shows(1));
  expect(groups.map(({ group, place, counted }) => [group.texts[0], place.bucket % 10, counted.length])).toEqual([
    ['a', 0, 2],
    ['b', 0, 1],
    ['a', 1, 1],
  ]);
  expect(reports).toEqual([{ matches: 4, absent: 1, omitted: 0 }]);
});

it('counts what comes more than a week after its timespan, and leaves it out', () => {
  const { count, reports } = counting({ now: () => new Date('2024-05-08T12:01:00.001Z') });
  expect(count(shows(0, 'a', 'b'), shows(60, 'a')).length).toBe(1);
  expect(reports).toEqual([{ matches: 3, absent: 0, omitted: 0 }, 2]);
});

it('leaves out, in time or late, what no topic selects', () => {
  const { count, reports } = counting({ topicsOf: () => [] });
  expect(count(shows(0, 'a'), shows(-60, 'a'))).toEqual([]);
  expect(reports.length).toBe(1);
});

it('goes on where an event cannot be read', () => {
  const { count } = counting();
  expect(count({ ...shows(0, 'a'), record: undefined }, shows(1, 'b')).length).toBe(1);
});
