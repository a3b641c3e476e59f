import type { JsonObject, JsonValue } from '../record/json';
import { isMap } from './scalar-text';

/** What a field path finds in a record: undefined stands for "absent here", once for each list element without it. */
export type FoundValue = JsonValue | undefined;

/** Whether some value of one field satisfies a question. There always is one to ask about, if only "absent". */
export type FieldPath = (record: JsonObject, holds: (value: FoundValue) => boolean) => boolean;

/**
 * A field path, ready to be followed. Dots descend; the longest literal key is tried first, because keys with dots
 * occur. A list on the way stands for its elements; a list at the end is found itself, followed by its elements.
 * Anything below a scalar, a null or an empty list is absent.
 */
export function compileFieldPath(path: string): FieldPath {
  const keys = path.split('.');
  const steps = keys.map((key, at) => ({ key, longer: longerKeys(keys, at) }));
  return (record, holds) => descend(record, steps, 0, holds);
}

/** Where a path can go from one of its dots: by the key up to the next dot, or by keys that contain dots. */
interface Step {
  readonly key: string;
  readonly longer: readonly LongerKey[];
}

interface LongerKey {
  readonly key: string;
  /** The index of the step after it. */
  readonly next: number;
}

/** The keys with dots that can stand at a step, longest first. */
function longerKeys(keys: readonly string[], at: number): readonly LongerKey[] {
  const ends = keys.map((_, index) => index + 1).filter((end) => end > at + 1);
  return ends.reverse().map((end) => ({ key: keys.slice(at, end).join('.'), next: end }));
}

type Question = (value: FoundValue) => boolean;

/** Every test of every rule comes through here, hence the loop where recursion would read better. */
function descend(start: FoundValue, steps: readonly Step[], first: number, holds: Question): boolean {
  let value = start;
  let at = first;
  for (let step = steps[at]; step !== undefined; step = steps[at]) {
    if (Array.isArray(value)) return throughList(value, steps, at, holds);
    if (!isMap(value)) return holds(undefined);
    const found = step.longer.length === 0 ? undefined : throughLongerKey(value, step, steps);
    if (found !== undefined) return found.some(holds);
    value = ownMember(value, step.key);
    at += 1;
  }
  return holds(value) || (Array.isArray(value) && elementsOf(value).some(holds));
}

function throughList(list: readonly JsonValue[], steps: readonly Step[], at: number, holds: Question): boolean {
  const elements = elementsOf(list);
  return elements.length === 0 ? holds(undefined) : elements.some((element) => descend(element, steps, at, holds));
}

/** What a key with dots leads to, or undefined where none leads anywhere and the shortest key is to be tried. */
function throughLongerKey(map: JsonObject, step: Step, steps: readonly Step[]): readonly FoundValue[] | undefined {
  for (const { key, next } of step.longer) {
    if (ownMember(map, key) === undefined) continue;
    const found: FoundValue[] = [];
    descend(map[key], steps, next, (value) => found.push(value) === 0);
    if (found.some((value) => value !== undefined)) return found;
  }
  return undefined;
}

/** The elements of a list, lists within it opened up. Iterates, because lists can nest deeper than the call stack. */
function elementsOf(list: readonly JsonValue[]): readonly JsonValue[] {
  if (!list.some(Array.isArray)) return list;
  const elements: JsonValue[] = [];
  const pending: JsonValue[] = [list];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) for (const child of next) pending.push(child);
    else elements.push(next);
  }
  return elements;
}

/** JSON has no member that is undefined, and most that are asked for are not there. */
function ownMember(value: JsonObject, key: string): FoundValue {
  const found = value[key];
  return found === undefined || Object.hasOwn(value, key) ? found : undefined;
}
