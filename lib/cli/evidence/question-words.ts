import { Command, CommanderError } from 'commander';
import { CONDITION_NAMES, CONDITIONS } from '../../core/query/conditions';
import type { EventQuery } from '../../core/query/event-query';
import { flagKey } from '../query/flag-values';
import { type QueryFlags, queryOf } from '../query/query-flags';
import { withEventFilters, withQueryFilters } from '../query/query-options';
import { withWindowFlags } from '../window/window-flags';

/** The flags of a question: its conditions, and from when to when. */
export type QuestionFlags = Omit<QueryFlags, 'limit' | 'oldestFirst' | 'record'>;

/** Adds the flags of a question: those of `query` that say what is asked. */
export function withQuestionFlags(command: Command): Command {
  return withWindowFlags(withQueryFilters(withEventFilters(command)), {
    since: 'none; required without --during',
    until: 'now',
  });
}

/** The words of a question, with the ends of its window as times: whoever has them can ask it again, word by word. */
export function questionWords(
  flags: QuestionFlags,
  { since, until }: Pick<EventQuery, 'since' | 'until'>,
): readonly string[] {
  const conditions = CONDITION_NAMES.flatMap((name) => {
    const [flag = ''] = CONDITIONS[name].flag.split(' ');
    const value = flags[flagKey(CONDITIONS[name].flag)];
    if (Array.isArray(value)) return value.map((each) => `${flag}=${each}`);
    return value === !flag.startsWith('--no-') ? [flag] : [];
  });
  return [
    ...conditions,
    ...(flags.not ?? []).map((each) => `--not=${each}`),
    ...(since === undefined ? [] : [`--since=${since}`]),
    ...(until === undefined ? [] : [`--until=${until}`]),
  ];
}

/** The words are no question. */
export class MalformedQuestionError extends Error {
  constructor(reason: string) {
    super(`the question cannot be asked: ${reason}`);
    this.name = 'MalformedQuestionError';
  }
}

/** The question of words that `questionWords` gave, for all events. Throws `MalformedQuestionError`. */
export function askedBy(words: readonly string[], now: Date): EventQuery {
  const command = withQuestionFlags(new Command('question'))
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  try {
    command.parse([...words], { from: 'user' });
    return queryOf({ ...command.opts<QuestionFlags>(), limit: 0 }, now);
  } catch (error) {
    if (error instanceof CommanderError || error instanceof Error) throw new MalformedQuestionError(error.message);
    throw error;
  }
}
