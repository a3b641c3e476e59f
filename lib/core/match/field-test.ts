import type { JsonObject } from '../record/json';
import { compactJson } from './compact-json';
import type { FieldTest } from './condition';
import { compileFieldPath, type FieldPath, type FoundValue } from './field-path';
import { someLeafText } from './leaf-texts';
import { foldCase, isMap, scalarText } from './scalar-text';
import { type TextTest, textTest } from './text-test';
import { literalOf, type Pattern } from './wildcard-pattern';

/** A test for text that equals any of the patterns. It exposes its literals if it has no other patterns. */
export function patternTest(field: string | undefined, patterns: readonly Pattern[], cased: boolean): FieldTest {
  const literals = patterns.map(literalOf);
  const pieces = patterns.map((pattern) => pattern.flatMap((part) => ('literal' in part ? part.literal : [])));
  const test = { ...textFieldTest(field, textTest(patterns, cased)), pieces };
  return literals.every((each) => each !== undefined) ? { ...test, literals: literals.map(foldCase) } : test;
}

/**
 * A test of text. At a path, it reads scalars, and within a map or list every leaf and the compact JSON of the whole.
 * Without a path, it reads every leaf of the record.
 */
export function textFieldTest(field: string | undefined, text: TextTest): FieldTest {
  if (field === undefined) {
    return { field, text, holdsWhenAbsent: false, holds: (record) => someLeafText(record, text) };
  }
  return {
    ...scalarFieldTest(field, text),
    holds: anyFound(compileFieldPath(field), (value) => holdsWithin(value, text)),
  };
}

/** A test of only scalars (numbers, addresses, times), which is false on maps. */
export function scalarFieldTest(field: string, text: TextTest): FieldTest {
  const holds = anyFound(compileFieldPath(field), (value) => {
    const found = scalarText(value);
    return found !== undefined && text(found);
  });
  return { field, text, holdsWhenAbsent: false, holds };
}

/** `null`: absent, JSON null, or below something absent or null; never the empty string. */
export function nullTest(field: string): FieldTest {
  const holds = anyFound(compileFieldPath(field), (value) => value === undefined || value === null);
  return { field, holdsWhenAbsent: true, holds };
}

/** `exists` tests only presence, so a JSON null exists. */
export function existsTest(field: string, expected: boolean): FieldTest {
  const present = anyFound(compileFieldPath(field), (value) => value !== undefined);
  return { field, holdsWhenAbsent: !expected, holds: (record) => present(record) === expected };
}

/** How a field's text must be within another's. Open ends allow more text there. */
export interface ReferenceShape {
  readonly path: string;
  readonly openStart: boolean;
  readonly openEnd: boolean;
}

/** `fieldref`: any text of the field equals any text of the other one. False if either has none. */
export function referenceTest(field: string, shape: ReferenceShape, cased: boolean): FieldTest {
  const left = compileFieldPath(field);
  const right = compileFieldPath(shape.path);
  return {
    field,
    reference: shape.path,
    holdsWhenAbsent: false,
    holds: (record) => someRelated(textsOf(left, record, cased), textsOf(right, record, cased), shape),
  };
}

function anyFound(path: FieldPath, holds: (value: FoundValue) => boolean): FieldTest['holds'] {
  return (record) => path(record, holds);
}

/** The walk visits the elements of a list separately, so only the JSON of the list itself is left to read. */
function holdsWithin(value: FoundValue, text: TextTest): boolean {
  if (value === undefined || value === null) return false;
  const scalar = scalarText(value);
  if (scalar !== undefined) return text(scalar);
  return (isMap(value) && someLeafText(value, (leaf) => leaf !== '' && text(leaf))) || text(compactJson(value));
}

function textsOf(path: FieldPath, record: JsonObject, cased: boolean): readonly string[] {
  const texts: string[] = [];
  path(record, (value) => {
    const text = comparableText(value);
    if (text !== undefined) texts.push(cased ? text : foldCase(text));
    return false;
  });
  return texts;
}

/** None for a list, because the walk visits its elements separately. */
function comparableText(value: FoundValue): string | undefined {
  return isMap(value) ? compactJson(value) : scalarText(value);
}

function someRelated(left: readonly string[], right: readonly string[], shape: ReferenceShape): boolean {
  const { openStart, openEnd } = shape;
  if (openStart && openEnd) return left.some((text) => right.some((other) => text.includes(other)));
  if (openStart) return left.some((text) => right.some((other) => text.endsWith(other)));
  if (openEnd) return left.some((text) => right.some((other) => text.startsWith(other)));
  const others = new Set(right);
  return left.some((text) => others.has(text));
}
