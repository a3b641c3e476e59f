import { type EventFieldName, type FieldsWith, fieldsWith } from '../../contract/event-fields';
import type { AuditEvent, FieldValue, Origin } from '../event/audit-event';
import type { JsonObject } from '../record/json';
import { listedResources } from '../resources/stored-resource';
import { isAgentPartition } from './agent-partitions';
import { attributeUnitBytes, itemBytes, MAX_ITEM_BYTES, MEMBER_BYTES } from './dynamodb-limits';
import { type EventKey, plainPartition, principalKey } from './event-keys';
import { fittedColumns, withoutRepeatedId } from './fitted-columns';
import { deflatedRecord, packedRecord, recordAttribute } from './record-attribute';

/**
 * The version of what is derived from a record: fields, resources, terms, keys. It rises with every change of meaning, so
 * that a second reading of the same bytes may refresh a row and `verify` knows what to expect (`app/index/index-version`).
 */
export const INDEX_VERSION = 2;

/** How many mentioned nodes a row lists. */
const MAX_MENTIONS = 20;

/**
 * How many bytes of an item's limit are left for what is added to a finished row: the key and the mark of a conflict.
 */
const SPARE_BYTES = 1024;

/** Where a record is: the evidence to check a row against. */
export interface RecordPlace {
  /** `s3://<bucket>/<key>`, or the path of a file on disk. */
  readonly logFile: string;
  /** The record's place among the file's records, from 0. */
  readonly recordIndex: number;
  /** The SHA-256, in hexadecimal, of the record's bytes in the file. */
  readonly recordSha256: string;
}

/** What is known about a record in addition to the record itself. */
export interface RowContext extends RecordPlace {
  readonly origin: Origin;
  /** Epoch seconds after which DynamoDB deletes the row. Absent if everything is kept. */
  readonly expiresAt?: number;
  /** The masked secrets, as paths into the record. */
  readonly maskedPaths: readonly string[];
}

type Mark = FieldsWith<{ readonly stands: 'marks' }>;

/** What few events have, in one attribute. */
export type RowMarks = { readonly [Name in Mark]?: FieldValue<Name> } & {
  /** The whole values, if those in the keys are cut or hashed. Rows of version 1 have also the name that a spread is of. */
  readonly eventName?: string;
  readonly userIdentityArn?: string;
};

/** Event fields that are attributes of their own. */
export type FieldAttribute = Exclude<EventFieldName, Mark>;

/**
 * What the rows of all tables say about an event. Rows of the index and of Terms have neither the record nor all
 * evidence.
 */
export type ListedRow = EventKey & { readonly [Name in FieldAttribute]?: FieldValue<Name> } & {
  readonly marks?: RowMarks;
  /** Fields that do not fit into a Terms row. */
  readonly fieldsOmitted?: readonly string[];
  readonly expiresAt?: number;
  readonly indexVersion?: number;
  readonly recordSha256?: string;
  readonly maskedPaths?: readonly string[];
  /** A map, or gzipped or deflated JSON. Absent if the record is too large even so; `logFile` has it. */
  readonly record?: JsonObject | Uint8Array;
};

/** An item of the Events table, its numbers, lists and maps as JavaScript values. */
export type EventRow = ListedRow & RowContext & { readonly indexVersion: number };

type Evidence = Pick<EventRow, 'logFile' | 'recordIndex' | 'origin' | 'expiresAt'>;

/**
 * What a stored row says about itself when another is to be put under its key: its evidence, and whether it is current.
 */
export const STANDING_ATTRIBUTES = [
  'recordSha256',
  'indexVersion',
  'logFile',
  'recordIndex',
  'origin',
  'expiresAt',
] as const satisfies readonly (keyof EventRow)[];
export type StandingRow = Pick<EventRow, (typeof STANDING_ATTRIBUTES)[number]>;

/** The row of an event under a key. `record` is the masked record. `termsOmitted` is how many terms have no row. */
export function eventRow(
  event: AuditEvent,
  key: EventKey,
  record: JsonObject,
  context: RowContext,
  termsOmitted: number,
): EventRow {
  const { resources, mentions = [] } = event;
  const { marks: ownMarks, fields } = withoutMarks(event);
  const userIdentityArn = principalKey(event.userIdentityArn);
  const listed = listedResources(resources);
  const marks: RowMarks = {
    ...ownMarks,
    ...(mentions.length > 0 && { mentions: mentions.slice(0, MAX_MENTIONS) }),
    ...(mentions.length > MAX_MENTIONS && { mentionsOmitted: mentions.length - MAX_MENTIONS }),
    ...(resources.length > listed.length && { resourcesOmitted: resources.length - listed.length }),
    ...(termsOmitted > 0 && { termsOmitted }),
    ...(plainPartition(key.eventName) !== event.eventName && { eventName: event.eventName }),
    ...(userIdentityArn !== event.userIdentityArn && { userIdentityArn: event.userIdentityArn }),
  };
  const columns = { ...fields, resources: listed, ...key, userIdentityArn, ...marked(marks) };
  const evidence = contextAttributes(context);
  // Most rows are the agent's, and nobody looks for one of them by its ID.
  const row = withRecord(event.agent ? withoutRepeatedId(columns) : columns, evidence, record);
  return isAgentPartition(key.eventName) ? deflated(row, record) : row;
}

/** The same row with its record deflated, which takes a quarter of the space, unless it has none. */
function deflated(row: EventRow, record: JsonObject): EventRow {
  const { record: map, ...others } = row;
  return map === undefined ? row : (fitting(others, deflatedRecord(record)) ?? row);
}

/**
 * The row of a record that cannot be indexed, or whose own row DynamoDB refused. The record is packed, so that DynamoDB
 * can refuse only its size. An undefined `record` could not be read; `logFile` has it.
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
  return row.indexVersion === 1 ? inPartitionOfVersion1(row, partition) : { ...row, eventName: partition };
}

function inPartitionOfVersion1(row: EventRow, partition: string): EventRow {
  const { marks: { eventName = row.eventName, ...marks } = {}, ...fields } = row;
  const isSpread = eventName !== partition;
  return { ...fields, eventName: partition, ...marked({ ...marks, ...(isSpread && { eventName }) }) };
}

/** The same row with the evidence of the first row, which a second delivery never changes. */
export function withEvidenceOf(row: EventRow, { logFile, recordIndex, origin, expiresAt }: Evidence): EventRow {
  const { expiresAt: _, ...fields } = row;
  return { ...fields, logFile, recordIndex, origin, ...(expiresAt !== undefined && { expiresAt }) };
}

const MARKS: ReadonlySet<string> = new Set(fieldsWith({ stands: 'marks' }));

/** The lists of which a row may have the beginning alone. */
type CutList = 'resources' | 'mentions';
const CUT_LISTS: ReadonlySet<string> = new Set<CutList>(['resources', 'mentions']);

/** The fields of an event that are attributes of their own, without those in `marks`, and without what rows may cut. */
function withoutMarks<Fields extends object>(event: Fields) {
  const marks: Record<string, unknown> = {};
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(event)) {
    if (CUT_LISTS.has(name)) continue;
    (MARKS.has(name) ? marks : fields)[name] = event[name as keyof Fields];
  }
  return {
    marks: marks as Omit<Pick<Fields, keyof Fields & Mark>, CutList>,
    fields: fields as Omit<Fields, Mark | CutList>,
  };
}

function marked(marks: RowMarks): { marks?: RowMarks } {
  return Object.keys(marks).length > 0 ? { marks } : {};
}

function contextAttributes({ maskedPaths, ...context }: RowContext): Evidenced {
  return { ...context, maskedPaths: maskedPaths.map((path) => path.toWellFormed()), indexVersion: INDEX_VERSION };
}

type RowWithoutRecord = Omit<EventRow, 'record'>;
type Evidenced = RowContext & { readonly indexVersion: number };
type Columns = Omit<ListedRow, 'record' | keyof Evidenced>;

/**
 * The row with its record in the first form that fits into an item: a map, packed, or none (only `logFile`). Columns leave
 * out only what a map has, because packed records take other bytes with each version of zlib.
 */
function withRecord(columns: Columns, evidence: Evidenced, record: JsonObject): EventRow {
  const attribute = recordAttribute(record);
  const recordBytes = attributeUnitBytes('record', attribute);
  const isMap = attribute !== undefined && !(attribute instanceof Uint8Array);
  const fitted = isMap ? fittedColumns(columns, { recordBytes, maskedPaths: evidence.maskedPaths }) : columns;
  const row = { ...fitted, ...evidence };
  return fitting(row, attribute, recordBytes) ?? withPackedRecord({ ...columns, ...evidence }, record);
}

function withPackedRecord(row: RowWithoutRecord, record: JsonObject): EventRow {
  return fitting(row, packedRecord(record)) ?? row;
}

/** The row with its record, of which whoever knows its size says it. Undefined if it is too large for an item. */
function fitting(
  row: RowWithoutRecord,
  record: EventRow['record'],
  recordBytes = attributeUnitBytes('record', record),
): EventRow | undefined {
  if (record === undefined) return undefined;
  const bytes = itemBytes(row) + MEMBER_BYTES + recordBytes;
  return bytes <= MAX_ITEM_BYTES - SPARE_BYTES ? { ...row, record } : undefined;
}
