import type { Command, CommanderError } from 'commander';
import { nearestText } from '../../core/text/nearest-text';
import { UsageError } from '../terminal/cli-error';
import { ownCommand } from '../terminal/own-command';
import type { Commands } from './command-table';

/** Letters that a mistyped command may differ in. */
const MOST_SLIPS = 3;

/** There is no such command: the one that was probably meant. */
export function unknownCommand(name: string, commands: Commands): UsageError {
  const nearest = nearestText(name, Object.keys(commands), MOST_SLIPS);
  const meant = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  return new UsageError(`there is no command '${name}'${meant} (see ${ownCommand('--help')})`);
}

/** Which commands have a flag that another does not know. Undefined if none has it. */
export async function elsewhere(error: CommanderError, commands: Commands): Promise<string | undefined> {
  const flag = /'(--[a-z-]+)/.exec(error.message)?.[1];
  if (flag === undefined) return undefined;
  const loaded = await Promise.all(Object.values(commands).map(({ load }) => load()));
  const names = loaded.flatMap((command) => [
    ...(hasFlag(command, flag) ? [command.name()] : []),
    ...command.commands.filter((child) => hasFlag(child, flag)).map((child) => `${command.name()} ${child.name()}`),
  ]);
  return names.length === 0 ? undefined : `${flag} is a flag of: ${names.join(', ')}`;
}

function hasFlag(command: Command, flag: string): boolean {
  return command.options.some(({ long }) => long === flag);
}
