import { cut, cutMiddle, padded } from '../../../lib/cli/render/cut-text';
import { displayWidth } from '../../../lib/cli/render/display-width';

it('cuts between characters and within the width', () => {
  expect(cut('abc', 3)).toBe('abc');
  expect(cut('abcd', 3)).toBe('ab…');
  expect(cut('😀😀😀', 4)).toBe('😀…');
  expect(cut('abcd', Number.POSITIVE_INFINITY)).toBe('abcd');
  expect(cut('abcd', 0)).toBe('');
});

it('cuts in the middle, and keeps both ends', () => {
  expect(cutMiddle('/orders/production/password', 15)).toBe('/orders…assword');
  expect(cutMiddle('日本日本日本', 7)).toBe('日本…本');
  expect(cutMiddle('ab', 1)).toBe('…');
  expect([cutMiddle('abc', 3), cutMiddle('abc', 0)]).toEqual(['abc', '']);
});

it.each([cut, cutMiddle])('ends text that has no width, in no time', (shorten) => {
  const stacked = `a${'\u0301'.repeat(300_000)}`;
  const kept = shorten(stacked, 24);
  expect(kept.length).toBeLessThan(500);
  expect(displayWidth(kept)).toBeLessThanOrEqual(24);
});

it('pads by what a terminal shows', () => expect([padded('日', 4), padded('abc', 2)]).toEqual(['日  ', 'abc']));
