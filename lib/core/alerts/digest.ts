import type { Resource } from '../resources/resource';
import type { DigestEntry } from './digest-entry';

/** One message about suppressed matches of a group. */
export interface Digest {
  /** At least one. Calls are in the order of their first events, and the events of a call in the order of time. */
  readonly entries: readonly DigestEntry[];
  /** From 1 on. */
  readonly part: number;
  readonly parts: number;
}

/** A thing, and how many entries have it. */
export interface Tally<Thing> {
  readonly thing: Thing;
  readonly count: number;
}

/**
 * How many bytes the text and JSON of a digest may have. With at most 48 KB of attributes, that is less than the 256 KB
 * that SNS takes.
 */
const MAX_BYTES = 212_000;
/** How many bytes a digest has in addition to its entries: facts, and the lists of actors and resources in text and JSON. */
const FRAME_BYTES = 44_000;

/** The digests that list all entries of a group, each once, in as few parts as their sizes allow. */
export function digestsOf(entries: readonly DigestEntry[]): readonly Digest[] {
  const parts: DigestEntry[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of inOrder(entries)) {
    const weight = weightOf(entry);
    bytes += weight;
    if (bytes > MAX_BYTES - FRAME_BYTES) {
      parts.push([]);
      bytes = weight;
    }
    parts.at(-1)?.push(entry);
  }
  return parts.map((part, index) => ({ entries: part, part: index + 1, parts: parts.length }));
}

/** The line of an entry among the events of its digest. */
export function entryLine({ ref, actor, resources, resourcesOmitted }: DigestEntry): string {
  const ids = resources.map(({ id }) => id).join(', ');
  const more = resourcesOmitted > 0 ? ` and ${resourcesOmitted} more` : '';
  return `${ref} by ${actor}${ids && ` on ${ids}`}${more}`;
}

/** The actors of some entries, most frequent first. */
export function actorsOf(entries: readonly DigestEntry[]): readonly Tally<string>[] {
  return tallied(entries.map(({ actor }) => [actor, actor] as const));
}

/** The resources of some entries, most frequent first. */
export function resourcesIn(entries: readonly DigestEntry[]): readonly Tally<Resource>[] {
  return tallied(
    entries.flatMap(({ resources }) => resources.map((each) => [JSON.stringify([each.kind, each.id]), each] as const)),
  );
}

function tallied<Thing>(things: readonly (readonly [key: string, thing: Thing])[]): readonly Tally<Thing>[] {
  const tallies = new Map<string, { thing: Thing; count: number }>();
  for (const [key, thing] of things) {
    const tally = tallies.get(key);
    if (tally === undefined) tallies.set(key, { thing, count: 1 });
    else tally.count += 1;
  }
  return [...tallies.values()].sort((one, other) => other.count - one.count);
}

function inOrder(entries: readonly DigestEntry[]): readonly DigestEntry[] {
  const distinct = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
  const sorted = distinct.sort((a, b) => compared(a.eventTime, b.eventTime) || compared(a.ref, b.ref));
  const calls = new Map<string, DigestEntry[]>();
  for (const entry of sorted) {
    const call = calls.get(entry.call);
    if (call === undefined) calls.set(entry.call, [entry]);
    else call.push(entry);
  }
  return [...calls.values()].flat();
}

function compared(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** How many bytes quotes, commas, indents and line ends take. */
const MARKS_BYTES = 16;

/** The most bytes that an entry adds to a digest: its line, and its references in the JSON. */
function weightOf(entry: DigestEntry): number {
  const texts = [entryLine(entry), JSON.stringify(entry.ref), JSON.stringify(entry.id)];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), MARKS_BYTES);
}
