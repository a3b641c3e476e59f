import { nearValues } from '../../core/query/near-values';
import { Tally } from '../../core/summary/tally';
import { shellWord } from '../../core/text/shell-word';
import { beginning } from '../../core/text/shortened-text';

/** How many values to suggest for one value, and to list if none is similar. */
const MOST_SUGGESTED = 3;
const MOST_LISTED = 5;

/** How much to show of a value, in bytes. */
const SHOWN_BYTES = 120;

/** A value that finds nothing by itself. */
export interface UnknownValue {
  /** The flag that it was given with: the hint is in its words. */
  readonly flag: string;
  readonly value: string;
  /** Whether it finds nothing at all, or nothing among what could be looked at. */
  readonly found: 'none' | 'unknown';
  /** What is odd about it. */
  readonly reason: string | undefined;
  /** Flags with the values that were probably meant, the most likely first. */
  readonly meant: readonly string[];
  /** The values that the flag would find, the most frequent first. */
  readonly known: readonly string[];
}

/** What to say of a value that finds nothing: what is odd about it, and the nearest values that exist. */
export function unknownValueText({ flag, value, found, reason, meant, known }: UnknownValue): string {
  const finds = found === 'none' ? 'finds nothing on its own' : 'is not among the newest events';
  const suggestions = [...new Set([...meant, ...nearValues(value, known).map((near) => withFlag(flag, near))])];
  const why = reason === undefined ? '' : `: ${reason}`;
  return `${withFlag(flag, value)} ${finds}${why}; ${suggested(suggestions) ?? listed(known)}`;
}

/** A flag with a value, to be copied; the beginning of a long one. */
export function withFlag(flag: string, value: string): string {
  return `${flag} ${shown(value)}`;
}

/** Each value once, the most frequent first. */
export function frequentFirst(values: readonly string[]): readonly string[] {
  const tally = new Tally<{ readonly value: string }>();
  for (const value of values) tally.add({ value });
  return tally.list().map(({ value }) => value);
}

function suggested(suggestions: readonly string[]): string | undefined {
  if (suggestions.length === 0) return undefined;
  return `did you mean ${suggestions.slice(0, MOST_SUGGESTED).join(' or ')}?`;
}

function listed(values: readonly string[]): string {
  if (values.length === 0) return 'no event in this store has one';
  const rest = values.length > MOST_LISTED ? ` and ${values.length - MOST_LISTED} more` : '';
  return `there ${values.length === 1 ? 'is' : 'are'} ${values.slice(0, MOST_LISTED).map(shown).join(', ')}${rest}`;
}

function shown(value: string): string {
  const start = beginning(value, SHOWN_BYTES);
  return start === value ? shellWord(value) : `${shellWord(start)}…`;
}
