import type { ObservedEvent } from '../../core/alerts/observed-event';
import type { Sighting } from '../../core/correlations/correlator';
import { byEvent } from '../../core/correlations/entry';
import { firstSight } from '../../core/correlations/first-sight';
import { digestOf } from '../../core/correlations/group';
import type { FirstSeenCorrelation } from '../../core/rules/correlation';
import type { SightState } from '../ports/correlation-state';
import type { Deadline } from '../ports/deadline';
import type { SettlingDependencies } from './settle-bucket';

/** What judging first sights needs of the world. */
export interface SightDependencies extends Pick<SettlingDependencies, 'pause' | 'onConflict'> {
  readonly sights: SightState;
}

/** A sighting and its event. */
export interface SightedEvent {
  readonly sighting: Sighting;
  readonly observed: ObservedEvent;
}

/** Notes when each correlation saw its first event, from which on it learns. */
export async function noteFirstEvents(
  { sights }: SightDependencies,
  sighted: readonly SightedEvent[],
  deadline: Deadline,
): Promise<void> {
  const earliest = new Map<string, number>();
  for (const { sighting } of sighted) {
    const key = keyOf(sighting.correlation);
    earliest.set(key, Math.min(sighting.t, earliest.get(key) ?? sighting.t));
  }
  for (const [key, t] of earliest) await sights.noteFirstEvent(key, t, deadline);
}

/**
 * Remembers sightings of the same thing, and gives those that are new and past the time of learning. An event that comes
 * again says again what it said.
 */
export async function newSights(
  deps: SightDependencies,
  sighted: readonly SightedEvent[],
  deadline: Deadline,
): Promise<readonly SightedEvent[]> {
  const novel: SightedEvent[] = [];
  for (const each of [...sighted].sort((one, other) => byEvent(one.sighting, other.sighting))) {
    if (await isNew(deps, each.sighting, deadline)) novel.push(each);
  }
  const { sights } = deps;
  const [first] = novel;
  if (first === undefined) return [];
  const start = await sights.firstEvent(keyOf(first.sighting.correlation), deadline);
  return novel.filter(({ sighting: { t, correlation } }) => t >= (start ?? t) + correlation.learn);
}

async function isNew(
  { sights, pause, onConflict }: SightDependencies,
  { key, t, id, correlation: { forget } }: Sighting,
  deadline: Deadline,
): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    const before = await sights.seen(key, deadline);
    const { isNovel, next } = firstSight(before, { t, id }, forget);
    if (next === undefined || (await sights.noteSeen(key, { before, next, forget }, deadline))) return isNovel;
    onConflict();
    await pause(tries, deadline);
  }
}

function keyOf({ id, fingerprint }: FirstSeenCorrelation): string {
  return digestOf(['first', id, fingerprint]);
}
