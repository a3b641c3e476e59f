import type { EventQuery } from '../../core/query/event-query';
import { type PlannedQuery, planned } from '../../core/query/planned-query';
import type { StoredEvent } from '../../core/rows/stored-event';
import { safeText } from '../../core/text/safe-text';
import { shellWord } from '../../core/text/shell-word';
import { ownCommand } from '../terminal/own-command';

/** Answers shown to each question: all of the first run is to fit two screens. */
const SHOWN = 3;

/** A question of the first run, in the words of a person, of the command line, and of the code. */
export interface Question {
  readonly words: string;
  readonly flags: string;
  readonly asked: PlannedQuery;
}

/** Questions that the sample log files have an answer to. */
export const SAMPLE_QUESTIONS: readonly Question[] = [
  question('Who deleted the document example-Document?', '--resource example-Document --changed', {
    resources: ['example-Document'],
    changed: true,
  }),
  question('Who turned the logging of sessions off?', '--resource SSM-SessionManagerRunShell --changed', {
    resources: ['SSM-SessionManagerRunShell'],
    changed: true,
  }),
  question('Who was denied what?', '--denied', { denied: true }),
];

/** Questions that any log files have an answer to. */
export const OWN_QUESTIONS: readonly Question[] = [
  question("What happened last, the agent's own traffic apart?", '--no-agent', { noAgent: true }),
  question('Who changed something?', '--writes --no-agent', { writes: true, noAgent: true }),
  question('Who was denied what?', '--denied', { denied: true }),
];

/** Commands that ask more of the same store: the story of a session, an event that was just shown, counts, and the page. */
export function nextCommands({ session, ref }: Findings): string {
  const story = session === undefined ? ref && `story ${shellWord(ref)}` : `story --session ${shellWord(session)}`;
  const commands = [...(story ? [story] : []), ...(ref ? [`show ${shellWord(ref)}`] : []), 'summary --since all', 'ui'];
  const lines = commands.map((command) => `  ${ownCommand(safeText(command))}\n`);
  return `${wordsFor({ session, ref })} counted, and a page:\n${lines.join('')}`;
}

/** What the commands tell before they count. */
function wordsFor({ session, ref }: Findings): string {
  if (session === undefined && ref === undefined) return 'Everything';
  const told = session === undefined ? 'What belongs together' : 'What happened in a session';
  return `${told}${ref === undefined ? '' : ', one event whole'}, everything`;
}

/** What the next commands are about. */
export interface Findings {
  /** A session, whose story is told. */
  readonly session: string | undefined;
  /** What leads to an event, as `show` takes it. */
  readonly ref: string | undefined;
}

/** Finds the newest sessions that somebody opened. */
export const SESSIONS: PlannedQuery = planned({ eventNames: ['StartSession'], limit: 20 });

/** The session that an event opened, if it did. */
export function sessionOf({ outcome, resources = [] }: StoredEvent): string | undefined {
  if (outcome !== 'success') return undefined;
  return resources.find(({ kind, relation }) => kind === 'session' && relation === 'creates')?.id;
}

function question(words: string, flags: string, asked: Partial<EventQuery>): Question {
  return { words, flags: `${flags} --limit ${SHOWN}`, asked: planned({ ...asked, limit: SHOWN }) };
}
