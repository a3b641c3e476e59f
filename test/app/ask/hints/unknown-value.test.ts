import { hintText } from '../../../../lib/app/ask/hints/empty-answer-hint';
import {
  frequentFirst,
  type UnknownValue,
  unknownValueHint,
  withFlag,
} from '../../../../lib/app/ask/hints/unknown-value';

const UNKNOWN: UnknownValue = {
  flag: '--session',
  value: 'alice-0123',
  found: 'none',
  reason: undefined,
  meant: [],
  known: [],
};
const textOf = (overrides: Partial<UnknownValue>) =>
  hintText(unknownValueHint({ ...UNKNOWN, ...overrides }, (text) => text));

it('suggests what was meant before what is near, each once, and three at most', () => {
  expect(
    textOf({ meant: [{ flag: '--actor', value: 'alice' }], known: ['alice-01234', 'alice-012345', 'alice-0123456'] }),
  ).toBe(
    '--session alice-0123 finds nothing on its own; did you mean --actor alice or --session alice-01234 or --session alice-012345?',
  );
  expect(textOf({ meant: [{ flag: '--session', value: 'alice-01234' }], known: ['alice-01234'] })).toMatch(
    /did you mean --session alice-01234\?$/,
  );
});

it('names each value with its flag', () => {
  const known = ['p', 'q'];
  const named = unknownValueHint({ ...UNKNOWN, known }, (text, { flag, value }) => {
    return { text, words: [{ flag: 'actor', value: `${flag}=${value}` }], without: [] };
  });
  expect(named.filter((part) => typeof part !== 'string')).toEqual(
    known.map((value) => ({ text: value, words: [{ flag: 'actor', value: `--session=${value}` }], without: [] })),
  );
});

it('lists values where none is near, and says if there is none at all', () => {
  expect(textOf({ known: ['bob-1'] })).toMatch(/; there is bob-1$/);
  expect(textOf({ known: ['p', 'q', 'r', 's', 't', 'u', 'v'] })).toMatch(/; there are p, q, r, s, t and 2 more$/);
  expect(textOf({})).toMatch(/; no event in this store has one$/);
});

it('says what is odd about a value, and where not all could be looked at', () => {
  expect(textOf({ reason: 'it has no digits' })).toMatch(/finds nothing on its own: it has no digits; /);
  expect(textOf({ found: 'unknown' })).toMatch(/^--session alice-0123 is not among the newest events; /);
});

it('quotes a value for a shell, and shows the beginning of a long one', () => {
  expect(withFlag('--actor', "it's")).toBe(`--actor 'it'\\''s'`);
  expect(withFlag('--actor', 'x'.repeat(500))).toMatch(/^--actor x{100,130}…$/);
});

it('has the most frequent values first, each once', () => {
  expect(frequentFirst(['b', 'a', 'a', 'c', 'a', 'b'])).toEqual(['a', 'b', 'c']);
});
