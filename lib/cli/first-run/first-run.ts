import { resolve } from 'node:path';
import { PORT_FORWARD_TO_DATABASE } from '../../../samples/incidents/port-forward-to-database';
import type { SqliteStore } from '../../adapters/sqlite/sqlite-store';
import { type FoundEvent, findEvents } from '../../app/ask/find-events';
import type { AnswerNote } from '../../app/completeness/answer-note';
import { coverageNotes } from '../../app/completeness/coverage';
import { storeStatus } from '../../app/status/store-status';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import type { StoredEvent } from '../../core/rows/stored-event';
import { safeText } from '../../core/text/safe-text';
import type { LocalTopic } from '../../local/embedded-alerting';
import { writeLocalStore } from '../../local/local-store';
import { keepHeapSmall } from '../../local/small-heap';
import { eventPages } from '../event-table/event-pages';
import { refCells } from '../event-table/ref-cells';
import { refsBy } from '../query/refs-by';
import { rowCatches } from '../query/row-catches';
import { sayIncomplete, textOf } from '../render/say-notes';
import { DEFAULT_LOCAL_FOLDER, storeWords, writerRemarks } from '../store/store';
import { EXIT, exitCodeOf } from '../terminal/cli-error';
import { outliveReaders, say, writeData } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';
import { clearProgress } from '../terminal/progress-line';
import { type Screen, screenOf } from '../terminal/screen';
import { OWN_TOPICS, renderReceivedAlerts, SAMPLE_TOPICS } from './first-run-alerts';
import { ownLogFiles, ownStore, sampleLogFiles } from './first-run-log-files';
import {
  type Findings,
  nextCommands,
  OWN_QUESTIONS,
  type Question,
  SAMPLE_QUESTIONS,
  SESSIONS,
  sessionOf,
} from './first-run-questions';
import { type FirstRunInput, runSteps } from './first-run-steps';

/** What a first run is about. */
interface FirstRun extends FirstRunInput {
  readonly questions: readonly Question[];
  readonly topics: readonly LocalTopic[];
  /** The session whose story is told. Undefined for the newest in the store. */
  readonly session: string | undefined;
}

/** `npm start`: the chain of a deployed stack over the sample log files, or over those of a folder; then questions. */
async function firstRun(folder: string | undefined): Promise<void> {
  return run(folder === undefined ? ofSamples() : await ofFolder(folder));
}

function ofSamples(): FirstRun {
  return {
    folder: DEFAULT_LOCAL_FOLDER,
    logFiles: sampleLogFiles(),
    what: 'sample log files',
    questions: SAMPLE_QUESTIONS,
    topics: SAMPLE_TOPICS,
    session: PORT_FORWARD_TO_DATABASE.sessionId,
  };
}

async function ofFolder(folder: string): Promise<FirstRun> {
  // First what is there: a folder that is not has no store.
  const logFiles = await ownLogFiles(folder);
  return {
    folder: await ownStore(folder),
    logFiles,
    what: logFiles.length === 1 ? 'log file' : 'log files',
    questions: OWN_QUESTIONS,
    topics: OWN_TOPICS,
    session: undefined,
  };
}

async function run(asked: FirstRun): Promise<void> {
  const { store, close } = await writeLocalStore(resolve(asked.folder), writerRemarks());
  const words = asked.folder === DEFAULT_LOCAL_FOLDER ? [] : storeWords({ local: asked.folder });
  const screen = screenOf(process.stdout, process.env);
  try {
    const alerting = { topics: asked.topics, words: { program: ownCommand(), store: words.join(' ') } };
    const chain = await runSteps(store, asked, alerting);
    const answers: StoredEvent[] = [];
    for (const question of asked.questions) answers.push(...(await ask(store, question, screen)));
    await writeData(`\n${renderReceivedAlerts(chain, screen.width)}\n`);
    await writeData(nextCommands(await findingsIn(store, answers, asked.session)));
    await sayTrouble(store, words);
  } finally {
    close();
  }
}

/** What the next commands are about: a session, and the first event that was shown. */
async function findingsIn(
  store: SqliteStore,
  answers: readonly StoredEvent[],
  session: string | undefined,
): Promise<Findings> {
  const deps = { ...store.reading(), now: () => new Date() };
  const [ref] = refCells(answers.slice(0, 1), await refsBy(deps.reader));
  if (session !== undefined) return { session, ref };
  for await (const { event } of findEvents(deps, SESSIONS)) {
    const opened = sessionOf(event);
    if (opened !== undefined) return { session: opened, ref };
  }
  return { session: undefined, ref };
}

async function ask(store: SqliteStore, question: Question, screen: Screen): Promise<readonly StoredEvent[]> {
  await writeData(`\n${question.words}\n$ ${ownCommand('query', question.flags)}\n`);
  const events: FoundEvent[] = [];
  const corrupt = new CorruptRows();
  const deps = { ...store.reading(corrupt), corrupt, now: () => new Date() };
  for await (const found of findEvents(deps, question.asked)) events.push(found);
  const shownAs = {
    asked: question.asked.query.resources,
    refsBy: await refsBy(deps.reader),
    catches: rowCatches(deps, {}, { storeWords: [] }),
  };
  for await (const text of eventPages(events, screen, shownAs)) await writeData(text);
  if (events.length === 0) await writeData(`${emptyAnswer(await coverageNotes(deps, question.asked))}\n`);
  return events.map(({ event }) => event);
}

/** Nothing is said not to have happened while something is not indexed. */
function emptyAnswer(notes: readonly AnswerNote[]): string {
  const texts = notes.map((each) => textOf(each, { storeWords: [] }));
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
keepHeapSmall();
firstRun(process.argv[2])
  .catch((error: unknown) => {
    say(`ssm-audit: ${safeText(error instanceof Error ? error.message : String(error))}`);
    process.exitCode = exitCodeOf(error);
  })
  .finally(clearProgress);
