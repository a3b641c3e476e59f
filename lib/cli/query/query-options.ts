import { type Command, Option } from 'commander';
import { CONDITION_NAMES, CONDITIONS, type ConditionName } from '../../core/query/conditions';

/** Adds the flags of the conditions that `query` and `summary` share. */
export function withEventFilters(command: Command): Command {
  const not = new Option(
    '--not <name=value>',
    'leave out what a flag would find, by its name: actor=NAME, event=NAME, denied, where=PATH=VALUE; may be repeated',
  );
  return withConditions(command, (name) => !('queryOnly' in CONDITIONS[name])).addOption(not.argParser(collect));
}

/** Adds the flags of the conditions that `query` alone has. */
export function withQueryFilters(command: Command): Command {
  return withConditions(command, (name) => 'queryOnly' in CONDITIONS[name]);
}

function withConditions(command: Command, isMeant: (name: ConditionName) => boolean): Command {
  for (const name of CONDITION_NAMES.filter(isMeant)) {
    const { kind, flag, help } = CONDITIONS[name];
    const option = new Option(flag, help);
    command.addOption(kind === 'switch' ? option : option.argParser(collect));
  }
  return command;
}

/** Collects the values of a flag that may be repeated. */
function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
