import type { Command, CommanderError } from 'commander';
import { nearestText } from '../../core/text/nearest-text';
import { shellWord } from '../../core/text/shell-word';
import { UsageError } from '../terminal/cli-error';
import { ownCommand } from '../terminal/own-command';
import type { Commands } from './command-table';

/** Letters that a mistyped command may differ in. */
const MOST_SLIPS = 3;

/** What of a time after `2018-03-06` or `2h` is a word of its own, if nothing quotes it. */
const REST_OF_TIME = /^(?:\d{1,2}:\d{2}|ago$)/;

/** There is no such command among the known ones: the one that was probably meant. */
export function unknownCommand(name: string, known: readonly string[], words: readonly string[] = []): UsageError {
  const nearest = nearestText(name, known, MOST_SLIPS);
  const meant = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  const called = [...words, name].join(' ');
  return new UsageError(`there is no command '${called}'${meant} (see ${ownCommand(...words, '--help')})`);
}

/** A command has no such part: the one that was probably meant. */
export function unknownPart(part: string, command: Command): UsageError {
  const names = command.commands.map((child) => child.name());
  return unknownCommand(part, names, [command.name()]);
}

/** How to give a time of two words, if a flag has its first one only. Undefined if that is not what went wrong. */
export function unquotedTime(words: readonly string[]): string | undefined {
  const at = words.findIndex(
    (word, place) => /^--(?:since|until)$/.test(words[place - 2] ?? '') && REST_OF_TIME.test(word),
  );
  if (at === -1) return undefined;
  const [flag = '', first = '', rest = ''] = words.slice(at - 2);
  return `a time of two words needs quotes: ${flag} ${shellWord(`${first} ${rest}`)}`;
}

/** Which commands have a flag that another, or the program itself, does not know. Undefined if none has it. */
export async function elsewhere(
  error: CommanderError,
  words: readonly string[],
  commands: Commands,
): Promise<string | undefined> {
  const flag = /'(--[a-z-]+)/.exec(error.message)?.[1];
  if (flag === undefined) return undefined;
  const loaded = await Promise.all(Object.values(commands).map(({ load }) => load()));
  const names = loaded.flatMap((command) => [
    ...(hasFlag(command, flag) ? [command.name()] : []),
    ...command.commands.filter((child) => hasFlag(child, flag)).map((child) => `${command.name()} ${child.name()}`),
  ]);
  const place = words[0]?.startsWith('-') ? '; write it after the command' : '';
  return names.length === 0 ? undefined : `${flag} is a flag of: ${names.join(', ')}${place}`;
}

function hasFlag(command: Command, flag: string): boolean {
  return command.options.some(({ long }) => long === flag);
}
