import stringWidth from 'string-width';
import { cut, renderTable } from '../../../lib/cli/render/render-table';

const COLUMNS = [{ title: 'NAME', maxWidth: 6 }, { title: 'REF' }];

it('lines columns up by what a terminal shows', () => {
  const rows = [
    ['日本', 'x'],
    ['abcdefgh', 'y'],
    ['', 'z'],
  ];
  expect(renderTable(COLUMNS, rows)).toBe('NAME    REF\n日本    x\nabcde…  y\n        z\n');
});

it('holds text in its line and cell', () => {
  const text = renderTable(COLUMNS, [['a\nb\u001b[2J', 'r\r\u202e']]);
  expect(text).toBe('NAME    REF\na·b·[…  r··\n');
});

it('takes very many rows', () => {
  const rows = Array.from({ length: 200_000 }, () => ['a', 'b']);
  expect(renderTable(COLUMNS, rows)).toHaveLength('NAME  REF\n'.length + 200_000 * 'a     b\n'.length);
});

describe('cut', () => {
  it('cuts between characters and within the width', () => {
    expect(cut('abc', 3)).toBe('abc');
    expect(cut('abcd', 3)).toBe('ab…');
    expect(cut('😀😀😀', 4)).toBe('😀…');
    expect(cut('abcd', undefined)).toBe('abcd');
  });

  it('ends text that has no width, in no time', () => {
    const stacked = `a${'\u0301'.repeat(300_000)}`;
    const kept = cut(stacked, 24);
    expect(kept.length).toBeLessThan(250);
    expect(stringWidth(kept)).toBeLessThanOrEqual(24);
  });
});
