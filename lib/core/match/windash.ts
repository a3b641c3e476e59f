import { MatchError } from './match-error';
import type { Pattern, PatternPart } from './wildcard-pattern';

/** The characters that start an option on Windows and are interchangeable: hyphen, slash, en and em dash, bar. */
const DASHES = ['-', '/', '\u2013', '\u2014', '\u2015'];

/** A dash that starts a word (`-enc`), not one inside of it (`well-known`). */
const LEADING_DASH = /(?<![\p{L}\p{N}_])[-/\u2013\u2014\u2015](?=[\p{L}\p{N}_])/u;

/** The most dashes of one value to permute. Three make 125 patterns, and pySigma has the same limit. */
const MAX_DASHES = 3;

/** Every pattern with each leading dash in each of its forms. Throws a `MatchError` for more than three dashes. */
export function dashPatterns(pattern: Pattern): readonly Pattern[] {
  const dashes = pattern.reduce((sum, part) => sum + textsBetweenDashes(part).length - 1, 0);
  if (dashes > MAX_DASHES)
    throw new MatchError('windash', `takes at most ${MAX_DASHES} dashes in one value, found ${dashes}`);
  return pattern.reduce<readonly Pattern[]>(
    (patterns, part) => patterns.flatMap((before) => formsOf(part).map((form) => [...before, form])),
    [[]],
  );
}

function formsOf(part: PatternPart): readonly PatternPart[] {
  if ('wildcard' in part) return [part];
  const [first = '', ...rest] = textsBetweenDashes(part);
  const forms = rest.reduce(
    (texts, next) => texts.flatMap((text) => DASHES.map((dash) => text + dash + next)),
    [first],
  );
  return forms.map((literal) => ({ literal }));
}

function textsBetweenDashes(part: PatternPart): readonly string[] {
  return 'literal' in part ? part.literal.split(LEADING_DASH) : [''];
}
