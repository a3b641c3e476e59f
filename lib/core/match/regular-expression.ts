import { RE2JS, RE2JSException } from 're2js';
import { MatchError } from './match-error';
import type { TextTest } from './text-test';

/** What the sub-modifiers of `re` switch on: `i` letter case ignored, `m` anchors at lines, `s` dot takes newlines. */
export const REGEX_FLAGS = ['i', 'm', 's'] as const;
export type RegexFlag = (typeof REGEX_FLAGS)[number];

/**
 * A test that holds where a regular expression matches anywhere in the text. RE2 runs it, so that it takes linear time
 * whatever the expression and the text. Unlike PCRE, `$` is the very end only, not before a last newline.
 * Throws a `MatchError` for what RE2 refuses, look-around and back-references above all.
 */
export function regexTest(source: string, flags: readonly RegexFlag[]): TextTest {
  const regex = compiled(source, flags);
  return (text) => regex.test(text);
}

const RE2_FLAG = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL } as const;

/** Expressions by flags and source: dozens of rules have the same few, and compiling one takes longer than the rest of a rule. */
const COMPILED = new Map<string, RE2JS>();

function compiled(source: string, flags: readonly RegexFlag[]): RE2JS {
  const bits = flags.reduce((sum, flag) => sum | RE2_FLAG[flag], 0);
  const key = `${bits} ${source}`;
  const regex = COMPILED.get(key) ?? compiledAnew(source, bits);
  COMPILED.set(key, regex);
  return regex;
}

function compiledAnew(source: string, bits: number): RE2JS {
  try {
    return RE2JS.compile(source, bits);
  } catch (error) {
    if (error instanceof RE2JSException) throw new MatchError(`re ${JSON.stringify(source)}`, reasonFor(source, error));
    throw error;
  }
}

function reasonFor(source: string, error: RE2JSException): string {
  const name = UNSUPPORTED.find(({ shape }) => shape.test(source))?.name;
  const detail = error.message.replace(/^error parsing regexp: /, '');
  if (name === undefined) return `not a regular expression that RE2 understands (${detail})`;
  return `uses a ${name}, which no linear-time matcher supports (${detail}); use a second selection instead`;
}

const UNSUPPORTED = [
  { name: 'look-around', shape: /\(\?<?[=!]/ },
  { name: 'back-reference', shape: /\\[1-9]|\\k[<{']|\(\?P=/ },
  { name: 'possessive quantifier or atomic group', shape: /\(\?>|[*+?}]\+/ },
] as const;
