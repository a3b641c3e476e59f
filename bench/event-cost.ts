import { createHash } from 'node:crypto';
import { type IndexedRecord, indexRecord } from '../lib/app/index/index-record';
import { EVENTS_TABLE } from '../lib/contract/tables';
import type { JsonObject } from '../lib/core/record/json';
import { itemUnitBytes, UNIT_BYTES } from '../lib/core/rows/dynamodb-limits';
import type { EventRow } from '../lib/core/rows/event-row';
import { AS_DEPLOYED } from './as-deployed';

/** Each item, in a table or an index, takes this much storage beside its attributes (DynamoDB pricing page). */
export const ITEM_OVERHEAD_BYTES = 100;

/** A bucket with a name of ordinary length. */
const BUCKET = 's3://ssm-audit-logs-111122223333-us-east-1';

/** Rows as a deployed stack writes them: with the retention that holds unless another is said. */
const INDEXING = { ...AS_DEPLOYED, retentionDays: 400 };

/** Where among a file's records the record stands: a place of a usual number of digits. */
const RECORD_INDEX = 100;

/** What one event writes, computed from its rows as DynamoDB counts them. */
export interface EventCost {
  /** Write units, by table and index. */
  readonly events: number;
  readonly byPrincipal: number;
  readonly terms: number;
  readonly termRows: number;
  /** What all its items take in storage. */
  readonly bytes: number;
  /** The same, by table and index. */
  readonly stored: { readonly events: number; readonly byPrincipal: number; readonly terms: number };
  readonly row: EventRow;
}

/** The cost of a record of the log file with this key; undefined where the record has no row. */
export function eventCost(record: JsonObject, key: string): EventCost | undefined {
  const recordSha256 = createHash('sha256').update(JSON.stringify(record)).digest('hex');
  const place = { logFile: `${BUCKET}/${key}`, recordIndex: RECORD_INDEX, recordSha256 };
  const source = { origin: 'delivery' as const, deliveredAt: undefined, now: new Date(0) };
  const indexed = indexRecord(record, place, source, INDEXING);
  return typeof indexed === 'object' ? costOfRows(indexed) : undefined;
}

/** The write units of an event over all tables and indexes. */
export function totalUnits({ events, byPrincipal, terms }: EventCost): number {
  return events + byPrincipal + terms;
}

function costOfRows({ row, termRows }: IndexedRecord): EventCost {
  const terms = [...termRows(row)];
  const sizes = { row: itemUnitBytes(row), index: itemUnitBytes(projection(row)), terms: terms.map(itemUnitBytes) };
  const stored = {
    events: sizes.row + ITEM_OVERHEAD_BYTES,
    byPrincipal: sizes.index + ITEM_OVERHEAD_BYTES,
    terms: sizes.terms.reduce((sum, size) => sum + size + ITEM_OVERHEAD_BYTES, 0),
  };
  return {
    events: units(sizes.row),
    byPrincipal: units(sizes.index),
    terms: sizes.terms.reduce((sum, size) => sum + units(size), 0),
    termRows: sizes.terms.length,
    bytes: stored.events + stored.byPrincipal + stored.terms,
    stored,
    row,
  };
}

/** What the index by principal holds of a row: the keys of table and index, and what is projected. */
function projection(row: EventRow): object {
  const [{ partitionKey, sortKey, projected }] = EVENTS_TABLE.indexes;
  const names = new Set<string>([EVENTS_TABLE.partitionKey, partitionKey, sortKey, ...projected]);
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)));
}

function units(bytes: number): number {
  return Math.ceil(bytes / UNIT_BYTES);
}
