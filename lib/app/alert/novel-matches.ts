import type { Correlating } from '../../core/alerts/correlations/correlating';
import type { AlertMatch } from '../../core/alerts/event-matcher';
import { groupedBy } from '../flow/grouped-by';
import { mapConcurrently } from '../flow/map-concurrently';
import type { Deadline } from '../ports/deadline';
import type { Attempt } from './attempt';
import { newSights, noteFirstEvents, type SightDependencies, type SightedEvent } from './sight-events';

/** Things to judge at once. */
const AT_ONCE = 8;

/** What telling what is new needs of the world. */
export interface NovelDependencies extends SightDependencies, Pick<Correlating, 'topicsOf'> {}

/**
 * Remembers what a batch shows, and gives a match for each event with which something is new. Judges sightings of each
 * thing one after the other. An event is one match of a correlation, whatever it shows.
 */
export async function novelMatches(
  deps: NovelDependencies,
  sighted: readonly SightedEvent[],
  attempt: Attempt,
  deadline: Deadline,
): Promise<readonly AlertMatch[]> {
  if (sighted.length === 0) return [];
  const isNoted = await attempt(eventsOf(sighted), async () => {
    await noteFirstEvents(deps, sighted, deadline);
    return true;
  });
  if (!isNoted) return [];
  const things = groupedBy(sighted, ({ sighting }) => sighting.key);
  const novel = await mapConcurrently([...things.values()], AT_ONCE, (thing) =>
    attempt(eventsOf(thing), () => newSights(deps, thing, deadline)),
  );
  return matchesOf(
    deps,
    novel.flatMap((each) => each ?? []),
  );
}

function eventsOf(sighted: readonly SightedEvent[]) {
  return sighted.map(({ observed }) => observed);
}

function matchesOf({ topicsOf }: NovelDependencies, novel: readonly SightedEvent[]): readonly AlertMatch[] {
  const byEvent = groupedBy(novel, ({ sighting: { correlation }, observed: { event } }) =>
    JSON.stringify([correlation.id, event.ref]),
  );
  return [...byEvent.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { sighting, observed } = first;
    const topics = topicsOf(sighting.correlation, observed.event);
    const values = all.map(({ sighting: shown }) => shown.values.join(' '));
    return topics.length === 0 ? [] : [{ rule: sighting.correlation, topics, observed, values }];
  });
}
