import { base64OffsetPatterns, base64Pattern, utf16Pattern } from './encoded-text';
import { MatchError } from './match-error';
import type { ValueModifier } from './modifiers';
import { type Comparison, isNumber } from './number-test';
import type { RegexFlag } from './regular-expression';
import { isWrittenNumber, type RuleValue, shownValue } from './rule-value';
import type { TimePart } from './time-part';
import { ANY_TEXT, literalOf, literalPattern, type Pattern, parsePattern } from './wildcard-pattern';
import { dashPatterns } from './windash';

/** A value of a rule after some of its modifiers. */
export type ModifiedValue =
  | { readonly kind: 'plain'; readonly value: RuleValue }
  | { readonly kind: 'text'; readonly patterns: readonly Pattern[] }
  | { readonly kind: 're'; readonly source: string; readonly flags: readonly RegexFlag[] }
  | { readonly kind: 'cidr'; readonly network: string }
  | { readonly kind: 'exists'; readonly expected: boolean }
  | { readonly kind: 'fieldref'; readonly path: string; readonly openStart: boolean; readonly openEnd: boolean }
  | { readonly kind: 'time'; readonly part: TimePart; readonly number: number }
  | { readonly kind: 'number'; readonly comparison: Comparison; readonly bound: string; readonly part?: TimePart };

/**
 * A value after a chain of modifiers, applied in order. Throws a `MatchError` if one cannot take its input: a value of
 * the wrong kind, or the result of an earlier modifier.
 */
export function modifiedValue(value: RuleValue, modifiers: readonly ValueModifier[]): ModifiedValue {
  return modifiers.reduce<ModifiedValue>((modified, modifier) => APPLY[modifier](modified, modifier), {
    kind: 'plain',
    value,
  });
}

/** A value as text that may have more text before and after it, for `contains`. */
export function containing(modified: ModifiedValue): ModifiedValue {
  return APPLY.contains(modified, 'contains');
}

/** Whether a value is text by now. Every plain value except null is compared as text. */
export function isText(modified: ModifiedValue): boolean {
  return modified.kind === 'text' || (modified.kind === 'plain' && modified.value !== null);
}

/** The patterns of a value that is still plain or already text. Throws a `MatchError` for every other value. */
export function patternsOf(modified: ModifiedValue, modifier: string): readonly Pattern[] {
  if (modified.kind === 'text') return modified.patterns;
  const { value } = plain(modified, modifier);
  if (value === null) throw new MatchError(modifier, "takes text, not null; write 'null' in quotes for that text");
  if (typeof value === 'string') return [parsePattern(value)];
  return isWrittenNumber(value) ? numberPatterns(value.written, value.value) : [literalPattern(String(value))];
}

function numberPatterns(written: string, value: number): readonly Pattern[] {
  return [...new Set([written, String(value)])].map(literalPattern);
}

type Apply = (modified: ModifiedValue, modifier: string) => ModifiedValue;

const APPLY: Record<ValueModifier, Apply> = {
  contains: positioned(true, true),
  startswith: positioned(false, true),
  endswith: positioned(true, false),
  exists: (modified, modifier) => ({ kind: 'exists', expected: booleanOf(modified, modifier) }),
  re: (modified, modifier) => ({ kind: 're', source: plainText(modified, modifier), flags: [] }),
  i: flagged('i'),
  m: flagged('m'),
  s: flagged('s'),
  cidr: (modified, modifier) => ({ kind: 'cidr', network: plainText(modified, modifier) }),
  lt: compared('lt'),
  lte: compared('lte'),
  gt: compared('gt'),
  gte: compared('gte'),
  minute: timed('minute'),
  hour: timed('hour'),
  day: timed('day'),
  week: timed('week'),
  month: timed('month'),
  year: timed('year'),
  fieldref: (modified, modifier) => ({
    kind: 'fieldref',
    path: fieldOf(modified, modifier),
    openStart: false,
    openEnd: false,
  }),
  windash: onPatterns(dashPatterns),
  base64: onPatterns((pattern) => [base64Pattern(pattern)]),
  base64offset: onPatterns(base64OffsetPatterns),
  wide: onPatterns((pattern) => [utf16Pattern(pattern, 'wide')]),
  utf16le: onPatterns((pattern) => [utf16Pattern(pattern, 'utf16le')]),
  utf16be: onPatterns((pattern) => [utf16Pattern(pattern, 'utf16be')]),
  utf16: onPatterns((pattern) => [utf16Pattern(pattern, 'utf16')]),
};

function onPatterns(change: (pattern: Pattern) => readonly Pattern[]): Apply {
  return (modified, modifier) => ({ kind: 'text', patterns: patternsOf(modified, modifier).flatMap(change) });
}

function positioned(openStart: boolean, openEnd: boolean): Apply {
  const opened = onPatterns((pattern) => [
    [...(openStart ? [ANY_TEXT] : []), ...pattern, ...(openEnd ? [ANY_TEXT] : [])],
  ]);
  return (modified, modifier) =>
    modified.kind === 'fieldref' ? { ...modified, openStart, openEnd } : opened(modified, modifier);
}

function flagged(flag: RegexFlag): Apply {
  return (modified, modifier) => {
    if (modified.kind !== 're') throw new MatchError(modifier, 'can only follow re');
    return { ...modified, flags: [...modified.flags, flag] };
  };
}

function compared(comparison: Comparison): Apply {
  return (modified, modifier) =>
    modified.kind === 'time'
      ? { kind: 'number', comparison, bound: String(modified.number), part: modified.part }
      : { kind: 'number', comparison, bound: numberOf(modified, modifier) };
}

function timed(part: TimePart): Apply {
  return (modified, modifier) => {
    const number = Number(numberOf(modified, modifier));
    if (!Number.isInteger(number)) throw new MatchError(modifier, `takes whole numbers, not ${number}`);
    return { kind: 'time', part, number };
  };
}

function plain(modified: ModifiedValue, modifier: string): { readonly value: RuleValue } {
  if (modified.kind === 'plain') return modified;
  throw new MatchError(
    modifier,
    `cannot follow ${modified.kind === 'text' ? 'a modifier that changes text' : modified.kind}`,
  );
}

function plainText(modified: ModifiedValue, modifier: string): string {
  const { value } = plain(modified, modifier);
  if (value === null) throw new MatchError(modifier, 'takes text, not null');
  return isWrittenNumber(value) ? value.written : String(value);
}

/** A truth where nothing else can stand: also as YAML 1.1 has it, which other tools read. */
const TRUE: ReadonlySet<string> = new Set(['true', 'yes', 'on']);
const FALSE: ReadonlySet<string> = new Set(['false', 'no', 'off']);

function booleanOf(modified: ModifiedValue, modifier: string): boolean {
  const { value } = plain(modified, modifier);
  const written = String(value).toLowerCase();
  if (TRUE.has(written)) return true;
  if (FALSE.has(written)) return false;
  throw new MatchError(modifier, `takes true or false, not ${shownValue(value)}`);
}

function numberOf(modified: ModifiedValue, modifier: string): string {
  const { value } = plain(modified, modifier);
  if (isWrittenNumber(value)) return isNumber(value.written) ? value.written : String(value.value);
  if (typeof value === 'string' && isNumber(value)) return value;
  throw new MatchError(modifier, `takes a number, not ${shownValue(value)}`);
}

function fieldOf(modified: ModifiedValue, modifier: string): string {
  const { value } = plain(modified, modifier);
  const path = typeof value === 'string' ? literalOf(parsePattern(value)) : undefined;
  if (path === undefined || path === '')
    throw new MatchError(modifier, `takes the path of a field, not ${shownValue(value)}`);
  return path;
}
