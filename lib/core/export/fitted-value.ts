import type { JsonValue } from '../record/json';
import { stringifyRecord } from '../record/parse-record';
import { wellFormedJson } from '../text/well-formed-json';
import { type Columns, isList, isPlain, type Shape } from './shape';

/** A value as a column has it, as JSON carries it: times are milliseconds since 1970, JSON is text. */
export type FittedValue = string | number | boolean | null | readonly FittedValue[] | FittedObject;

/** An object whose absent members are absent. */
export interface FittedObject {
  readonly [name: string]: FittedValue;
}

/** What of an object the columns have, each value in the shape of its column. */
export function fittedObject(columns: Columns, value: object): FittedObject {
  const fitted: Record<string, FittedValue> = {};
  for (const [name, shape] of Object.entries(columns)) {
    const member = Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
    if (member !== undefined && member !== null) fitted[name] = fittedValue(shape, member);
  }
  return fitted;
}

function fittedValue(shape: Shape, value: unknown): FittedValue {
  if (!isPlain(shape)) return fittedParts(shape, value);
  if (shape === 'json') return wellFormedJson(stringifyRecord(value as JsonValue));
  if (shape === 'boolean') return value === true;
  if (shape === 'text') return String(value);
  return shape === 'time' ? timeOf(value) : wholeNumber(value);
}

function fittedParts(shape: Exclude<Shape, string>, value: unknown): FittedValue {
  if (!isList(shape)) return typeof value === 'object' && value !== null ? fittedObject(shape.members, value) : null;
  return Array.isArray(value) ? value.map((item) => fittedValue(shape.items, item)) : null;
}

function timeOf(value: unknown): number | null {
  return wholeNumber(typeof value === 'string' ? Date.parse(value) : value);
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}
