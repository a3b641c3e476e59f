import { parquetFiles } from '../../../lib/adapters/parquet/parquet-file';
import type { FittedObject } from '../../../lib/core/export/fitted-value';
import type { Columns } from '../../../lib/core/export/shape';
import { parquetRows } from './parquet-rows';

const COLUMNS: Columns = {
  text: 'text',
  mark: 'boolean',
  id: 'integer',
  count: 'count',
  time: 'time',
  data: 'json',
  list: { items: 'text' },
  things: { items: { members: { id: 'text', labels: { items: 'text' } } } },
  object: { members: { inner: { members: { when: 'time' } } } },
};

/** The bytes of a file of rows. */
async function fileOf(rows: readonly FittedObject[], columns = COLUMNS): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const file = (await parquetFiles())(columns, async (bytes) => void chunks.push(bytes));
  for (const row of rows) await file.add(row, JSON.stringify(row).length);
  await file.end();
  return Buffer.concat(chunks);
}

const WHOLE = {
  text: 'é\u0000\u202e=1+1',
  mark: true,
  id: 99,
  count: 2 ** 53 - 1,
  time: 1_520_368_212_123,
  data: '{"a":1}',
  list: ['a', ''],
  things: [{ id: 'x', labels: ['l'] }, {}],
  object: { inner: { when: 5 } },
};

describe('a Parquet file', () => {
  it('gives back what was written, absent and empty values told apart', async () => {
    const rows = await parquetRows(await fileOf([WHOLE, {}, { list: [], things: [], object: {} }]));
    expect(rows).toEqual([
      {
        ...WHOLE,
        count: 9007199254740991n,
        time: new Date(1_520_368_212_123),
        things: [
          { id: 'x', labels: ['l'] },
          { id: null, labels: null },
        ],
        object: { inner: { when: new Date(5) } },
      },
      Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, null])),
      expect.objectContaining({ text: null, list: [], things: [], object: { inner: null } }),
    ]);
  });

  it('has groups of rows of some megabytes, and the same bytes each time', async () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => ({ text: `${at} ${'x'.repeat(20_000)}`, count: at }));
    const columns: Columns = { text: 'text', count: 'count' };
    const bytes = await fileOf(rows, columns);
    expect(bytes.equals(await fileOf(rows, columns))).toBe(true);
    expect((await parquetRows(bytes)).map(({ count }) => count)).toEqual(rows.map(({ count }) => BigInt(count)));
    const { parquetMetadata } = await import('hyparquet');
    const { row_groups: groups } = parquetMetadata(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
    );
    expect(groups.length).toBe(5);
    expect(groups.every(({ columns: parts }) => parts.every(({ meta_data: data }) => data?.codec === 'SNAPPY'))).toBe(
      true,
    );
  });

  it('may be empty', async () => {
    expect(await parquetRows(await fileOf([]))).toEqual([]);
  });
});
