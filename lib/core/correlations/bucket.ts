import { byEvent, byPlace, type Entry } from './entry';
import { mayMiss, type Shape } from './shape';

/**
 * The entries of one group in one bucket that can decide about a window. Merging is commutative, associative and
 * idempotent, so it does not matter in which order, how often and by how many writers entries arrive.
 */
export interface Bucket {
  /** In the order of `byPlace`. */
  readonly entries: readonly Entry[];
  /** Entries were left out that might have decided. */
  readonly isCapped: boolean;
}

export const EMPTY_BUCKET: Bucket = { entries: [], isCapped: false };

/** One bucket of two. */
export function mergedBuckets(shape: Shape, one: Bucket, other: Bucket): Bucket {
  const all = distinct([...one.entries, ...other.entries]);
  const entries = shape.counts === 'keys' ? decisiveKeys(shape.keep, all) : decisiveOfRules(shape.keep, all);
  const isCapped = one.isCapped || other.isCapped || (mayMiss(shape) && entries.length < all.length);
  return { entries, isCapped };
}

/** Whether two buckets are the same. */
export function isSameBucket(one: Bucket, other: Bucket): boolean {
  return (
    one.isCapped === other.isCapped &&
    one.entries.length === other.entries.length &&
    one.entries.every((entry, at) => isSame(entry, other.entries[at]))
  );
}

function isSame(one: Entry, other: Entry | undefined): boolean {
  return other !== undefined && byPlace(one, other) === 0;
}

/** In order, each once. */
function distinct(entries: readonly Entry[]): readonly Entry[] {
  const sorted = entries.toSorted(byPlace);
  return sorted.filter((entry, at) => at === 0 || !isSame(entry, sorted[at - 1]));
}

/**
 * A closed window that ends in a bucket is an end of the bucket before and a beginning of its own. Of each key, its
 * earliest entry decides about beginnings and its latest about ends; of these, as many as the threshold.
 */
function decisiveKeys(keep: number, sorted: readonly Entry[]): readonly Entry[] {
  const earliest = new Map<string, Entry>();
  const latest = new Map<string, Entry>();
  for (const entry of sorted) {
    if (!earliest.has(entry.key)) earliest.set(entry.key, entry);
    const last = latest.get(entry.key);
    // Of one event that is several rules, the first rule stands for it.
    if (last === undefined || byEvent(last, entry) !== 0) latest.set(entry.key, entry);
  }
  const beginnings = [...earliest.values()].slice(0, keep);
  const chosen = new Set([...beginnings, ...lastOf([...latest.values()], keep)]);
  return chosen.size === sorted.length ? sorted : sorted.filter((entry) => chosen.has(entry));
}

function lastOf(entries: readonly Entry[], keep: number): readonly Entry[] {
  return entries.length <= keep ? entries : entries.toSorted((one, other) => byPlace(other, one)).slice(0, keep);
}

function decisiveOfRules(keep: number, sorted: readonly Entry[]): readonly Entry[] {
  const rules = new Map<number, Entry[]>();
  for (const entry of sorted) {
    const rule = rules.get(entry.rule);
    if (rule === undefined) rules.set(entry.rule, [entry]);
    else rule.push(entry);
  }
  return distinct([...rules.values()].flatMap((rule) => (rule.length <= 2 * keep ? rule : ends(rule, keep))));
}

function ends(entries: readonly Entry[], keep: number): readonly Entry[] {
  return [...entries.slice(0, keep), ...entries.slice(-keep)];
}
