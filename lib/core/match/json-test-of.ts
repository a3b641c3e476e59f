import type { Condition, FieldTest } from './condition';
import { isPlain, type JsonTest, plainText } from './record-json';

/** What can be told of a condition before a record is parsed. Undefined if nothing can. */
export function jsonTestOf(condition: Condition): JsonTest | undefined {
  if (condition.kind === 'test') return testOf(condition.test);
  if (condition.kind === 'not') return undefined;
  const parts = condition.parts.map(jsonTestOf);
  return condition.kind === 'and' ? everyOf(parts) : someOf(parts);
}

/** Holds if all do of which something can be told. */
export function everyOf(tests: readonly (JsonTest | undefined)[]): JsonTest | undefined {
  const known = tests.filter((test) => test !== undefined);
  return known.length === 0 ? undefined : (json) => known.every((may) => may(json));
}

/** Holds if one does. Undefined if nothing can be told of one of them. */
export function someOf(tests: readonly (JsonTest | undefined)[]): JsonTest | undefined {
  const known = tests.filter((test) => test !== undefined);
  return known.length < tests.length ? undefined : (json) => known.some((may) => may(json));
}

/** A field that has to be there is named in the record, and its value has what the patterns are made of. */
function testOf({ field, holdsWhenAbsent, pieces }: FieldTest): JsonTest | undefined {
  if (holdsWhenAbsent) return undefined;
  const key = field?.split('.').at(-1) ?? '';
  const named: JsonTest | undefined = isPlain(key) ? (json) => json.mayHaveKey(key) : undefined;
  return everyOf([named, pieces && someOf(pieces.map(hasAll))]);
}

function hasAll(pieces: readonly string[]): JsonTest | undefined {
  const plain = pieces.flatMap((piece) => plainText(piece) ?? []);
  return plain.length === 0 ? undefined : (json) => plain.every((piece) => json.mayContain(piece));
}
