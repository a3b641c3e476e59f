import { RE2JS } from 're2js';
import { foldCase } from './scalar-text';
import { literalOf, type Pattern } from './wildcard-pattern';

/** Whether text of a record is what a test looks for. */
export type TextTest = (text: string) => boolean;

/**
 * A test that holds for text equal to any of the patterns as a whole, ignoring letter case unless `cased`. Its time is
 * linear in the text: literals are one set, `*` is searched from left to right, and RE2 handles patterns with `?`. Most
 * tests of a rule are never asked, so patterns with wildcards are made ready by the first text.
 */
export function textTest(patterns: readonly Pattern[], cased: boolean): TextTest {
  const read = cased ? (text: string) => text : foldCase;
  const literals = new Set(patterns.map(literalOf).flatMap((text) => (text === undefined ? [] : [read(text)])));
  const wild = patterns.filter((each) => literalOf(each) === undefined);
  let others: readonly TextTest[] | undefined;
  return (text) => {
    const readText = read(text);
    others ??= wild.map((each) => wildcardTest(each, read));
    return literals.has(readText) || others.some((holds) => holds(readText));
  };
}

function wildcardTest(pattern: Pattern, read: (text: string) => string): TextTest {
  const hasSingle = pattern.some((part) => 'wildcard' in part && part.wildcard === '?');
  return hasSingle ? singleWildcardTest(pattern, read) : segmentsTest(segmentsOf(pattern, read));
}

/** RE2 counts characters rather than UTF-16 units, as `?` does, and never backtracks. */
function singleWildcardTest(pattern: Pattern, read: (text: string) => string): TextTest {
  const source = pattern.map((part) => ('literal' in part ? RE2JS.quote(read(part.literal)) : REGEX_OF[part.wildcard]));
  const regex = RE2JS.compile(source.join(''), RE2JS.DOTALL);
  return (text) => regex.testExact(text);
}

const REGEX_OF = { '*': '.*', '?': '.' } as const;

/** The literal text before, between and after the `*` of a pattern. There are at least two, and any may be empty. */
function segmentsOf(pattern: Pattern, read: (text: string) => string): readonly string[] {
  const segments: string[] = [];
  let open = '';
  for (const part of pattern) {
    if ('literal' in part) open += read(part.literal);
    else {
      segments.push(open);
      open = '';
    }
  }
  return [...segments, open];
}

/** Leftmost matches are enough, because an earlier segment never leaves less room for the next one. */
function segmentsTest(segments: readonly string[]): TextTest {
  const first = segments[0] ?? '';
  const last = segments.at(-1) ?? '';
  const between = segments.slice(1, -1).filter((segment) => segment !== '');
  return (text) => {
    if (text.length < first.length + last.length) return false;
    return text.startsWith(first) && text.endsWith(last) && inOrder(text, between, first.length, last.length);
  };
}

function inOrder(text: string, segments: readonly string[], from: number, reservedAtEnd: number): boolean {
  let position = from;
  for (const segment of segments) {
    const found = text.indexOf(segment, position);
    if (found === -1) return false;
    position = found + segment.length;
  }
  return position <= text.length - reservedAtEnd;
}
