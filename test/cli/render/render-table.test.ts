import { renderTable } from '../../../lib/cli/render/render-table';

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
