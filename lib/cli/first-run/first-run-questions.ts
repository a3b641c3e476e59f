import type { EventQuery } from '../../core/query/event-query';
import { type PlannedQuery, planned } from '../../core/query/planned-query';
import type { StoredEvent } from '../../core/rows/stored-event';
import { safeText } from '../../core/text/safe-text';
import { shellWord } from '../../core/text/shell-word';
import { ownCommand } from '../terminal/own-command';

/** Answers shown to each question. */
const SHOWN = 5;

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

/** Commands that ask more of the same store, about what was just shown. */
export function furtherCommands(answers: readonly StoredEvent[], storeWords: readonly string[]): string {
  const actor = answers.find((event) => event.actor)?.actor;
  const resource = answers.flatMap((event) => event.resources ?? []).find(({ kind }) => kind === 'instance')?.id;
  const commands = [
    'query --since all --limit 20',
    ...(answers[0] ? [`show ${shellWord(answers[0].ref)}`] : []),
    ...(actor ? [`query --actor ${shellWord(actor)}`] : []),
    ...(resource ? [`query --resource ${shellWord(resource)} --oldest-first`] : []),
    'summary --since all',
    'status',
  ];
  const lines = commands.map((command) => `  ${ownCommand(safeText(command), ...storeWords)}\n`);
  return `\nAsk more of the same store:\n\n${lines.join('')}`;
}

function question(words: string, flags: string, asked: Partial<EventQuery>): Question {
  return { words, flags: `${flags} --limit ${SHOWN}`, asked: planned({ ...asked, limit: SHOWN }) };
}
