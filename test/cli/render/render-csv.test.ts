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
