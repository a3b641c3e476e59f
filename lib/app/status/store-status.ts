import type { CorruptRows } from '../../core/rows/corrupt-rows';
import type { Receipt } from '../../core/rows/delivery-row';
import { QUARANTINE_PARTITION } from '../../core/rows/event-keys';
import { type AnswerNote, incomplete } from '../completeness/answer-note';
import { corruptRowNotes } from '../completeness/corrupt-row-note';
import { EMPTY_STORE, isEmptyStore } from '../completeness/empty-store';
import type { DeliveryTimes } from '../ports/delivery-times';
import type { EventReader } from '../ports/event-reader';
import type { ReconciliationState } from '../ports/progress/reconciliation-states';
import type { ReceiptReader } from '../ports/receipt-reader';
import type { RenewalStore } from '../ports/renewal-store';
import { type ComparisonProgress, comparisonProblems, comparisonProgress } from './comparison-progress';
import { type GuardCalls, guardCalls } from './guard-calls';
import { type OlderRows, olderRows } from './older-rows';
import { type StalePlace, staleNote, stalePlaces } from './stale-places';
import { verifiedDays } from './verified-days';

/** The sources of the status. */
export interface StatusDependencies {
  readonly reader: EventReader;
  readonly receipts: ReceiptReader & DeliveryTimes;
  /** The time up to which log files should have come; absent for a store that somebody fills from copies. */
  readonly upTo?: Date | undefined;
  /** Takes note of rows that cannot be read, if anybody does. */
  readonly corrupt?: CorruptRows;
  readonly renewals: Pick<RenewalStore, 'olderPartitions' | 'countOlder'>;
  /** How far the function of a stack has come that compares the bucket with the receipts. */
  readonly comparisons?: () => Promise<readonly ReconciliationState[]>;
  /** The day before which the function of a stack has verified every day, if one verifies. */
  readonly verifiedBefore?: () => Promise<string | undefined>;
  /** Messages in the queues by their name, if there are queues. */
  readonly queues?: () => Promise<QueueDepths>;
}

/** Messages waiting, by queue. */
export interface QueueDepths {
  readonly waiting: number;
  readonly deadLetters: number;
  /** Alerts that could not be published, or not delivered to a subscriber. */
  readonly failedAlerts: number;
}

/** The newest log file of an account and region. */
export interface NewestLogFile {
  readonly account?: string;
  readonly region?: string;
  readonly newestDelivery?: string;
  /** No log file has come for longer than its usual gap. */
  readonly stale?: true;
  /** That gap in seconds; of one that is stale. */
  readonly usualGapSeconds?: number;
  readonly finishedAt: string;
  readonly logFile: string;
}

/** A log file that is not indexed to its end, or that changed. */
export interface TroubledLogFile {
  readonly logFile: string;
  readonly reason?: string;
  readonly finishedAt: string;
}

/** The status of a store: what it has, and what is missing. */
export interface StoreStatus {
  readonly newest: readonly NewestLogFile[];
  readonly failed: readonly TroubledLogFile[];
  readonly unfinished: readonly TroubledLogFile[];
  /** Files that had other content when they were indexed before. */
  readonly changed: readonly TroubledLogFile[];
  /** Files with records that name no event source, so that nobody knows whose they are. */
  readonly sourceless: readonly TroubledLogFile[];
  readonly quarantined: number;
  readonly olderRows: OlderRows;
  /** Of a deployed stack: what tampered with it in the last day. Alerts tell of it, so it is no problem of the picture. */
  readonly guardCalls?: GuardCalls;
  /** Of a deployed stack: how far the comparison of the bucket with the receipts has come, by window. */
  readonly comparisons?: readonly ComparisonProgress[];
  /** Of a deployed stack whose rows a function verifies: the day before which it has verified every day, `YYYY-MM-DD`. */
  readonly verifiedBefore?: string;
  readonly queues?: QueueDepths;
  /** What is broken or missing now. Empty if all is well. */
  readonly problems: readonly AnswerNote[];
}

/** The status of a store. */
export async function storeStatus(deps: StatusDependencies): Promise<StoreStatus> {
  const [isEmpty, newest, trouble, quarantined, older, guarded, comparisons, verified, queues] = await Promise.all([
    isEmptyStore(deps),
    deps.receipts.newest(),
    deps.receipts.trouble({ since: undefined }),
    countQuarantined(deps.reader),
    olderRows(deps.renewals),
    deps.upTo && guardCalls(deps.reader, deps.upTo),
    deps.comparisons?.(),
    verifiedDays(deps.verifiedBefore),
    deps.queues?.(),
  ]);
  const { problems: unread, ...verifiedBefore } = verified;
  const those = (isMeant: (receipt: Receipt) => boolean) => trouble.receipts.filter(isMeant).map(troubled);
  const stale = await stalePlaces(deps.receipts, newest, deps.upTo);
  const picture = {
    newest: newest.map((receipt) => newestLogFile(receipt, stale)),
    failed: those(({ state }) => state === 'failed'),
    unfinished: those(({ state }) => state === 'unfinished'),
    changed: those(({ changed }) => changed === true),
    sourceless: those(({ sourcelessRecords }) => sourcelessRecords > 0),
    quarantined,
    olderRows: older,
    ...(guarded && { guardCalls: guarded }),
    ...(comparisons && { comparisons: comparisons.map(comparisonProgress) }),
    ...verifiedBefore,
    ...(queues && { queues }),
  };
  const problems = [
    ...(isEmpty ? [incomplete(EMPTY_STORE)] : []),
    ...stale.map((place) => staleNote(place, deps.upTo === undefined)),
    ...problemsOf(picture),
    ...(deps.upTo && comparisons ? comparisonProblems(comparisons, deps.upTo) : []),
    ...unread,
    ...(deps.corrupt ? corruptRowNotes(deps.corrupt) : []),
  ];
  return { ...picture, problems };
}

function problemsOf({
  failed,
  unfinished,
  changed,
  sourceless,
  quarantined,
  queues,
}: Omit<StoreStatus, 'problems'>): readonly AnswerNote[] {
  return [
    ...failed.map(({ logFile, reason }) => incomplete(`${logFile} failed: ${reason ?? 'the reason is unknown'}`)),
    ...unfinished.map(({ logFile }) => incomplete(`${logFile} is unfinished`)),
    ...changed.map(({ logFile }) => incomplete(`${logFile} has changed since it was first indexed`)),
    ...sourceless.map(({ logFile }) =>
      incomplete(`${logFile} has records without an event source: they may be anybody's`),
    ),
    ...(quarantined > 0 ? [incomplete(`records in quarantine: ${quarantined}`, 'query', '--quarantined')] : []),
    ...(queues && queues.deadLetters > 0 ? [incomplete(`dead letters: ${queues.deadLetters}`)] : []),
    ...(queues && queues.failedAlerts > 0 ? [incomplete(`alerts that did not arrive: ${queues.failedAlerts}`)] : []),
  ];
}

async function countQuarantined(reader: EventReader): Promise<number> {
  const partition = { table: 'events' as const, value: QUARANTINE_PARTITION };
  const request = {
    partition,
    since: undefined,
    until: undefined,
    oldestFirst: true,
    limit: undefined,
    withRecord: false,
  };
  let count = 0;
  let after: unknown;
  do {
    const page = await reader.page({ ...request, after });
    count += page.rows.length;
    after = page.after;
  } while (after !== undefined);
  return count;
}

function newestLogFile(
  { accountId, region, deliveredAt, finishedAt, logFile }: Receipt,
  stale: readonly StalePlace[],
): NewestLogFile {
  const found = stale.find((place) => place.account === accountId && place.region === region);
  return {
    ...(accountId && { account: accountId }),
    ...(region && { region }),
    ...(deliveredAt && { newestDelivery: deliveredAt }),
    ...(found && { stale: true, usualGapSeconds: Math.round(found.usualMs / 1_000) }),
    finishedAt,
    logFile,
  };
}

function troubled({ logFile, reason, finishedAt }: Receipt): TroubledLogFile {
  return { logFile, ...(reason && { reason }), finishedAt };
}
