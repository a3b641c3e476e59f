import fc from 'fast-check';
import { displayWidth } from '../../../lib/cli/render/display-width';
import { wrapped } from '../../../lib/cli/render/wrapped-text';

it('breaks behind blanks and behind the parts of a name', () => {
  expect(wrapped('who did this, to what', 10)).toEqual(['who did', 'this, to', 'what']);
  expect(wrapped('arn:aws:iam::111122223333:role/path/operations', 32)).toEqual([
    'arn:aws:iam::111122223333:role/',
    'path/operations',
  ]);
});

it('breaks a word that is too long for a line, and never a character', () => {
  expect(wrapped('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
  expect(wrapped('名前名前', 5)).toEqual(['名前', '名前']);
  expect(wrapped('e\u0301e\u0301e\u0301', 2)).toEqual(['e\u0301e\u0301', 'e\u0301']);
});

it('fits every text into its width and loses no character but blanks', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 300 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 10, max: 100 }), (text, width) => {
      const lines = wrapped(text, width);
      expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }),
  );
});

it('bounds lines of text that has no width', () => {
  expect(wrapped('\u0301'.repeat(100_000), 70).length).toBeGreaterThan(100);
});
