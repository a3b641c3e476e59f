import { isUnsafe, safeJson, safeText } from '../../../lib/core/text/safe-text';

describe('safeText', () => {
  it.each([
    ['an escape sequence', 'a\u001b[2Jb', 'a·[2Jb'],
    ['line ends', 'a\r\nb', 'a··b'],
    ['a control of one byte', 'a\u009bb', 'a·b'],
    ['an override of the direction', 'a\u202eb', 'a·b'],
    ['a noncharacter', 'a\uffffb', 'a·b'],
    ['half a character', 'a\ud800b', 'a\ufffdb'],
  ])('replaces %s', (_, text, expected) => {
    expect(safeText(text)).toBe(expected);
    expect(isUnsafe(text)).toBe(true);
  });

  it('leaves letters of all scripts as they are', () => {
    expect(safeText('Zoë 서울 😀')).toBe('Zoë 서울 😀');
    expect(isUnsafe('Zoë 서울 😀')).toBe(false);
  });
});

describe('safeJson', () => {
  it('escapes what a terminal may obey, and stays the same JSON', () => {
    const json = JSON.stringify({ userAgent: 'a\u009b2J\u202e\u{e0041}' });
    expect(isUnsafe(safeJson(json))).toBe(false);
    expect(JSON.parse(safeJson(json))).toEqual(JSON.parse(json));
  });
});
