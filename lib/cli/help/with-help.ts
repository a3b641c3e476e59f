import type { Command } from 'commander';
import { examplesOf } from './examples';
import { groupRank, headingOf } from './flag-groups';

/** Groups the flags of a command in its help, and shows examples below them. */
export function withHelp(command: Command, words: readonly string[]): void {
  for (const option of command.options) {
    const heading = headingOf(option.long ?? '');
    if (heading !== undefined) option.helpGroup(heading);
  }
  (command.options as (typeof command.options)[number][]).sort((one, other) => rank(one.long) - rank(other.long));
  const examples = examplesOf(words.join(' '));
  if (examples.length === 0) return;
  command.addHelpText('after', ['', 'Examples:', ...examples.map((example) => `  ${example}`)].join('\n'));
}

function rank(flag: string | undefined): number {
  return groupRank(flag ?? '');
}
