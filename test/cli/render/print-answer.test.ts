import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, countsAnswer, rowsTable } from '../../../lib/cli/render/answer';
import { printed } from '../../../lib/cli/render/print-answer';
import { OUTPUT_FORMATS } from '../../../lib/cli/terminal/output';
import { printedText, WIDE_SCREEN } from '../printed-text';

interface Row {
  readonly name: string;
  readonly tags?: readonly string[];
  readonly part?: object;
}

const ROWS: readonly Row[] = [
  { name: 'a', tags: ['x', 'y'] },
  { name: '=b', part: { c: 1 } },
];

function answerOf(rows: Answer<Row>['rows'], more: Partial<Answer<Row>> = {}): Answer<Row> {
  return {
    rows,
    fields: ['name', 'tags', 'part'],
    table: rowsTable([{ title: 'NAME' }], ({ name }) => [name]),
    ...more,
  };
}

it('is an array, lines, cells or a table of the rows', async () => {
  const texts = await Promise.all(OUTPUT_FORMATS.map((format) => printedText(answerOf(ROWS), format)));
  expect(texts).toEqual([
    'NAME\na\n=b\n',
    '[\n{"name":"a","tags":["x","y"]},\n{"name":"=b","part":{"c":1}}\n]\n',
    '{"name":"a","tags":["x","y"]}\n{"name":"=b","part":{"c":1}}\n',
    'name,tags,part\r\na,x y,\r\n\'=b,,"{""c"":1}"\r\n',
  ]);
});

it('is an empty array, a line of titles or nothing where there are no rows', async () => {
  const texts = await Promise.all(OUTPUT_FORMATS.map((format) => printedText(answerOf([]), format)));
  expect(texts).toEqual(['', '[]\n', '', 'name,tags,part\r\n']);
});

it('shows a document in place of the rows as JSON, on several lines where lines are the rows', async () => {
  const document = { rows: 2 };
  const [json, lines] = await Promise.all(
    (['json', 'ndjson'] as const).map((format) => printedText(answerOf(ROWS, { document }), format)),
  );
  expect([json, lines]).toEqual(['{"rows":2}\n', '{"rows":2}\n']);
  const answer = answerOf(ROWS, { document, rowsAsLines: true });
  expect(await printedText(answer, 'json')).toBe('{\n  "rows": 2\n}\n');
  expect(await printedText(answer, 'ndjson')).toBe(await printedText(answerOf(ROWS), 'ndjson'));
});

it('shows counts line by line in a table', async () => {
  expect(await printedText(countsAnswer({ done: 1, left: 2 }), 'table')).toBe('WHAT  COUNT\ndone  1\nleft  2\n');
  expect(await printedText(countsAnswer({ done: 1, left: 2 }), 'csv')).toBe('done,left\r\n1,2\r\n');
});

it.each(['json', 'ndjson', 'csv'] as const)(
  'prints each row of a stream as %s before it asks for the next',
  async (format) => {
    let asked = 0;
    async function* stream(): AsyncGenerator<Row> {
      for (const name of ['first', 'second', 'third']) {
        asked += 1;
        yield { name };
      }
    }
    let text = '';
    for await (const piece of printed(answerOf(stream()), format, WIDE_SCREEN)) {
      text += piece;
      if (text.includes('first')) break;
    }
    expect([text.includes('first'), asked]).toEqual([true, 1]);
  },
);

it('is the one place that knows the forms of rows; a story, which is no list of rows, has its own', () => {
  const lib = join(__dirname, '../../../lib');
  const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const knowing = files.filter((file) => /switch \(.*format/i.test(readFileSync(join(lib, file), 'utf8')));
  expect(knowing.sort()).toEqual([join('cli', 'render', 'print-answer.ts'), join('cli', 'story', 'story-text.ts')]);
});
