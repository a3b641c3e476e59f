import type { Command } from 'commander';
import { examplesOf } from './examples';
import { groupRank, headingOf } from './flag-groups';

/** Groups the flags of a command in its help, and shows examples below them, once somebody asks for it. */
export function withHelp(command: Command, words: readonly string[]): void {
  command.addHelpText('before', () => {
    groupFlags(command);
    return '';
  });
  command.addHelpText('after', () => {
    const examples = examplesOf(words.join(' ')).map((example) => `  ${example}`);
    return examples.length === 0 ? '' : ['', 'Examples:', ...examples].join('\n');
  });
}

function groupFlags(command: Command): void {
  for (const option of command.options) {
    const heading = headingOf(option.long ?? '');
    if (heading !== undefined) option.helpGroup(heading);
  }
  (command.options as (typeof command.options)[number][]).sort((one, other) => rank(one.long) - rank(other.long));
}

function rank(flag: string | undefined): number {
  return groupRank(flag ?? '');
}
