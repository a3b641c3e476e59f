import { columnsOf, rowsOf } from '../../../lib/cli/terminal/terminal-size';

const terminal = { isTTY: true, columns: 100, rows: 30 };
const pipe = { isTTY: false, columns: 0, rows: 0 };

it.each([
  [100, terminal, undefined],
  [200, terminal, '200'],
  [80, terminal, '20'],
  [100, terminal, 'wide'],
  [120, pipe, undefined],
  [90, pipe, '90'],
  [120, { ...terminal, columns: 0 }, undefined],
])('takes %d columns', (columns, stream, said) => {
  expect(columnsOf(stream, said === undefined ? {} : { COLUMNS: said })).toBe(columns);
});

it('knows the lines of a terminal alone', () => {
  expect([terminal, pipe, { ...terminal, rows: 0 }].map(rowsOf)).toEqual([30, undefined, undefined]);
});
