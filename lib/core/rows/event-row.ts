import type { AuditEvent, Origin } from '../event/audit-event';
import type { JsonObject } from '../record/json';
import type { Resource } from '../resources/resource';
import { shortened } from '../text/shortened-text';
import { itemBytes, MAX_ITEM_BYTES } from './dynamodb-limits';
import { type EventKey, principalKey } from './event-keys';
import { packedRecord, recordAttribute } from './record-attribute';

/**
 * The version of what is derived from a record: fields, resources, terms, keys. Raised by every change of meaning, so
 * that a second reading of the same bytes may refresh a row and `verify` knows what to expect.
 */
export const INDEX_VERSION = 1;

/** Terms that lead to one event: a hostile record must not multiply its row without end. */
export const MAX_TERMS = 100;

/**
 * Resources that a row lists, and what they may weigh together: ten parameters with the longest names fit, as fifty
 * instances do. The rest is counted, and found by its terms all the same. Each of the terms repeats the list, so without
 * a bound one call with many long names would cost thousands of write units.
 */
const MAX_RESOURCES = 100;
const MAX_RESOURCES_BYTES = 16 * 1024;

/** What an item's limit leaves for what is added to a finished row: the key and the mark of a conflict. */
const SPARE_BYTES = 1024;

/** What a resource's id may weigh; the longest real one, a parameter's name, has 1,011 characters. */
const MAX_RESOURCE_ID_BYTES = 1024;

/** Where a record stands: the evidence that a row can be checked against. */
export interface RecordPlace {
  /** `s3://<bucket>/<key>`, or the path of a file on disk. */
  readonly logFile: string;
  /** The record's place among the file's records, from 0. */
  readonly recordIndex: number;
  /** SHA-256, in hexadecimal, of the record's bytes as they stand in the file. */
  readonly recordSha256: string;
}

/** What is known of a record beside the record itself. */
export interface RowContext extends RecordPlace {
  readonly origin: Origin;
  /** Epoch seconds after which DynamoDB deletes the row; absent where everything is kept. */
  readonly expiresAt?: number;
  /** The secrets that were masked, as paths into the record. */
  readonly maskedPaths: readonly string[];
}

/** What is true of few events. */
export interface RowMarks {
  /** A KMS call on a parameter. */
  readonly related?: true;
  /** The agent's own traffic. */
  readonly agent?: true;
  /** A second, different record under a key that was taken. */
  readonly conflict?: true;
  /** How many resources, and how many terms, the caps left out. */
  readonly resourcesOmitted?: number;
  readonly termsOmitted?: number;
  /** The whole values where those of the keys are cut, hashed or one of a spread. */
  readonly eventName?: string;
  readonly userIdentityArn?: string;
}

/** An item of the Events table, its numbers, lists and maps as JavaScript values. */
export interface EventRow extends EventKey, RowContext {
  readonly indexVersion: number;
  /** A map, or gzipped JSON; absent where the record is too large even so, and to be read from `logFile`. */
  readonly record?: JsonObject | Uint8Array;
  readonly userIdentityArn?: string;
  readonly resources?: readonly Resource[];
  readonly marks?: RowMarks;
  readonly quarantineReason?: string;
  readonly [attribute: string]: unknown;
}

/** The row of an event under a key. `record` is the masked record; `terms` is how many terms the event has, kept or not. */
export function eventRow(
  event: AuditEvent,
  key: EventKey,
  record: JsonObject,
  context: RowContext,
  terms: number,
): EventRow {
  const { resources, related, agent, ...fields } = event;
  const userIdentityArn = principalKey(event.userIdentityArn);
  const listed = listedResources(resources);
  const marks: RowMarks = {
    ...(related && { related }),
    ...(agent && { agent }),
    ...(resources.length > listed.length && { resourcesOmitted: resources.length - listed.length }),
    ...(terms > MAX_TERMS && { termsOmitted: terms - MAX_TERMS }),
    ...(key.eventName !== event.eventName && { eventName: event.eventName }),
    ...(userIdentityArn !== event.userIdentityArn && { userIdentityArn: event.userIdentityArn }),
  };
  const attributes = { ...fields, resources: listed, ...key, userIdentityArn };
  return withRecord({ ...attributes, ...marked(marks), ...contextAttributes(context) }, record);
}

/**
 * The row of a record that cannot be indexed, or whose own row DynamoDB refused: the record packed, so that nothing
 * of it can be refused again but its size.
 */
export function quarantineRow(key: EventKey, reason: string, record: JsonObject, context: RowContext): EventRow {
  return withPackedRecord({ ...key, quarantineReason: reason, ...contextAttributes(context) }, record);
}

/** The same row under the key of a conflict. */
export function conflictRow(row: EventRow, key: EventKey): EventRow {
  return { ...row, ...key, marks: { ...row.marks, conflict: true } };
}

/** A resource's id as it stands in rows and terms. */
export function storedResourceId(id: string): string {
  return shortened(id, MAX_RESOURCE_ID_BYTES);
}

function listedResources(resources: readonly Resource[]): readonly Resource[] {
  const stored = resources
    .slice(0, MAX_RESOURCES)
    .map((resource) => ({ ...resource, id: storedResourceId(resource.id) }));
  let bytes = 0;
  const end = stored.findIndex(({ id }) => {
    bytes += Buffer.byteLength(id);
    return bytes > MAX_RESOURCES_BYTES;
  });
  return end === -1 ? stored : stored.slice(0, end);
}

function marked(marks: RowMarks): { marks?: RowMarks } {
  return Object.keys(marks).length > 0 ? { marks } : {};
}

function contextAttributes({ maskedPaths, ...context }: RowContext): RowContext & { indexVersion: number } {
  return { ...context, maskedPaths: maskedPaths.map((path) => path.toWellFormed()), indexVersion: INDEX_VERSION };
}

type RowWithoutRecord = Omit<EventRow, 'record'> & EventKey & RowContext & { indexVersion: number };

/** The row with its record in the first form that fits an item: map, packed, none (a pointer: `logFile`). */
function withRecord(row: RowWithoutRecord, record: JsonObject): EventRow {
  return fitting(row, recordAttribute(record)) ?? withPackedRecord(row, record);
}

function withPackedRecord(row: RowWithoutRecord, record: JsonObject): EventRow {
  return fitting(row, packedRecord(record)) ?? row;
}

function fitting(row: RowWithoutRecord, record: EventRow['record']): EventRow | undefined {
  if (record === undefined) return undefined;
  const whole = { ...row, record };
  return itemBytes(whole) <= MAX_ITEM_BYTES - SPARE_BYTES ? whole : undefined;
}
