import type { EventMatcher } from '../../core/alerts/event-matcher';
import { historicRow, observedRow } from '../../core/alerts/observe-row';
import type { ObservedEvent } from '../../core/alerts/observed-event';
import { formatRef } from '../../core/rows/event-ref';
import type { ListedRow } from '../../core/rows/event-row';
import { mapConcurrently } from '../flow/map-concurrently';
import type { Deadline } from '../ports/deadline';
import type { StoredRows } from '../ports/stored-rows';

/** Rows to read at once. */
const AT_ONCE = 8;

/** A row that an invocation hands over as new. */
export interface HandedRow {
  readonly row: ListedRow;
  /** When it was written, in ISO 8601. */
  readonly indexedAt?: string;
}

/** What confirming rows needs of the world. */
export interface ConfirmDependencies {
  readonly match: EventMatcher;
  /** Whether correlations count an event, or learn from it. */
  readonly isCorrelated: (observed: ObservedEvent) => boolean;
  readonly rows: StoredRows;
  readonly report: ConfirmReporting;
}

/** Logs and counts what happened to handed rows. */
export interface ConfirmReporting {
  /** A row that would have alerted, and that the Events table does not have. Somebody made it up, or it has expired. */
  refuted(ref: string): void;
  /** Rows that could not be read back and have to come again. */
  failed(reason: unknown): void;
}

/** What became of handed rows. */
export interface ConfirmedRows {
  /** The events of stored rows, by the handed row. */
  readonly events: ReadonlyMap<HandedRow, ObservedEvent>;
  /** Rows that have to come again. */
  readonly failed: ReadonlySet<HandedRow>;
}

/**
 * Reads rows back from the Events table, because anybody who may invoke the function can hand over anything. Reads only
 * those that a topic selects or a correlation counts, which are few. The events are those of the stored rows: nothing of a handed row but its key
 * and the time of its writing reaches an alert.
 */
export async function confirmRows(
  deps: ConfirmDependencies,
  handed: readonly HandedRow[],
  deadline: Deadline,
): Promise<ConfirmedRows> {
  const events = new Map<HandedRow, ObservedEvent>();
  const failed = new Set<HandedRow>();
  const selected = handed.filter((each) => isSelected(deps, each));
  await mapConcurrently(selected, AT_ONCE, async (each) => {
    try {
      const event = await confirmed(deps, each, deadline);
      if (event) events.set(each, event);
    } catch (error) {
      deps.report.failed(error);
      failed.add(each);
    }
  });
  return { events, failed };
}

function isSelected({ match, isCorrelated }: ConfirmDependencies, { row, indexedAt }: HandedRow): boolean {
  const observed = observedRow(row, indexedAt);
  const seen = observed ?? historicRow(row);
  const alerts = observed !== undefined && match(observed).some(({ topics }) => topics.length > 0);
  return alerts || (seen !== undefined && isCorrelated(seen));
}

async function confirmed(
  { rows, report }: ConfirmDependencies,
  { row, indexedAt }: HandedRow,
  deadline: Deadline,
): Promise<ObservedEvent | undefined> {
  const stored = await rows.find(row, deadline);
  if (stored && isSameRecord(row, stored)) return observedRow(stored, indexedAt) ?? historicRow(stored);
  report.refuted(formatRef(row));
  return undefined;
}

/** The hash of a stored row never changes. A handed row without one could not be read, and its key says which it is. */
function isSameRecord(handed: ListedRow, stored: ListedRow): boolean {
  return handed.recordSha256 === undefined || handed.recordSha256 === stored.recordSha256;
}
