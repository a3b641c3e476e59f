import { displayWidth } from '../../../lib/cli/render/display-width';
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

describe('in a width', () => {
  const columns = [
    { title: 'NAME', least: 6 },
    { title: 'PATH', least: 8, cutAt: 'middle' },
    { title: 'ID' },
    { title: 'MORE', isOptional: true },
  ] as const;
  const row = ['a long name of somebody', '/orders/production/database/password', 'dec2b342', 'x'.repeat(20)];

  it('leaves out what is optional, then takes from the widest, and cuts no ID', () => {
    expect(renderTable(columns, [row])).toContain(row.join('  '));
    const lines = renderTable(columns, [row], 47).trimEnd().split('\n');
    expect(lines).toEqual([
      'NAME               PATH                ID',
      'a long name of s…  /orders/p…password  dec2b342',
    ]);
  });

  it('is narrower than what columns ask for rather than wider than the screen', () => {
    for (const line of renderTable(columns, [row], 24).trimEnd().split('\n')) {
      expect(displayWidth(line)).toBeLessThanOrEqual(24);
    }
  });
});
