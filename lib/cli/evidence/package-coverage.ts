import type { AnswerNote } from '../../app/completeness/answer-note';
import { coverageNotes } from '../../app/completeness/coverage';
import { reconcile, type WrongFile } from '../../app/reconcile/reconcile';
import { type DeliveredDay, deliveriesByDay } from '../../app/status/deliveries-by-day';
import type { PlannedQuery } from '../../core/query/planned-query';
import { formatLogFile } from '../../core/rows/delivery-row';
import { keptIn } from '../query/answer-notes';
import { logFilesOf } from '../reconcile/log-file-flags';
import type { Store } from '../store/store';

/** How long after an event its log file may come, to be looked for: CloudTrail mostly takes minutes. */
const DELIVERED_WITHIN_MS = 24 * 60 * 60 * 1_000;

/** Whether the answer of a package is whole: what came on which day, what is missing, and what the answer may lack. */
export interface PackageCoverage {
  readonly days: readonly DeliveredDay[];
  /** The comparison of the bucket, or folder, with what is indexed; or why there is none. */
  readonly reconcile:
    | {
        readonly counts: object;
        readonly wrong: readonly { readonly logFile: string; readonly state: string; readonly reason: string }[];
      }
    | { readonly notDone: string };
  readonly notes: readonly AnswerNote[];
}

/** What coverage is asked for. `logs` is the copy of the bucket of a local store. */
export interface CoverageRequest {
  readonly question: PlannedQuery;
  readonly logs: string | undefined;
  readonly now: Date;
}

/** What is known about the window of a question; where that has no beginning, from the oldest event of its answer on. */
export async function packageCoverage(
  store: Store,
  { question, logs, now }: CoverageRequest,
  oldest: string | undefined,
): Promise<PackageCoverage> {
  const { reader, receipts } = store.ports.reading();
  const { accounts, regions } = question.query;
  const scope = { ...windowOf(question, now), accounts, regions };
  const since = scope.since ?? oldest;
  const sources = { newest: receipts, receipts: store.ports.receiptFolders };
  return {
    days: since === undefined ? [] : await deliveriesByDay(sources, { ...scope, since }),
    reconcile: await comparison(store, scope, logs, now),
    notes: await coverageNotes({ reader, receipts, ...keptIn(store.outputs) }, question),
  };
}

/** The deliveries that may have events of the window. */
function windowOf({ query: { since, until } }: PlannedQuery, now: Date) {
  const end = Math.min(
    now.getTime(),
    until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until) + DELIVERED_WITHIN_MS,
  );
  return { since, until: new Date(end).toISOString().replace(/\.\d+Z$/, 'Z') };
}

type Scope = Parameters<typeof reconcile>[1];

async function comparison(
  store: Store,
  scope: Scope,
  logs: string | undefined,
  now: Date,
): Promise<PackageCoverage['reconcile']> {
  if (store.local && logs === undefined)
    return { notDone: 'the local store was not compared with a folder: --logs names it' };
  const files = await logFilesOf(store, { ...(logs !== undefined && { logs }) }, 'repair');
  const wrong: WrongFile[] = [];
  try {
    const counts = await reconcile({ ...files, now: () => now }, scope, 0, {
      onWrongFile: (file) => void wrong.push(file),
    });
    return {
      counts,
      wrong: wrong.map(({ file, state, reason }) => ({ logFile: formatLogFile(file), state, reason: reason ?? '' })),
    };
  } finally {
    files.close();
  }
}
