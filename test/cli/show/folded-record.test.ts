import { foldedRecord } from '../../../lib/cli/show/folded-record';

const linesOf = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);
const SCREEN = { rows: 24, columns: 80 };

it('leaves a record that fits as it is', () => {
  expect(foldedRecord(linesOf(22), SCREEN, '--record')).toEqual(linesOf(22));
});

it('says how many lines are folded', () => {
  expect(foldedRecord(linesOf(23), SCREEN, '--record')).toEqual([
    ...linesOf(22),
    '… 1 more line is folded: --record shows the whole record',
  ]);
});

it('counts a line that is wider than the screen as the lines that it takes', () => {
  const lines = foldedRecord([...linesOf(3), 'x'.repeat(80 * 18), ...linesOf(3)], SCREEN, '--record');
  expect(lines).toHaveLength(6);
  expect(lines.at(-1)).toMatch(/^… 2 more lines/);
});

it('shows the beginning of a record on one line', () => {
  const [begin = '', said] = foldedRecord(['x'.repeat(10_000)], SCREEN, '--record');
  expect(begin).toHaveLength(22 * 80);
  expect(said).toContain('--record shows it');
});

it('shows a few lines on the smallest screen', () => {
  expect(foldedRecord(linesOf(20), { rows: 5, columns: 80 }, '--record')).toHaveLength(9);
});
