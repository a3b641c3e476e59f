import { resolve } from 'node:path';
import type { SqliteStore } from '../../adapters/sqlite/sqlite-store';
import { type FoundEvent, findEvents } from '../../app/ask/find-events';
import type { AnswerNote } from '../../app/completeness/answer-note';
import { coverageNotes } from '../../app/completeness/coverage';
import { storeStatus } from '../../app/status/store-status';
import type { StoredEvent } from '../../core/rows/stored-event';
import { safeText } from '../../core/text/safe-text';
import type { LocalTopic } from '../../local/embedded-alerting';
import { type ChainAlerting, type DeliverableLogFile, runEmbeddedChain } from '../../local/embedded-chain';
import { writeLocalStore } from '../../local/local-store';
import { eventPage } from '../event-table/event-pages';
import { refsBy } from '../query/refs-by';
import { sayIncomplete, textOf } from '../render/say-notes';
import { DEFAULT_LOCAL_FOLDER, storeWords, writerRemarks } from '../store/store';
import { EXIT, exitCodeOf } from '../terminal/cli-error';
import { outliveReaders, say, writeData } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';
import { screenOf } from '../terminal/screen';
import { OWN_TOPICS, renderReceivedAlerts, SAMPLE_TOPICS } from './first-run-alerts';
import { ownLogFiles, ownStore, sampleLogFiles } from './first-run-log-files';
import { furtherCommands, OWN_QUESTIONS, type Question, SAMPLE_QUESTIONS } from './first-run-questions';

/** `npm start`: the chain of a deployed stack over the sample log files, or over those of a folder; then questions. */
async function firstRun(folder: string | undefined): Promise<void> {
  if (folder === undefined) return run(DEFAULT_LOCAL_FOLDER, sampleLogFiles(), SAMPLE_QUESTIONS, SAMPLE_TOPICS);
  const logFiles = await ownLogFiles(folder);
  return run(await ownStore(folder), logFiles, OWN_QUESTIONS, OWN_TOPICS);
}

async function run(
  localFolder: string,
  logFiles: readonly DeliverableLogFile[],
  questions: readonly Question[],
  topics: readonly LocalTopic[],
): Promise<void> {
  const { store, close } = await writeLocalStore(resolve(localFolder), writerRemarks());
  const words = localFolder === DEFAULT_LOCAL_FOLDER ? [] : storeWords({ local: localFolder });
  try {
    await deliver(store, logFiles, { topics, words: { program: ownCommand(), store: words.join(' ') } });
    const answers: StoredEvent[] = [];
    for (const question of questions) answers.push(...(await ask(store, question, words)));
    await writeData(furtherCommands(answers, words));
    await sayTrouble(store, words);
  } finally {
    close();
  }
}

async function deliver(
  store: SqliteStore,
  logFiles: readonly DeliverableLogFile[],
  alerting: ChainAlerting,
): Promise<void> {
  const started = Date.now();
  const chain = await runEmbeddedChain(store, logFiles, alerting);
  const { invocations, deadLetters } = chain;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  await writeData(
    `${logFiles.length} log files were put into S3 and announced on SNS, taken from SQS by ${invocations} invocations of the function, indexed in a local store: ${seconds} s, all of it on this machine\n`,
  );
  await writeData(renderReceivedAlerts(chain));
  if (deadLetters === 0) return;
  say(`ssm-audit: ${deadLetters} announcements failed and are dead letters`);
  process.exitCode = EXIT.incomplete;
}

async function ask(store: SqliteStore, question: Question, words: readonly string[]): Promise<readonly StoredEvent[]> {
  await writeData(`\n${question.words}\n$ ${ownCommand('query', question.flags, ...words)}\n\n`);
  const events: FoundEvent[] = [];
  const deps = { ...store.reading(), now: () => new Date() };
  for await (const found of findEvents(deps, question.asked)) events.push(found);
  await writeData(
    events.length > 0
      ? eventPage(events, screenOf(process.stdout, process.env), {
          asked: question.asked.query.resources,
          refsBy: await refsBy(deps.reader),
        })
      : `${emptyAnswer(await coverageNotes(deps, question.asked), words)}\n`,
  );
  return events.map(({ event }) => event);
}

/** Nothing is said not to have happened while something is not indexed. */
function emptyAnswer(notes: readonly AnswerNote[], storeWords: readonly string[]): string {
  const texts = notes.map((each) => textOf(each, { storeWords }));
  return texts.length === 0 ? 'nothing and nobody' : `nothing found, but the answer is incomplete: ${texts.join('; ')}`;
}

/** Names the log files that could not be ingested, with the reason. */
async function sayTrouble(store: SqliteStore, words: readonly string[]): Promise<void> {
  const { problems } = await storeStatus({ ...store.reading(), renewals: store.renewals });
  for (const problem of problems) sayIncomplete(textOf(problem, { storeWords: words }));
  if (problems.length > 0) process.exitCode = EXIT.incomplete;
}

// The function's own log lines and metrics would stand between the answers, as would the SDK's notice.
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
process.env.POWERTOOLS_METRICS_DISABLED = 'true';
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

outliveReaders();
firstRun(process.argv[2]).catch((error: unknown) => {
  say(`ssm-audit: ${safeText(error instanceof Error ? error.message : String(error))}`);
  process.exitCode = exitCodeOf(error);
});
