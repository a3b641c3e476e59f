import { csvLine } from '../../../lib/cli/render/render-csv';

it.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1', "'  =1"],
  ['＝1', "'＝1"],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['\t=1', '·=1'],
  ['\r=1', '·=1'],
  ['a\nb', 'a·b'],
  ['\u001b[2J', '·[2J'],
  ['x;=1', '"x;=1"'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['plain', 'plain'],
  ['', ''],
])('writes %j as %s', (text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\r\n`);
});

it('is one line whatever its cells hold', () => {
  expect(csvLine(['a\r\nb', '\u2028', 'c'])).toBe('a··b,·,c\r\n');
});

it('cuts what no spreadsheet could hold, and says so', () => {
  expect(csvLine(['x'.repeat(32_767)])).toBe(`${'x'.repeat(32_767)}\r\n`);
  const [cell = ''] = csvLine([`=${'😀'.repeat(20_000)}`, 'next']).split('",');
  const text = cell.replace(/^"/, '').replaceAll('""', '"');
  expect(text).toHaveLength(32_767);
  expect(text).toMatch(/^'=😀+.?… \(cut: it has 40002 characters; --output json has them all\)$/u);
  expect(text.isWellFormed()).toBe(true);
});
