import type { Origin } from '../../core/event/audit-event';
import { normalisedEventTime } from '../../core/event/event-time';
import { type EventReading, readEvent } from '../../core/event/read-event';
import type { GuardedStack } from '../../core/guard/guarded-stack';
import { keptFamilyOf } from '../../core/guard/kept-family';
import type { JsonObject } from '../../core/record/json';
import { maskRecord } from '../../core/record/masking';
import { eventKey, quarantineKey, type Spread, UNKNOWN_TIME } from '../../core/rows/event-keys';
import { type EventRow, eventRow, quarantineRow, type RecordPlace, type RowContext } from '../../core/rows/event-row';
import { extraTermsOf } from '../../core/rows/extra-terms';
import { packedWhereDue } from '../../core/rows/fitted-columns';
import { daysKept, isKept, KEEP_USUAL, type KeptRecords } from '../../core/rows/kept-records';
import { expiryOf, isExpired } from '../../core/rows/retention';
import { type TermRow, termRows, termsOf } from '../../core/rows/term-row';

/** How to index records: the part of the configuration that decides what rows look like. */
export interface Indexing {
  /** How many days rows are kept; undefined keeps everything. */
  readonly retentionDays: number | undefined;
  readonly spread: Spread;
  /** How many partitions of their own the agent's calls of a name have. Undefined puts them among the others. */
  readonly agentSpread?: Spread;
  /** Whether to deflate records that keep an event within its write units only so. A local store has no units. */
  readonly packs?: boolean;
  /** `record` paths that are terms in addition to the built-in ones. */
  readonly extraTerms: readonly string[];
  /** Which records to keep at all. */
  readonly kept: KeptRecords;
  /** The stack of which calls that tamper with it are indexed too; a local store has none. */
  readonly guard?: GuardedStack | undefined;
}

/**
 * How a local store indexes, unless it is told to keep neighbours, too. Nothing is left out, expires or is spread, so a
 * reference says where its row is.
 */
export const INDEX_EVERYTHING: Indexing = {
  retentionDays: undefined,
  spread: new Map(),
  extraTerms: [],
  kept: KEEP_USUAL,
};

/** What is known about the file of a record. */
export interface RecordSource {
  readonly origin: Origin;
  /** When CloudTrail delivered the file, according to its name. */
  readonly deliveredAt: string | undefined;
  /** The present time, to recognize what has already expired. */
  readonly now: Date;
}

/** A record as rows: the Events row and the terms that lead to it. */
export interface IndexedRecord {
  readonly row: EventRow;
  /** The partition keys of its Terms rows. */
  readonly termKeys: readonly string[];
  /**
   * The Terms rows that lead to a row of this record: to the row above, or to one with other evidence or another key.
   */
  readonly termRows: (row: EventRow) => Iterable<TermRow>;
  /** Whether the record is no call of Systems Manager and counts separately. */
  readonly isBeside: boolean;
  /** The masked record, if it could be read, and what is known about it, for a second attempt in another form. */
  readonly record: JsonObject | undefined;
  readonly context: RowContext;
  /** The time in the key of the row. */
  readonly time: string;
}

/** Why a record has no rows: it had expired on arrival, or the deployment leaves it out. */
export type NotIndexed = 'expired' | 'leftOut';

/** The rows of one record, or why it has none. Never leaves out what it cannot understand. */
export function indexRecord(
  record: JsonObject,
  place: RecordPlace,
  source: RecordSource,
  indexing: Indexing,
): IndexedRecord | NotIndexed {
  const { record: masked, maskedPaths } = maskRecord(record);
  const reading = readOrQuarantine(masked, place.recordSha256, indexing.guard);
  const family = keptFamilyOf(masked, indexing.guard);
  if (reading.kind === 'event' && !isKept(reading.event, family, indexing.kept)) return 'leftOut';
  const time =
    reading.kind === 'event'
      ? reading.event.eventTime
      : (normalisedEventTime(masked['eventTime']) ?? source.deliveredAt ?? UNKNOWN_TIME);
  const days =
    reading.kind === 'event' ? daysKept(reading.event, indexing.retentionDays, indexing.kept) : indexing.retentionDays;
  const expiresAt = expiryOf(time, source.deliveredAt, days);
  if (isExpired(expiresAt, source.now)) return 'expired';
  const context = { ...place, origin: source.origin, maskedPaths, ...(expiresAt !== undefined && { expiresAt }) };
  return {
    record: masked,
    context,
    time,
    isBeside: family !== 'systems-manager',
    ...rowsOf(reading, masked, context, time, indexing),
  };
}

/** A record, or the failure to read it. A record that somebody made to fail must not keep the rest of its file out. */
type Reading = EventReading | { readonly kind: 'unindexable'; readonly reason: string };

function readOrQuarantine(masked: JsonObject, recordSha256: string, guard: GuardedStack | undefined): Reading {
  try {
    return readEvent(masked, recordSha256, guard);
  } catch (error) {
    return { kind: 'unindexable', reason: `cannot be read: ${error instanceof Error ? error.name : typeof error}` };
  }
}

function rowsOf(
  reading: Reading,
  masked: JsonObject,
  context: RowContext,
  time: string,
  indexing: Indexing,
): Pick<IndexedRecord, 'row' | 'termKeys' | 'termRows'> {
  if (reading.kind === 'unindexable') {
    return {
      row: quarantineRow(quarantineKey(time, context.recordSha256), reading.reason, masked, context),
      termKeys: [],
      termRows: () => [],
    };
  }
  const { event } = reading;
  const { terms, omitted } = termsOf(event, extraTermsOf(masked, indexing.extraTerms));
  const row = eventRow(event, eventKey(event, indexing.spread, indexing.agentSpread), masked, context, omitted);
  return {
    row: indexing.packs ? packedWhereDue(row, masked, terms.length) : row,
    termKeys: terms.map(({ key }) => key),
    termRows: (row) => termRows(row, terms, event.resources),
  };
}
