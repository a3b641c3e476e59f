import { MemorySightState } from '../../../lib/adapters/memory/memory-sight-state';
import { attempting } from '../../../lib/app/alert/attempt';
import { type NovelDependencies, novelMatches } from '../../../lib/app/alert/novel-matches';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { ObservedEvent } from '../../../lib/core/alerts/observed-event';
import { correlatingOf, eventAt } from './correlated-events';

const MORE = 'ssmAudit: {firstSeen: {field: [requestParameters.names], learn: 0s}}\n';

/** Judging events in memory; `failed` has those that come again. */
function judging(sights = new MemorySightState()) {
  const { correlator, topicsOf } = correlatingOf('rules: [DeleteDocument]', MORE);
  const failed = new Set<ObservedEvent>();
  const deps: NovelDependencies = { sights, topicsOf, pause: async () => undefined, onConflict: () => undefined };
  const judge = (...events: readonly ObservedEvent[]) =>
    novelMatches(
      deps,
      events.flatMap((observed) =>
        correlator
          .correlated({ event: observed.event, record: observed.record ?? {} })
          .sightings.map((sighting) => ({ sighting, observed })),
      ),
      attempting(failed, () => undefined),
      NO_DEADLINE,
    );
  return { judge, failed };
}

const shows = (seconds: number, ...names: readonly string[]) =>
  eventAt(seconds, `event-${seconds}`, {}, { requestParameters: { names } });

it('makes one match of an event, whatever it shows, and asks nothing for no events', async () => {
  const { judge } = judging();
  expect(await judge()).toEqual([]);
  const [event, other] = [shows(0, 'x', 'y'), shows(1, 'y', 'z')];
  const matches = await judge(event, other);
  expect(matches.map(({ observed, values }) => [observed, values])).toEqual([
    [event, ['x', 'y']],
    [other, ['z']],
  ]);
});

it('lets only the events of what fails come again', async () => {
  const sights = new MemorySightState();
  const { seen } = sights;
  let asked = 0;
  sights.seen = (key) => {
    asked += 1;
    return asked === 1 ? Promise.reject(new Error('throttled')) : seen.call(sights, key);
  };
  const { judge, failed } = judging(sights);
  const [event, other] = [shows(0, 'x'), shows(1, 'y')];
  expect((await judge(event, other)).map(({ observed }) => observed)).toEqual([other]);
  expect([...failed]).toEqual([event]);
});

it('lets all events come again where nobody can note since when it learns', async () => {
  const broken = Object.assign(new MemorySightState(), {
    noteFirstEvent: () => Promise.reject(new Error('throttled')),
  });
  const { judge, failed } = judging(broken);
  const events = [shows(0, 'x'), shows(1, 'y')];
  expect(await judge(...events)).toEqual([]);
  expect([...failed]).toEqual(events);
});
