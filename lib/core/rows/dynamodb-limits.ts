import { Buffer } from 'node:buffer';
import type { JsonObject, JsonValue } from '../record/json';
import { isBoxedNumber } from '../record/json';

/** The largest item, keys and attribute names included (DynamoDB developer guide, "Service, account, and table quotas"). */
export const MAX_ITEM_BYTES = 400 * 1024;

/** A write unit puts an item of up to this many bytes (developer guide, "Write operations"). */
export const UNIT_BYTES = 1024;

/** The largest partition key value (same page). */
export const MAX_PARTITION_KEY_BYTES = 2048;

/** The largest sort key value (same page). */
export const MAX_SORT_KEY_BYTES = 1024;

/** The longest name of an attribute, also of one within a map (same page: 64 KB less one byte). */
const MAX_ATTRIBUTE_NAME_BYTES = 65_535;

/**
 * Member names that the SDK's marshaller loses. It assigns to a plain object, which loses `__proto__`. It recognizes
 * types by `value.constructor.name`, so a record's own `constructor` makes it refuse or mistake the map.
 */
const MARSHALLED_WRONG: readonly string[] = ['__proto__', 'constructor'];

/**
 * How many levels of nesting rows store as a map. DynamoDB allows 32, and the record itself is an attribute below the
 * item.
 */
export const MAX_MAP_LEVELS = 30;

/** The smallest magnitude of a non-zero number that DynamoDB can store (developer guide, "Supported data types"). */
const LEAST_MAGNITUDE = 1e-130;

/** The greatest magnitude that the SDK's marshaller passes. DynamoDB itself could store 9.99E+125. */
const GREATEST_MAGNITUDE = Number.MAX_SAFE_INTEGER;

/** How many bytes a list or map costs in addition to its content (developer guide, "Item sizes"). */
const CONTAINER_BYTES = 3;

/** How many bytes each member of a list or map costs in addition to its own (same page). */
export const MEMBER_BYTES = 1;

/** The most bytes that a number costs: 38 digits, two in each byte, and its sign and exponent. */
const NUMBER_BYTES = 21;

/** Why a value cannot be stored as a DynamoDB map and read back as it was. */
export type MapObstacle = 'nesting' | 'number' | 'key' | 'text';

/**
 * What prevents storing `value` as an attribute and reading it back equal, or undefined if nothing does. The embedded
 * DynamoDB accepts all of these, so only this check finds them before a deployed table refuses.
 */
export function mapObstacle(value: JsonValue, levels = 1): MapObstacle | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'text';
  if (typeof value === 'number') return fitsNumber(value) ? undefined : 'number';
  if (typeof value !== 'object' || value === null) return undefined;
  if (isBoxedNumber(value)) return 'number';
  if (levels > MAX_MAP_LEVELS) return 'nesting';
  return containerObstacle(value, levels);
}

/** Every value of every record comes through here, hence the loops where callbacks would read better. */
function containerObstacle(container: JsonObject | readonly JsonValue[], levels: number): MapObstacle | undefined {
  if (isList(container)) return listObstacle(container, levels);
  for (const key of Object.keys(container)) {
    const found = keyObstacle(key) ?? mapObstacle(container[key] ?? null, levels + 1);
    if (found) return found;
  }
  return undefined;
}

function listObstacle(list: readonly JsonValue[], levels: number): MapObstacle | undefined {
  for (const child of list) {
    const found = mapObstacle(child, levels + 1);
    if (found) return found;
  }
  return undefined;
}

function isList(container: JsonObject | readonly JsonValue[]): container is readonly JsonValue[] {
  return Array.isArray(container);
}

function keyObstacle(key: string): MapObstacle | undefined {
  const isStorable = key !== '' && !MARSHALLED_WRONG.includes(key) && key.isWellFormed();
  return isStorable && isShortEnough(key) ? undefined : 'key';
}

/** A character takes at most three bytes of UTF-8: most names need no count. */
function isShortEnough(name: string): boolean {
  return name.length * 3 <= MAX_ATTRIBUTE_NAME_BYTES || Buffer.byteLength(name) <= MAX_ATTRIBUTE_NAME_BYTES;
}

function fitsNumber(value: number): boolean {
  const magnitude = Math.abs(value);
  return value === 0 || (magnitude >= LEAST_MAGNITUDE && magnitude <= GREATEST_MAGNITUDE);
}

/**
 * The bytes that an attribute value counts towards the item limit. Numbers count at their most. The value must be free
 * of obstacles, so that its nesting is bounded.
 */
export function attributeBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value === 'number') return NUMBER_BYTES;
  if (typeof value !== 'object' || value === null) return 1;
  return Array.isArray(value) ? listBytes(value) : mapBytes(value);
}

function listBytes(list: readonly unknown[]): number {
  let bytes = CONTAINER_BYTES;
  for (const child of list) bytes += MEMBER_BYTES + attributeBytes(child);
  return bytes;
}

function mapBytes(map: object): number {
  let bytes = CONTAINER_BYTES;
  for (const name of Object.keys(map)) {
    bytes += Buffer.byteLength(name) + MEMBER_BYTES + attributeBytes(map[name as keyof typeof map]);
  }
  return bytes;
}

/** The bytes that an item counts towards `MAX_ITEM_BYTES`: its attribute names and values. */
export function itemBytes(item: object): number {
  return attributeBytes(item);
}

/**
 * The size of an item from which write units follow: names and values of its attributes (developer guide, "Item sizes and
 * formats"). Whole numbers on top count as they are, not at their most as where the item limit is guarded.
 */
export function itemUnitBytes(item: object): number {
  let bytes = 0;
  for (const name of Object.keys(item)) bytes += attributeUnitBytes(name, item[name as keyof typeof item]);
  return bytes;
}

/** What one attribute adds to `itemUnitBytes`. */
export function attributeUnitBytes(name: string, value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(name) + topBytes(value);
}

/** A number takes a byte for two of its digits, and one more. */
function topBytes(value: unknown): number {
  return typeof value === 'number' ? Math.ceil(String(value).length / 2) + 1 : attributeBytes(value);
}
