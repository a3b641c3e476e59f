import type { Pivot } from '../../core/story/story';
import { safeText } from '../../core/text/safe-text';
import { shellWord } from '../../core/text/shell-word';
import { ownCommand } from '../terminal/own-command';

/** Commands as lines that a person can paste: one line each, every value quoted, asking the same store. */
export function pivotLines(pivots: readonly Pivot[], storeWords: readonly string[]): readonly string[] {
  return pivots.map(({ command, argument, flags }) => {
    const words = [...(argument === undefined ? [] : [shellWord(argument)]), ...flags.map(flagText)];
    return safeText(ownCommand(command, ...words, ...storeWords));
  });
}

/** A value that looks like a flag is joined to its own one: programs refuse it as a word of its own. */
function flagText([flag, value]: Pivot['flags'][number]): string {
  if (value === undefined) return flag;
  return `${flag}${value.startsWith('-') ? '=' : ' '}${shellWord(value)}`;
}
