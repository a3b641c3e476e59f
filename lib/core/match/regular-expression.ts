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
  const expression: Expression = { source, bits: flags.reduce((sum, flag) => sum | RE2_FLAG[flag], 0) };
  let regex = TAKEN.has(keyOf(expression)) ? undefined : compiled(expression);
  const answers = answersOf(expression);
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    regex ??= compiled(expression);
    const holds = regex.test(text);
    remember(answers, text, holds);
    return holds;
  };
}

/**
 * Records come in thousands with the same few ARNs, and to find one's answer takes a fiftieth of what RE2 takes for it.
 * Longer texts, and more of them, are not worth their memory.
 */
const MOST_ANSWERS = 1_000;
const MOST_CHARACTERS = 300;

/** What expressions have answered for texts lately: rules share them, as they share the expressions. */
const ANSWERS = new Map<string, Map<string, boolean>>();

function answersOf(expression: Expression): Map<string, boolean> {
  const key = keyOf(expression);
  const answers = ANSWERS.get(key) ?? new Map<string, boolean>();
  ANSWERS.set(key, answers);
  return answers;
}

function remember(answers: Map<string, boolean>, text: string, holds: boolean): void {
  if (text.length > MOST_CHARACTERS) return;
  if (answers.size >= MOST_ANSWERS) answers.clear();
  answers.set(text, holds);
}

/** What tells expressions apart that were compiled so far, for a build to leave to `trustExpressions`. */
export function compiledExpressions(): readonly string[] {
  return [...COMPILED.keys()];
}

/** Takes it from a build that RE2 takes these expressions: each is compiled when a test first needs it. */
export function trustExpressions(expressions: readonly string[]): void {
  for (const expression of expressions) TAKEN.add(expression);
}

/** An expression, and its flags as RE2 has them. */
interface Expression {
  readonly source: string;
  readonly bits: number;
}

const RE2_FLAG = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL } as const;

/** Expressions by flags and source: dozens of rules have the same few, and compiling one takes longer than the rest of a rule. */
const COMPILED = new Map<string, RE2JS>();

/** Expressions, likewise, that need not be compiled to know that they can be. */
const TAKEN = new Set<string>();

function keyOf({ source, bits }: Expression): string {
  return `${bits} ${source}`;
}

function compiled(expression: Expression): RE2JS {
  const key = keyOf(expression);
  const regex = COMPILED.get(key) ?? compiledAnew(expression);
  COMPILED.set(key, regex);
  return regex;
}

function compiledAnew({ source, bits }: Expression): RE2JS {
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
