import { isDeepStrictEqual } from 'node:util';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { JsonObject } from '../record/json';
import { stringifyRecord } from '../record/parse-record';
import { mapObstacle } from '../rows/dynamodb-limits';
import type { EventRow } from '../rows/event-row';
import { readableRecord } from '../rows/record-attribute';

/**
 * The attributes of a row that do not come from its record: the place of the first file with it, how that file was
 * delivered, and when the row expires by the retention of its time. `verify` checks these in other ways, or by the
 * terms, which repeat them.
 */
const NOT_OF_THE_RECORD: readonly string[] = ['logFile', 'recordIndex', 'origin', 'expiresAt', 'indexVersion'];

/** The attributes in which a stored Events row differs from the row that its record makes, sorted. */
export function differencesOfRow(expected: EventRow, stored: EventRow): readonly string[] {
  const { record: expectedRecord, ...fields } = expected;
  const { record: storedRecord, ...storedFields } = stored;
  const differing = differingAttributes(fields, storedFields).filter((name) => !NOT_OF_THE_RECORD.includes(name));
  return isSameRecord(expectedRecord, storedRecord) ? differing : [...differing, 'record'].sort();
}

/** The attributes in which a stored item differs from a row to be stored, sorted. */
export function differingAttributes(row: object, stored: object): readonly string[] {
  const expected = new Map<string, unknown>(Object.entries(row));
  const found = new Map<string, unknown>(Object.entries(stored));
  const names = new Set([...expected.keys(), ...found.keys()]);
  return [...names].filter((name) => !isSameValue(expected.get(name), found.get(name))).sort();
}

/** Whether a stored value is what storing a value makes of it: DynamoDB stores no member that is undefined. */
function isSameValue(expected: unknown, stored: unknown): boolean {
  if (expected === stored) return true;
  if (Array.isArray(expected)) {
    if (!Array.isArray(stored)) return false;
    const defined = expected.filter((each) => each !== undefined);
    return defined.length === stored.length && defined.every((each, index) => isSameValue(each, stored[index]));
  }
  if (!isPlain(expected) || !isPlain(stored)) return isDeepStrictEqual(asStored(expected), stored);
  const members = Object.entries(expected).filter(([, value]) => value !== undefined);
  return (
    members.length === Object.keys(stored).length &&
    members.every(([name, value]) => Object.hasOwn(stored, name) && isSameValue(value, stored[name]))
  );
}

/** What storing a value makes of it, for values of other kinds than those of JSON. */
function asStored(value: unknown): unknown {
  return unmarshall(marshall({ value }, { removeUndefinedValues: true }))['value'];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Whether two attributes contain the same record, in whatever form: which one a row has also depends on the program of its
 * time. Maps come back with their members in any order. Packed records are compared by their text, which has no limit of
 * depth, and not by their bytes, because versions of zlib pack differently.
 */
function isSameRecord(expected: EventRow['record'], stored: EventRow['record']): boolean {
  if (expected === undefined || stored === undefined) return expected === stored;
  if (isPacked(expected) && isPacked(stored)) return textOf(expected) === textOf(stored);
  const [one, other] = [expected, stored].map((each) => (isPacked(each) ? asMap(each) : each));
  if (one === undefined || other === undefined) return false;
  return differingAttributes({ record: one }, { record: other }).length === 0;
}

/** A packed record if a map could hold it as well, which bounds its depth. */
function asMap(attribute: EventRow['record']): JsonObject | undefined {
  const record = readableRecord(attribute);
  return record !== undefined && mapObstacle(record) === undefined ? record : undefined;
}

function isPacked(record: EventRow['record']): boolean {
  return record instanceof Uint8Array;
}

function textOf(attribute: EventRow['record']): string | undefined {
  const record = readableRecord(attribute);
  return record && stringifyRecord(record);
}
