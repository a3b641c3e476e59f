import { byPlace, type Entry } from './entry';
import type { SatisfiedWindow } from './satisfied-window';
import { bucketOf, type Shape } from './shape';

/** A chain of events of the first rules, in their order; of those that end alike, the one that starts last. */
interface Chain {
  /** The time of its first event. */
  readonly start: number;
  readonly entries: readonly Entry[];
}

/**
 * The chains of one event of each rule in the order of the rules, times not falling and within a timespan, by the bucket
 * of their last event: for each such bucket the earliest. CloudTrail has no order within a second, so the events of one
 * second are in any.
 */
export function orderedWindows(
  { threshold: rules, timespan }: Shape,
  sorted: readonly Entry[],
): ReadonlyMap<number, SatisfiedWindow> {
  const windows = new Map<number, SatisfiedWindow>();
  let chains: readonly (Chain | undefined)[] = [];
  for (const second of seconds(sorted)) {
    const t = second[0]?.t ?? 0;
    const longer = lengthened(chains, second, { rules, earliest: t - timespan });
    const whole = longer.get(rules);
    const bucket = bucketOf(t, timespan);
    if (whole !== undefined && !windows.has(bucket)) {
      windows.set(bucket, { entries: [...whole.entries].sort(byPlace), count: rules });
    }
    chains = Array.from({ length: rules }, (_, length) => later(chains[length], longer.get(length)));
  }
  return windows;
}

function* seconds(sorted: readonly Entry[]): Generator<readonly Entry[]> {
  let second: Entry[] = [];
  for (const entry of sorted) {
    if (second[0] !== undefined && second[0].t !== entry.t) {
      yield second;
      second = [];
    }
    second.push(entry);
  }
  if (second.length > 0) yield second;
}

/** The chains, by their lengths, whose last events are in this second. */
function lengthened(
  chains: readonly (Chain | undefined)[],
  second: readonly Entry[],
  { rules, earliest }: { readonly rules: number; readonly earliest: number },
): ReadonlyMap<number, Chain> {
  const longer = new Map<number, Chain>();
  for (let length = 0; length < rules; length += 1) {
    const chain = length === 0 ? { start: second[0]?.t ?? 0, entries: [] } : chains[length];
    if (chain === undefined || chain.start < earliest) continue;
    for (const added of assignments(second, length, rules)) {
      const to = length + added.length;
      const candidate = { start: chain.start, entries: [...chain.entries, ...added] };
      longer.set(to, later(longer.get(to), candidate) ?? candidate);
    }
  }
  return longer;
}

function later(one: Chain | undefined, other: Chain | undefined): Chain | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.start > one.start ? other : one;
}

/** Different events of a second for the rules from one on: for it alone, for it and the next, and so on. */
function* assignments(second: readonly Entry[], from: number, rules: number): Generator<readonly Entry[]> {
  const byId = new Map<string, Entry>();
  for (let rule = from; rule < rules; rule += 1) {
    if (!assign(second, rule, byId, new Set())) return;
    yield [...byId.values()].sort((one, other) => one.rule - other.rule);
  }
}

/** Finds an event for a rule; another rule gives up its own where it has another. `byId` is what each event is taken for. */
function assign(second: readonly Entry[], rule: number, byId: Map<string, Entry>, tried: Set<string>): boolean {
  for (const entry of second) {
    if (entry.rule !== rule || tried.has(entry.id)) continue;
    tried.add(entry.id);
    const holder = byId.get(entry.id);
    if (holder !== undefined && !assign(second, holder.rule, byId, tried)) continue;
    byId.set(entry.id, entry);
    return true;
  }
  return false;
}
