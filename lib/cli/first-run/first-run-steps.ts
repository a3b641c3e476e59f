import type { SqliteStore } from '../../adapters/sqlite/sqlite-store';
import { shellWord } from '../../core/text/shell-word';
import {
  type ChainAlerting,
  type ChainRun,
  type DeliverableLogFile,
  runEmbeddedChain,
} from '../../local/embedded-chain';
import { DEFAULT_LOCAL_FOLDER } from '../store/store';
import { EXIT } from '../terminal/cli-error';
import { say, writeData } from '../terminal/output';
import { Progress } from '../terminal/progress';
import { SHOWN_ALERTS } from './first-run-alerts';

/** Which log files go through the chain, and where their events go. */
export interface FirstRunInput {
  readonly logFiles: readonly DeliverableLogFile[];
  /** Whose log files these are, for a person: `sample log files`. */
  readonly what: string;
  /** The folder of the store, as somebody would write it. */
  readonly folder: string;
}

const SECOND_MS = 1_000;

/** Runs the chain, and says each step as it begins. */
export async function runSteps(
  store: SqliteStore,
  { logFiles, what, folder }: FirstRunInput,
  alerting: ChainAlerting,
): Promise<ChainRun> {
  const started = Date.now();
  const progress = new Progress('files');
  await writeData('Starting S3, SNS and SQS in this process: nothing leaves this machine.\n');
  const run = await runEmbeddedChain(
    store,
    logFiles,
    { ...alerting, mostAlerts: SHOWN_ALERTS },
    {
      onStarted: () =>
        writeData(`Delivering ${logFiles.length} ${what}: into S3, announced on SNS, as CloudTrail does.\n`),
      onIndexed: (done) => progress.at(done, { total: logFiles.length }),
    },
  );
  await writeData(`${indexedText(run, folder, (Date.now() - started) / SECOND_MS)}\n`);
  sayFailures(run);
  return run;
}

function sayFailures({ deadLetters, failedBatches }: ChainRun): void {
  if (deadLetters > 0) say(`ssm-audit: ${deadLetters} announcements failed and are dead letters`);
  if (failedBatches > 0) say(`ssm-audit: not all alerts were sent: ${failedBatches} batches of events failed`);
  if (deadLetters + failedBatches > 0) process.exitCode = EXIT.incomplete;
}

/** Names the store once, so that no command has to: with a folder's name in them, they would fit no line. */
function namedText(folder: string): string {
  const set = process.platform === 'win32' ? '$env:SSM_AUDIT_LOCAL = ' : 'export SSM_AUDIT_LOCAL=';
  return `\nThis names the store for the commands below:\n  ${set}${shellWord(folder)}`;
}

function indexedText({ invocations, newEvents }: ChainRun, folder: string, seconds: number): string {
  const done = `Indexed by ${invocations} invocations of the function from SQS: ${newEvents} new events, ${seconds.toFixed(1)} s.`;
  return `${done}\nThey are in ${folder} (SQLite).${folder === DEFAULT_LOCAL_FOLDER ? '' : namedText(folder)}`;
}
