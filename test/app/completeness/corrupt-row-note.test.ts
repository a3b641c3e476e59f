import { corruptRowNotes } from '../../../lib/app/completeness/corrupt-row-note';
import { CorruptRows } from '../../../lib/core/rows/corrupt-rows';
import { CorruptRowError } from '../../../lib/core/rows/row-codec';

function corruptRows(count: number): CorruptRows {
  const corrupt = new CorruptRows();
  for (let index = 0; index < count; index += 1) corrupt.add(error(`A/t#${index}\u001b[2J`));
  return corrupt;
}

function error(row: string): CorruptRowError {
  return new CorruptRowError('Events', row, 'record', 'a map');
}

it('says nothing where no row is corrupt', () => expect(corruptRowNotes(new CorruptRows())).toEqual([]));

it('names the first five rows as a terminal may see them, and counts the rest', () => {
  const [note] = corruptRowNotes(corruptRows(7));
  expect(note).toMatchObject({ kind: 'incomplete', text: expect.stringMatching(/^7 corrupt rows, .*; and 2 more$/) });
  expect(note?.text.match(/A\/t#\d/g)).toHaveLength(5);
  expect(note?.text).not.toContain('\u001b');
  expect(corruptRowNotes(corruptRows(1))[0]?.text).toMatch(/^1 corrupt row, [^;]*$/);
});

it('says what is wrong with a row, which is met once', () => {
  const corrupt = corruptRows(1);
  corrupt.add(error(corrupt.list()[0]?.row ?? ''));
  expect(corrupt.list().map(({ problem }) => problem)).toEqual([
    'its attribute record is not as expected: expected a map',
  ]);
  expect(() => corrupt.without(() => JSON.parse('{'))).toThrow(SyntaxError);
});
