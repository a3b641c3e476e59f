import type { Correlating } from '../../core/alerts/correlations/correlating';
import { type CorrelationMatch, correlationMatch, factsOf } from '../../core/alerts/correlations/correlation-match';
import { type KeyedMatch, keyedMatch } from '../../core/alerts/keyed-match';
import type { ObservedEvent } from '../../core/alerts/observed-event';
import { shapeOf } from '../../core/correlations/correlation-shape';
import { compileCorrelations, type Sighting } from '../../core/correlations/correlator';
import { byEvent, type Entry } from '../../core/correlations/entry';
import { firstSight, type Seen } from '../../core/correlations/first-sight';
import type { Group } from '../../core/correlations/group';
import { satisfiedWindows } from '../../core/correlations/satisfied-windows';
import type { StoredEvent } from '../../core/rows/stored-event';
import type { FirstSeenCorrelation, WindowCorrelation } from '../../core/rules/correlation';

/** A due alert with the events of its window. */
export interface ExpectedCorrelation extends CorrelationMatch {
  readonly events: readonly StoredEvent[];
}

/** The entries of a group. */
interface Grouped {
  readonly correlation: WindowCorrelation;
  readonly group: Group;
  readonly entries: Entry[];
}

/** A sighting, and the match that it is where it is new. */
interface Sighted {
  readonly sighting: Sighting;
  readonly keyed: KeyedMatch;
}

const NO_CORRELATIONS: Correlating = {
  correlator: compileCorrelations([]),
  topicsOf: () => [],
};

/**
 * Collects what counts for correlations, and evaluates it once, whole: the same events give the same alerts, in whatever
 * order, parts and number they come.
 */
export class ExpectedCorrelations {
  private readonly groups = new Map<string, Grouped>();
  private readonly events = new Map<string, StoredEvent>();
  private readonly sightings = new Map<string, Sighted>();
  /** References of events that miss a field by which they would count. */
  private readonly absentRefs = new Set<string>();
  private readonly omittedByRef = new Map<string, number>();

  constructor(private readonly correlating: Correlating = NO_CORRELATIONS) {}

  add(observed: ObservedEvent): void {
    const { event, record } = observed;
    if (record === undefined) return;
    const { counted, sightings, absent, omitted } = this.correlating.correlator.correlated({ event, record });
    if (absent > 0) this.absentRefs.add(event.ref);
    if (omitted > 0) this.omittedByRef.set(event.ref, omitted);
    for (const { correlation, group, entry } of counted) {
      const grouped = this.groups.get(group.key);
      if (grouped === undefined) this.groups.set(group.key, { correlation, group, entries: [entry] });
      else grouped.entries.push(entry);
      this.note(entry.id, event);
    }
    for (const sighting of sightings) this.see(sighting, observed);
  }

  /** How many events a correlation could not count, because they lack a field. */
  get absent(): number {
    return this.absentRefs.size;
  }

  /** How many combinations of their texts were left out. */
  get omitted(): number {
    return [...this.omittedByRef.values()].reduce((sum, each) => sum + each, 0);
  }

  /** The alerts that are due, each with what decides whether it is sent. */
  matches(): readonly (KeyedMatch | ExpectedCorrelation)[] {
    return [...[...this.groups.values()].flatMap((grouped) => this.dueIn(grouped)), ...this.novel()];
  }

  private dueIn({ correlation, group, entries }: Grouped): readonly ExpectedCorrelation[] {
    const topics = this.correlating.topicsOf(correlation, factsOf(correlation, group));
    return [...satisfiedWindows(shapeOf(correlation), entries)].flatMap(([bucket, window]) => {
      const ids = [...new Set(window.entries.map(({ id }) => id))];
      const events = ids.flatMap((id) => this.events.get(id) ?? []);
      const last = events.at(-1);
      if (last === undefined) return [];
      const due = { correlation, group, bucket, window, isCapped: false };
      return [{ ...correlationMatch(due, topics, { event: last, record: undefined }), events }];
    });
  }

  /** In the order of time. Sightings of one event are one alert. */
  private novel(): readonly KeyedMatch[] {
    const seen = new Map<string, Seen>();
    const first = new Map<FirstSeenCorrelation, number>();
    const matches = new Map<string, KeyedMatch>();
    for (const { sighting, keyed } of [...this.sightings.values()].sort(bySighting)) {
      const { correlation, key, t, values } = sighting;
      const start = first.get(correlation) ?? t;
      first.set(correlation, start);
      const { isNovel, next } = firstSight(seen.get(key), sighting, correlation.forget);
      if (next !== undefined) seen.set(key, next);
      if (!isNovel || t < start + correlation.learn) continue;
      const before = matches.get(keyed.id)?.match.values ?? [];
      matches.set(keyed.id, { ...keyed, match: { ...keyed.match, values: [...before, values.join(' ')] } });
    }
    return [...matches.values()];
  }

  private see(sighting: Sighting, observed: ObservedEvent): void {
    const { correlation, key, id } = sighting;
    const at = `${key}#${id}`;
    if (this.sightings.has(at)) return;
    const { event } = observed;
    const topics = this.correlating.topicsOf(correlation, event);
    const keyed = keyedMatch({ rule: correlation, topics, observed });
    const match = { ...keyed.match, observed: { event, record: undefined } };
    this.sightings.set(at, { sighting, keyed: { ...keyed, match } });
  }

  /** Of different records under one ID, always the same stands for them. */
  private note(id: string, event: StoredEvent): void {
    const known = this.events.get(id);
    if (known === undefined || JSON.stringify(event) < JSON.stringify(known)) this.events.set(id, event);
  }
}

function bySighting({ sighting: one }: Sighted, { sighting: other }: Sighted): number {
  return byEvent(one, other) || (one.key < other.key ? -1 : Number(one.key > other.key));
}
