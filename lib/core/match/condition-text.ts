import { type Condition, joined } from './condition';
import { MatchError } from './match-error';
import { textTest } from './text-test';
import { parsePattern } from './wildcard-pattern';

/** The named selections of a rule. */
export type Selections = ReadonlyMap<string, Condition>;

/**
 * Reads a condition such as `selection and not 1 of filter_*` (Sigma specification, "Condition"). `not` binds before
 * `and`, `and` before `or`. Throws a `MatchError` for anything else, a name without selection, and a selector that
 * no selection answers to.
 */
export function parseCondition(text: string, selections: Selections): Condition {
  const reader = { text, tokens: text.match(TOKENS) ?? [], position: 0, selections };
  if (text.includes('|'))
    throw problem(reader, 'aggregations after "|" are of Sigma 1; write a correlation, which is a document of its own');
  const condition = readOr(reader, 0);
  if (reader.position < reader.tokens.length)
    throw problem(reader, `found ${found(reader)}, expected "and", "or" or the end`);
  return condition;
}

/** Where reading stands; only `position` moves. */
interface Reader {
  readonly text: string;
  readonly tokens: readonly string[];
  position: number;
  readonly selections: Selections;
}

const TOKENS = /[A-Za-z0-9_*-]+|\S/g;
const NAME = /^[A-Za-z0-9_*-]+$/;
const OPERATORS = new Set(['and', 'or', 'not']);

/** Parentheses and `not` within each other: real rules use three, and a hostile file must not exhaust the stack. */
const MAX_DEPTH = 100;

function readOr(reader: Reader, depth: number): Condition {
  const parts = [readAnd(reader, depth)];
  while (take(reader, 'or')) parts.push(readAnd(reader, depth));
  return joined('or', parts);
}

function readAnd(reader: Reader, depth: number): Condition {
  const parts = [readNot(reader, depth)];
  while (take(reader, 'and')) parts.push(readNot(reader, depth));
  return joined('and', parts);
}

function readNot(reader: Reader, depth: number): Condition {
  if (depth > MAX_DEPTH) throw problem(reader, `is nested more than ${MAX_DEPTH} levels deep`);
  return take(reader, 'not') ? { kind: 'not', part: readNot(reader, depth + 1) } : readOperand(reader, depth);
}

function readOperand(reader: Reader, depth: number): Condition {
  if (take(reader, '(')) {
    const inner = readOr(reader, depth + 1);
    if (!take(reader, ')')) throw problem(reader, `found ${found(reader)}, expected ")"`);
    return inner;
  }
  const name = reader.tokens[reader.position];
  if (name === undefined || !NAME.test(name) || OPERATORS.has(name)) {
    throw problem(reader, `found ${found(reader)}, expected the name of a selection, "1 of", "all of", "not" or "("`);
  }
  reader.position += 1;
  return take(reader, 'of') ? readSelector(reader, name) : namedSelection(reader, name);
}

function readSelector(reader: Reader, quantifier: string): Condition {
  const kind = KIND_OF.get(quantifier);
  if (kind === undefined) throw problem(reader, `"${quantifier} of" is unknown, expected "1 of", "any of" or "all of"`);
  const pattern = reader.tokens[reader.position];
  if (pattern === undefined || !NAME.test(pattern)) {
    throw problem(reader, `found ${found(reader)}, expected a name, a pattern or "them" after "${quantifier} of"`);
  }
  reader.position += 1;
  const parts = selected(reader.selections, pattern);
  if (parts.length === 0) throw problem(reader, `"${quantifier} of ${pattern}" matches no selection`);
  return joined(kind, parts);
}

const KIND_OF = new Map<string, 'and' | 'or'>([
  ['1', 'or'],
  ['any', 'or'],
  ['all', 'and'],
]);

/** Names that start with `_` only count where they are written out: Sigma keeps them out of patterns and `them`. */
function selected(selections: Selections, pattern: string): readonly Condition[] {
  if (pattern !== 'them' && !pattern.includes('*'))
    return [selections.get(pattern)].filter((each) => each !== undefined);
  const matches = textTest([parsePattern(pattern === 'them' ? '*' : pattern)], true);
  return [...selections].flatMap(([name, part]) => (!name.startsWith('_') && matches(name) ? [part] : []));
}

function namedSelection(reader: Reader, name: string): Condition {
  const selection = reader.selections.get(name);
  if (selection !== undefined) return selection;
  throw problem(reader, `there is no selection "${name}", expected one of ${[...reader.selections.keys()].join(', ')}`);
}

function take(reader: Reader, token: string): boolean {
  if (reader.tokens[reader.position] !== token) return false;
  reader.position += 1;
  return true;
}

function found(reader: Reader): string {
  const token = reader.tokens[reader.position];
  return token === undefined ? 'the end' : JSON.stringify(token);
}

function problem(reader: Reader, text: string): MatchError {
  return new MatchError(`condition ${JSON.stringify(reader.text)}`, text);
}
