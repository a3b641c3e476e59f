import { nearValues } from '../../../core/query/near-values';
import { Tally } from '../../../core/summary/tally';
import { shellWord } from '../../../core/text/shell-word';
import { beginning } from '../../../core/text/shortened-text';
import { type EmptyAnswerHint, joined } from './empty-answer-hint';

/** How many values to suggest for one value, and to list if none is similar. */
const MOST_SUGGESTED = 3;
const MOST_LISTED = 5;

/** How much to show of a value, in bytes. */
const SHOWN_BYTES = 120;

/** A value with the flag that asks for it, such as `--actor`. */
export interface FlagValue {
  readonly flag: string;
  readonly value: string;
}

/** A value that finds nothing by itself. */
export interface UnknownValue extends FlagValue {
  /** Whether it finds nothing at all, or nothing among what could be looked at. */
  readonly found: 'none' | 'unknown';
  /** What is odd about it. */
  readonly reason: string | undefined;
  /** Flags with the values that were probably meant, the most likely first. */
  readonly meant: readonly FlagValue[];
  /** The values that the flag would find, the most frequent first. */
  readonly known: readonly string[];
}

/** What names a value of a hint: words, or a next question. */
type Named = (text: string, other: FlagValue) => EmptyAnswerHint[number];

/** What to say of a value that finds nothing: what is odd about it, and the nearest values that exist. */
export function unknownValueHint(unknown: UnknownValue, named: Named): EmptyAnswerHint {
  const { flag, value, found, reason, meant, known } = unknown;
  const finds = found === 'none' ? 'finds nothing on its own' : 'is not among the newest events';
  const why = reason === undefined ? '' : `: ${reason}`;
  const suggestions = eachOnce([...meant, ...nearValues(value, known).map((near) => ({ flag, value: near }))]);
  const rest = suggestions.length > 0 ? suggested(suggestions, named) : listed(unknown, named);
  return [`${withFlag(flag, value)} ${finds}${why}; `, ...rest];
}

function eachOnce(values: readonly FlagValue[]): readonly FlagValue[] {
  return [...new Map(values.map((each) => [withFlag(each.flag, each.value), each])).values()];
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

function suggested(suggestions: readonly FlagValue[], named: Named): EmptyAnswerHint {
  const most = suggestions.slice(0, MOST_SUGGESTED).map((each) => named(withFlag(each.flag, each.value), each));
  return ['did you mean ', ...joined(most, ' or '), '?'];
}

function listed({ flag, known }: UnknownValue, named: Named): EmptyAnswerHint {
  if (known.length === 0) return ['no event in this store has one'];
  const most = known.slice(0, MOST_LISTED).map((value) => named(shown(value), { flag, value }));
  const rest = known.length > MOST_LISTED ? [` and ${known.length - MOST_LISTED} more`] : [];
  return [`there ${known.length === 1 ? 'is' : 'are'} `, ...joined(most, ', '), ...rest];
}

function shown(value: string): string {
  const start = beginning(value, SHOWN_BYTES);
  return start === value ? shellWord(value) : `${shellWord(start)}…`;
}
