import type { Origin } from '../../event/audit-event';
import type { JsonObject, JsonValue } from '../../record/json';
import type { Spread } from '../event-keys';
import type { EventRow, RecordPlace, RowContext } from '../event-row';
import type { KeptRecords } from '../kept-records';
import type { TermRow } from '../term-row';

/** A record as rows of index version 1. */
interface IndexedByVersion1 {
  readonly row: EventRow;
  readonly terms: readonly string[];
  readonly related: boolean;
  readonly record: JsonObject;
  readonly context: RowContext;
  readonly time: string;
}

export function indexRecord(
  record: JsonObject,
  place: RecordPlace,
  source: { readonly origin: Origin; readonly deliveredAt: string | undefined; readonly now: Date },
  indexing: {
    readonly retentionDays: number | undefined;
    readonly spread: Spread;
    readonly extraTerms: readonly string[];
    readonly kept: KeptRecords;
  },
): IndexedByVersion1 | 'expired' | 'leftOut';

/** The family of a record: one that is neither Systems Manager's nor related had no rows. */
export function familyOf(record: JsonValue | undefined): 'systems-manager' | 'related' | 'other';

export function termRows(row: EventRow, terms: readonly string[]): readonly TermRow[];
