import { Command } from 'commander';
import { EMPTY_STORE } from '../../app/completeness/empty-store';
import type { ReceiptReader } from '../../app/ports/receipt-reader';
import type { ComparisonProgress } from '../../app/status/comparison-progress';
import type { NewestLogFile, QueueDepths, StoreStatus } from '../../app/status/store-status';
import type { StackOutputs } from '../../contract/stack-outputs';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import type { Answer } from '../render/answer';
import { printAnswer } from '../render/print-answer';
import { type Column, renderTable } from '../render/render-table';
import { STRICT_FLAG, sayIncomplete, textOf } from '../render/say-notes';
import { type Store, type StorePlace, storePlace, storeWords, withStore, withStoreFlags } from '../store/store';
import { EXIT, UsageError } from '../terminal/cli-error';
import { say, withOutputFlags } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';
import { EventTimes } from '../verdict/event-times';
import { type VerdictCheck, verdictCheck } from '../verdict/verdict-check';
import { type ByDayFlags, statusByDay, withByDayFlags } from './status-by-day';

type Flags = ByDayFlags & { readonly byDay?: true };

/** `ssm-audit status` */
export function statusCommand(): Command {
  return withByDayFlags(withOutputFlags(withStoreFlags(new Command('status'))))
    .description('check whether anything is missing: newest log files, failures, quarantine, dead letters')
    .option(...STRICT_FLAG)
    .action((flags: Flags) => (flags.byDay ? statusByDay(flags) : status(flags)));
}

async function status(flags: Flags): Promise<void> {
  refuseScope(flags);
  const place = storePlace(flags, process.env);
  const { found, check } = await withStore(place, readStatus);
  await printAnswer(statusAnswer(found, check), flags);
  sayOlderRows(found, flags);
  sayGuardCalls(found, flags);
  sayNoPlaces(found);
  for (const problem of found.problems) sayIncomplete(textOf(problem, { storeWords: storeWords(flags) }));
  if (found.problems.length > 0) process.exitCode = EXIT.incomplete;
}

/** The status of a store, and what that says of itself. */
export async function readStatus(store: Store): Promise<{ readonly found: StoreStatus; readonly check: VerdictCheck }> {
  const { ports, outputs, place } = store;
  const { storeStatus } = await import('../../app/status/store-status.js');
  const corrupt = new CorruptRows();
  const { reader, receipts } = ports.reading(corrupt);
  const queues = outputs && (await queuesOf(outputs, place));
  return {
    found: await storeStatus({
      reader,
      receipts,
      upTo: outputs && new Date(),
      corrupt,
      renewals: ports.renewals,
      ...(ports.comparisons && { comparisons: ports.comparisons }),
      ...(ports.verifiedBefore && { verifiedBefore: ports.verifiedBefore }),
      ...(queues && { queues }),
    }),
    check: await verdictCheck(store, await newestOf(receipts), new Date()),
  };
}

/** Without names of CloudTrail there is no account, region or day that could lack a log file: an empty table would look like a check. */
function sayNoPlaces({ newest, problems }: StoreStatus): void {
  if (newest.length > 0 || problems.some(({ text }) => text === EMPTY_STORE)) return;
  say(
    `note: no log file here has a name as CloudTrail gives it (ACCOUNT_CloudTrail_REGION_TIME_….json.gz), so that nobody can tell whether one is missing`,
  );
}

/** Rows of an older version are answered and verified as before, so they are no problem; which command renews them is said. */
function sayOlderRows({ olderRows: { count, isAtLeast, indexVersion } }: StoreStatus, flags: Flags): void {
  if (count === 0 && !isAtLeast) return;
  const words = storeWords(flags);
  const command = flags.local !== undefined || words.length === 0 ? ['ingest', 'PATH'] : ['backfill', '--since', 'all'];
  say(
    `note: ${isAtLeast ? 'at least ' : ''}${count} rows are of an older version of the index than ${indexVersion}, and answer as they did: ${ownCommand(...command, ...words)} renews those whose log files it can read again`,
  );
}

/** Whoever looks whether all is well is told that somebody tampered, and how to see who. */
function sayGuardCalls({ guardCalls }: StoreStatus, flags: Flags): void {
  if (guardCalls === undefined || guardCalls.count === 0) return;
  const command = ownCommand('query', '--guard', '--since', guardCalls.since, ...storeWords(flags));
  say(`note: calls that tamper with this stack since ${guardCalls.since}: ${guardCalls.count}; ${command} shows them`);
}

/** The status of now has no window and no place: a flag that would be passed over is refused. */
function refuseScope({ since, until, during, account, region }: Flags): void {
  const given = Object.entries({ since, until, during, account, region }).find(([, value]) => value !== undefined);
  if (given) throw new UsageError(`--${given[0]} is given without --by-day: expected --by-day with it`);
}

const FIELDS = ['account', 'region', 'newestDelivery', 'finishedAt', 'logFile', 'stale', 'usualGapSeconds'] as const;
const SHOWN = [
  'account',
  'region',
  'newestDelivery',
  'finishedAt',
  'logFile',
] as const satisfies readonly (typeof FIELDS)[number][];
const COLUMNS: readonly Column[] = [
  { title: 'ACCOUNT', least: 12 },
  { title: 'REGION', least: 12 },
  { title: 'NEWEST DELIVERY' },
  { title: 'INDEXED' },
  { title: 'LOG FILE', isOptional: true },
];

async function queuesOf(outputs: StackOutputs, place: StorePlace): Promise<() => Promise<QueueDepths>> {
  const { queueDepths } = await import('../../adapters/messaging/queue-depths.js');
  const { region, profile } = place.kind === 'stack' ? place : {};
  return () => queueDepths(outputs, { ...(region && { region }), ...(profile && { profile }) });
}

/** How far the store goes: up to the newest delivery of any account and region, and the events in those. */
async function newestOf(receipts: ReceiptReader): Promise<VerdictCheck['window']> {
  const times = new EventTimes();
  const newest = await receipts.newest();
  for (const receipt of newest) times.add(receipt);
  const to =
    newest
      .flatMap(({ deliveredAt }) => deliveredAt ?? [])
      .sort()
      .at(-1) ?? null;
  return { deliveryTime: { from: null, to }, eventTime: { ...times.span(), from: null } };
}

/** The status of a store as an answer. */
export function statusAnswer(status: StoreStatus, check: VerdictCheck): Answer<NewestLogFile> {
  const cells = ({ stale, newestDelivery = '', ...newest }: NewestLogFile) => {
    const shown = {
      ...newest,
      newestDelivery: stale ? `${newestDelivery} stale` : newestDelivery,
      finishedAt: toSeconds(newest.finishedAt),
    };
    return SHOWN.map((field) => shown[field] ?? '');
  };
  return {
    rows: status.newest,
    fields: FIELDS,
    document: { check, ...status, problems: status.problems.map(({ text }) => text) },
    table: (rows, { width }) => `${renderTable(COLUMNS, rows.map(cells), width)}${totals(status)}`,
  };
}

/** The second says enough in a table. */
function toSeconds(time = ''): string {
  return time.replace(/\.\d+Z$/, 'Z');
}

function totals({
  failed,
  unfinished,
  changed,
  quarantined,
  olderRows,
  guardCalls,
  comparisons,
  verifiedBefore,
  queues,
}: StoreStatus): string {
  const counts = [
    `failed log files: ${failed.length}`,
    `unfinished: ${unfinished.length}`,
    `changed: ${changed.length}`,
    `quarantined records: ${quarantined}`,
    `rows of an older index version: ${olderRows.isAtLeast ? 'at least ' : ''}${olderRows.count}`,
    ...(guardCalls ? [`calls that tamper with this stack, last 24 h: ${guardCalls.count}`] : []),
    ...(comparisons ?? []).map(comparisonText),
    ...(verifiedBefore ? [`verified against CloudTrail's digests: all days before ${verifiedBefore}`] : []),
    ...Object.entries(queues ?? {}).map(([name, depth]) => `${name}: ${depth}`),
  ];
  return `\n${counts.join('\n')}\n`;
}

/** How far the comparison of the bucket with the receipts has come. */
function comparisonText({ window, last, pass }: ComparisonProgress): string {
  const done = last ? `all delivered from ${last.since} to ${toSeconds(last.until)}` : 'not finished once';
  const goesOn = pass ? `; the next one is at account ${pass.accountsBegun} of ${pass.accounts}` : '';
  return `bucket compared with receipts (${window}): ${done}${goesOn}`;
}
