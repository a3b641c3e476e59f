import { createHash } from 'node:crypto';
import type { BucketPlace } from '../../../lib/core/correlations/bucket-place';
import type { Entry } from '../../../lib/core/correlations/entry';
import { keptOfOrder, type Shape } from '../../../lib/core/correlations/shape';
import type { SeededRandom } from '../../../samples/seeded-random';
import type { Condition, Kind } from './brute-force';

/** An event and what counts of it: an entry for each of its rules and values. */
export type GeneratedEvent = readonly Entry[];

/** A condition and events that come near to it. */
export interface GeneratedCase {
  readonly condition: Condition;
  readonly events: readonly GeneratedEvent[];
}

/** The start of all times: the alerts must not depend on it. */
const EPOCH = 1_700_000_000;

/** A case near the threshold: few seconds, so that ties and events exactly one timespan apart are common. */
export function generatedCase(kind: Kind, random: SeededRandom): GeneratedCase {
  const timespan = between(random, 3, 12);
  const rules = kind === 'temporal' || kind === 'temporal_ordered' ? between(random, 2, 3) : 2;
  const threshold = kind === 'event_count' || kind === 'value_count' ? between(random, 2, 5) : rules;
  return generatedEvents({ kind, threshold, timespan }, rules, random);
}

/** Events that come near to a condition over so many rules. */
export function generatedEvents(condition: Condition, rules: number, random: SeededRandom): GeneratedCase {
  const { kind, threshold, timespan } = condition;
  const count = between(random, threshold, threshold * 3 + 1);
  const span = timespan * between(random, 1, 4);
  const start = EPOCH - (EPOCH % timespan);
  const events = Array.from({ length: count }, () =>
    eventOf(kind, rules, start + between(random, 0, span), random.uuid(), random),
  );
  return { condition, events };
}

/** An id as CloudTrail makes it. */
export function idOf(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex');
  return digits.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The hash of a value, as entries have it. */
export function hashedValue(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}

function eventOf(kind: Kind, rules: number, t: number, id: string, random: SeededRandom): GeneratedEvent {
  const matched = [...Array(rules).keys()].filter(() => random.below(2) === 0);
  const [first = between(random, 0, rules - 1)] = matched;
  const ofRules = matched.length > 0 ? matched : [first];
  if (kind === 'event_count') return ofRules.map((rule) => ({ t, id, rule, key: id }));
  if (kind === 'temporal') return ofRules.map((rule) => ({ t, id, rule, key: String(rule) }));
  if (kind === 'temporal_ordered') return ofRules.map((rule) => ({ t, id, rule, key: '' }));
  const values = Array.from({ length: between(random, 1, 2) }, () => hashedValue(String(between(random, 1, 6))));
  return values.map((key) => ({ t, id, rule: first, key }));
}

/** The place of a bucket under a condition. */
export function placeOf({ kind, threshold, timespan }: Condition, bucket: number): BucketPlace {
  const isOrder = kind === 'temporal_ordered';
  const shape: Shape = {
    counts: isOrder ? 'order' : 'keys',
    threshold,
    timespan,
    keep: isOrder ? keptOfOrder(threshold) : threshold,
  };
  const keyKind = ({ event_count: 'event', value_count: 'value', temporal: 'rule', temporal_ordered: 'none' } as const)[
    kind
  ];
  return { group: 'group', bucket, shape, keyKind };
}

function between(random: SeededRandom, least: number, most: number): number {
  return least + random.below(most - least + 1);
}
