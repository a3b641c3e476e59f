import { Command, InvalidArgumentError } from 'commander';
import { keptBy } from '../../app/ingest/indexing-configuration';
import type { ListingScope } from '../../app/ports/log-file-listing';
import type { BackfillEnd, BackfillListener } from '../../app/reconcile/backfill';
import { formatLogFile } from '../../core/rows/delivery-row';
import { safeText } from '../../core/text/safe-text';
import { shellWord } from '../../core/text/shell-word';
import { printAnswer } from '../render/print-answer';
import { type Store, type StorePlace, storePlace, storeWords, withStore } from '../store/store';
import { EXIT, UsageError } from '../terminal/cli-error';
import { say } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';
import { Progress } from '../terminal/progress';
import { StopSignal } from '../terminal/stop-signal';
import { type LogFileFlags, logFilesOf, requireLogs, scopeOf, withLogFileFlags } from './log-file-flags';
import { nothingCompared } from './nothing-compared';
import { type BackfillSummary, backfillAnswer } from './render-backfill';
import { restoreText } from './restore-text';

interface Flags extends LogFileFlags {
  readonly rate: number;
  readonly dryRun?: true;
  readonly after?: string;
}

/** How many files a second by default: more than the function indexes, few enough to stop in time. */
const DEFAULT_RATE = 100;

/**
 * Half an hour, in milliseconds. A stack treats what is announced in this time as news. Nobody announces what is in a
 * folder.
 */
const LIVE_MS = { stack: 30 * 60 * 1_000, local: 0 } as const;

/** Days after which SQS forgets a message (docs/adr/01): a queue that takes longer to work off loses the end of it. */
const QUEUE_DAYS = 14;
const HOURS_A_DAY = 24;

/** `ssm-audit backfill` */
export function backfillCommand(): Command {
  return withLogFileFlags(new Command('backfill'), 'all for a local store; required for a stack')
    .description('index older log files as history, which raises no alerts; you can repeat it')
    .option('--rate <files>', 'the most files to send to a stack in a second', rate, DEFAULT_RATE)
    .option('--dry-run', 'only count and estimate')
    .option('--after <key>', 'continue after this key of the bucket, where a backfill was stopped')
    .action(backfillStore);
}

async function backfillStore(flags: Flags): Promise<void> {
  const place = storePlace(flags, process.env);
  requireLogs(place, flags);
  const scope = windowOf(place, flags);
  const { counts, stoppedAfter, restoreCommand, nothing } = await withStore(
    place,
    (store) => run(store, flags, scope),
    {
      missing: flags.dryRun ? 'in memory' : 'made',
    },
  );
  const summary = flags.dryRun ? await estimated(counts) : counts;
  await printAnswer(backfillAnswer(summary), flags);
  sayNotes(summary);
  if (stoppedAfter !== undefined)
    say(`ssm-audit: stopped; continue with: ${resuming(place, flags, scope, stoppedAfter)}`);
  if (restoreCommand !== undefined) {
    const words = storeWords(place.kind === 'stack' ? { ...flags, stack: place.stack } : { local: place.folder });
    say(`ssm-audit: archived, left out: ${counts.archived}; ${restoreText(counts.archived, restoreCommand, words)}`);
  }
  if (nothing !== undefined) say(`ssm-audit: ${safeText(nothing)}`);
  const isLeftOut = !flags.dryRun && counts.archived > 0;
  if (counts.failed > 0 || isLeftOut || nothing !== undefined) process.exitCode ??= EXIT.incomplete;
}

/** A beginning must be named for a stack: all there is may be years, and costs. */
function windowOf(place: StorePlace, flags: Flags): ListingScope {
  if (place.kind === 'stack' && (flags.since ?? flags.during) === undefined) {
    throw new UsageError(
      '--since is missing: expected --since TIME, --since all or --during PERIOD; --dry-run shows what a backfill would cost',
    );
  }
  const scope = scopeOf(flags, 'all', new Date());
  return flags.after === undefined ? scope : { ...scope, after: flags.after };
}

/** How a backfill ended, and what to say if there was nothing to index. */
type End = BackfillEnd & { readonly nothing: string | undefined };

async function run(store: Store, flags: Flags, scope: ListingScope): Promise<End> {
  const { backfill } = await import('../../app/reconcile/backfill.js');
  const logFiles = await logFilesOf(store, flags, 'backfill');
  const stop = new StopSignal();
  const listener = telling();
  try {
    const deps = { ...logFiles, work: flags.dryRun ? undefined : logFiles.work, now: () => new Date() };
    const options = {
      filesPerSecond: store.outputs ? flags.rate : Number.POSITIVE_INFINITY,
      retentionDays: logFiles.retentionDays,
      liveMs: LIVE_MS[store.place.kind],
      neighbours: store.outputs ? keptBy(store.outputs).neighbours : new Set(flags.neighbours),
      signal: stop.abort,
    };
    const end = await backfill(deps, scope, options, listener);
    const isNothing = end.counts.listed === 0 && end.stoppedAfter === undefined && scope.after === undefined;
    return { ...end, nothing: isNothing ? await nothingCompared(logFiles, scope) : undefined };
  } finally {
    stop.ignore();
    process.exitCode = stop.exitCode;
    logFiles.close();
  }
}

function telling(): BackfillListener {
  const progress = new Progress('log files seen');
  return {
    onProgress: ({ listed, sent }, done, folders) =>
      progress.at(listed, { part: done / folders, note: `${sent} handed over, ${done} of ${folders} folders` }),
    onRefused: ({ file, reason }) => say(`ssm-audit: ${safeText(formatLogFile(file))}: ${safeText(reason)}`),
  };
}

async function estimated({ sent: _, failed: __, ...counts }: BackfillEnd['counts']): Promise<BackfillSummary> {
  const { backfillEstimate } = await import('../../core/delivery/backfill-estimate.js');
  return { ...counts, estimate: backfillEstimate(counts.toSend, counts.bytes) };
}

function sayNotes({ live = 0, olderThanRetention = 0, estimate }: BackfillSummary): void {
  if (live > 0) say(`ssm-audit: just delivered, left out because they have their own announcement: ${live}`);
  if (olderThanRetention > 0) say(`ssm-audit: older than the retention, left out: ${olderThanRetention}`);
  if (estimate && estimate.hours > QUEUE_DAYS * HOURS_A_DAY) {
    say(
      `ssm-audit: about ${estimate.hours} h of work, and the queue keeps messages for ${QUEUE_DAYS} days: choose smaller windows, and run them one after the other`,
    );
  }
}

/** The command that continues where this one was stopped. The window stays the same, although time has passed. */
function resuming(place: StorePlace, flags: Flags, scope: ListingScope, stoppedAfter: string): string {
  const flag = (name: string, value: string) => [name, shellWord(value)];
  const words = [
    ...storeWords(place.kind === 'stack' ? { ...flags, stack: place.stack } : { local: place.folder }),
    ...(flags.logs === undefined ? [] : flag('--logs', flags.logs)),
    ...(flags.neighbours === undefined ? [] : flag('--neighbours', flags.neighbours.join(','))),
    ...flag('--since', scope.since ?? 'all'),
    ...flag('--until', scope.until),
    ...scope.accounts.flatMap((account) => flag('--account', account)),
    ...scope.regions.flatMap((region) => flag('--region', region)),
    ...(flags.rate === DEFAULT_RATE ? [] : flag('--rate', String(flags.rate))),
    ...(place.kind === 'stack' && stoppedAfter !== '' ? flag('--after', stoppedAfter) : []),
  ];
  return ownCommand('backfill', ...words);
}

function rate(value: string): number {
  const files = Number(value);
  if (!(files > 0)) throw new InvalidArgumentError('expected a number of files a second, more than 0.');
  return files;
}
