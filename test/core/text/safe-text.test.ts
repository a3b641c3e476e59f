import fc from 'fast-check';
import { isUnsafe, safeJson, safeText } from '../../../lib/core/text/safe-text';

const HOSTILE = [
  '\u001b[2J',
  '\u009b31m',
  '\u0007',
  '\r\n',
  '\u007f',
  '\u2028',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u00ad',
  '\ufeff',
  '\u3164',
  '\u{e0041}',
];

it.each(HOSTILE)('shows %j as a dot', (text) => {
  expect(safeText(`a${text}b`)).not.toContain(text.charAt(0));
  expect(safeText(`a${text}b`)).toMatch(/^a·/);
  expect(isUnsafe(text)).toBe(true);
});

it('leaves readable text as it is', () => {
  for (const text of ['plain text', 'Ünïcödé 日本語 العربية', '😀', ''])
    expect([safeText(text), isUnsafe(text)]).toEqual([text, false]);
  expect(safeText('a\ud800')).toBe('a\ufffd');
});

it('escapes JSON so that it is the same JSON and says nothing to a terminal', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(...HOSTILE), (value, hostile) => {
      const json = safeJson(JSON.stringify({ value, [hostile]: hostile }));
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ value, [hostile]: hostile })));
      expect(isUnsafe(json)).toBe(false);
    }),
  );
});
