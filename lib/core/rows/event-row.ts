import { type EventFieldName, type FieldsWith, fieldsWith } from '../../contract/event-fields';
import type { AuditEvent, FieldValue, Origin } from '../event/audit-event';
import type { JsonObject } from '../record/json';
import type { Resource } from '../resources/resource';
import { shortened } from '../text/shortened-text';
import { itemBytes, MAX_ITEM_BYTES } from './dynamodb-limits';
import { type EventKey, principalKey } from './event-keys';
import { packedRecord, recordAttribute } from './record-attribute';

/**
 * The version of what is derived from a record: fields, resources, terms, keys. It rises with every change of meaning, so
 * that a second reading of the same bytes may refresh a row and `verify` knows what to expect (`app/index/index-version`).
 */
export const INDEX_VERSION = 2;

/**
 * Resources that a row lists, and what they may weigh together: ten parameters with the longest names fit, as fifty
 * instances do. The rest is counted, found by its terms all the same, and told by the record (`completeEvent`).
 */
const MAX_RESOURCES = 100;
const MAX_RESOURCES_BYTES = 16 * 1024;

/** Mentioned nodes that a row lists. */
const MAX_MENTIONS = 20;

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

type Mark = FieldsWith<{ readonly stands: 'marks' }>;

/** What is true of few events, in one attribute. */
export type RowMarks = { readonly [Name in Mark]?: FieldValue<Name> } & {
  /** The whole values where those of the keys are cut, hashed or one of a spread. */
  readonly eventName?: string;
  readonly userIdentityArn?: string;
};

/** Event fields that are attributes of their own. */
export type FieldAttribute = Exclude<EventFieldName, Mark>;

/** What the rows of all tables tell of an event: those of the index and of Terms have neither record nor all evidence. */
export type ListedRow = EventKey & { readonly [Name in FieldAttribute]?: FieldValue<Name> } & {
  readonly marks?: RowMarks;
  /** Fields that a Terms row has no room for. */
  readonly fieldsOmitted?: readonly string[];
  readonly expiresAt?: number;
  readonly indexVersion?: number;
  readonly recordSha256?: string;
  readonly maskedPaths?: readonly string[];
  /** A map, or gzipped JSON; absent where the record is too large even so, and to be read from `logFile`. */
  readonly record?: JsonObject | Uint8Array;
};

/** An item of the Events table, its numbers, lists and maps as JavaScript values. */
export type EventRow = ListedRow & RowContext & { readonly indexVersion: number };

type Evidence = Pick<EventRow, 'logFile' | 'recordIndex' | 'origin' | 'expiresAt'>;

/** What a standing row tells of itself where another is to be put under its key: its evidence, and whether it is current. */
export const STANDING_ATTRIBUTES = [
  'recordSha256',
  'indexVersion',
  'logFile',
  'recordIndex',
  'origin',
  'expiresAt',
] as const satisfies readonly (keyof EventRow)[];
export type StandingRow = Pick<EventRow, (typeof STANDING_ATTRIBUTES)[number]>;

/** The row of an event under a key. `record` is the masked record; `termsOmitted` is how many terms have no row. */
export function eventRow(
  event: AuditEvent,
  key: EventKey,
  record: JsonObject,
  context: RowContext,
  termsOmitted: number,
): EventRow {
  const { resources, mentions = [], ...rest } = event;
  const { marks: ownMarks, fields } = withoutMarks(rest);
  const userIdentityArn = principalKey(event.userIdentityArn);
  const listed = listedResources(resources);
  const marks: RowMarks = {
    ...ownMarks,
    ...(mentions.length > 0 && { mentions: mentions.slice(0, MAX_MENTIONS) }),
    ...(mentions.length > MAX_MENTIONS && { mentionsOmitted: mentions.length - MAX_MENTIONS }),
    ...(resources.length > listed.length && { resourcesOmitted: resources.length - listed.length }),
    ...(termsOmitted > 0 && { termsOmitted }),
    ...(key.eventName !== event.eventName && { eventName: event.eventName }),
    ...(userIdentityArn !== event.userIdentityArn && { userIdentityArn: event.userIdentityArn }),
  };
  const attributes = { ...fields, resources: listed, ...key, userIdentityArn };
  return withRecord({ ...attributes, ...marked(marks), ...contextAttributes(context) }, record);
}

/**
 * The row of a record that cannot be indexed, or whose own row DynamoDB refused: the record packed, so that nothing
 * of it can be refused again but its size. Undefined is one that cannot be read: `logFile` has it.
 */
export function quarantineRow(
  key: EventKey,
  reason: string,
  record: JsonObject | undefined,
  context: RowContext,
): EventRow {
  const row = { ...key, quarantineReason: reason, ...contextAttributes(context) };
  return record ? withPackedRecord(row, record) : row;
}

/** The same row under the key of a conflict. */
export function conflictRow(row: EventRow, key: EventKey): EventRow {
  return { ...row, ...key, marks: { ...row.marks, conflict: true } };
}

/** The same row in another partition of its event name. */
export function inPartition(row: EventRow, partition: string): EventRow {
  const { marks: { eventName = row.eventName, ...marks } = {}, ...fields } = row;
  const isSpread = eventName !== partition;
  return { ...fields, eventName: partition, ...marked({ ...marks, ...(isSpread && { eventName }) }) };
}

/** The same row with the evidence of the one that stood there first: a second delivery changes none of it. */
export function withEvidenceOf(row: EventRow, { logFile, recordIndex, origin, expiresAt }: Evidence): EventRow {
  const { expiresAt: _, ...fields } = row;
  return { ...fields, logFile, recordIndex, origin, ...(expiresAt !== undefined && { expiresAt }) };
}

/** A resource's id as it stands in rows. */
export function storedResourceId(id: string): string {
  return shortened(id, MAX_RESOURCE_ID_BYTES);
}

/** A resource as it stands in rows. */
export function storedResource(resource: Resource): Resource {
  const { account, region } = resource;
  return {
    ...resource,
    id: storedResourceId(resource.id),
    ...(account !== undefined && { account: storedResourceId(account) }),
    ...(region !== undefined && { region: storedResourceId(region) }),
  };
}

function listedResources(resources: readonly Resource[]): readonly Resource[] {
  const stored = resources.slice(0, MAX_RESOURCES).map(storedResource);
  let bytes = 0;
  const end = stored.findIndex(({ id }) => {
    bytes += Buffer.byteLength(id);
    return bytes > MAX_RESOURCES_BYTES;
  });
  return end === -1 ? stored : stored.slice(0, end);
}

const MARKS: ReadonlySet<string> = new Set(fieldsWith({ stands: 'marks' }));

/** The fields of an event that are attributes, apart from those that stand in `marks`. */
function withoutMarks<Fields extends object>(event: Fields) {
  const [marks, fields] = [true, false].map((isMark) =>
    Object.fromEntries(Object.entries(event).filter(([name]) => MARKS.has(name) === isMark)),
  );
  return { marks: marks as Pick<Fields, keyof Fields & Mark>, fields: fields as Omit<Fields, Mark> };
}

function marked(marks: RowMarks): { marks?: RowMarks } {
  return Object.keys(marks).length > 0 ? { marks } : {};
}

function contextAttributes({ maskedPaths, ...context }: RowContext): RowContext & { indexVersion: number } {
  return { ...context, maskedPaths: maskedPaths.map((path) => path.toWellFormed()), indexVersion: INDEX_VERSION };
}

type RowWithoutRecord = Omit<EventRow, 'record'>;

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
