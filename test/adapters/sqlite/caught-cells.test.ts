import { CaughtCells } from '../../../lib/adapters/sqlite/caught-cells';
import { bringUpToDate } from '../../../lib/adapters/sqlite/schema/sqlite-schema';
import { SqliteConnection } from '../../../lib/adapters/sqlite/sqlite-connection';
import { Texts } from '../../../lib/adapters/sqlite/texts';
import type { LoadRowJudge } from '../../../lib/app/ports/judging/row-judge';
import { eventRowFor } from '../contract-rows';

let connection: SqliteConnection;
let texts: Texts;

beforeEach(() => {
  connection = new SqliteConnection(':memory:', { access: 'write' });
  bringUpToDate(connection, 0);
  texts = new Texts(connection);
});

afterEach(() => connection.close());

/** What is kept of rows of these names, with what judges them. */
async function kept(load: LoadRowJudge | undefined, ...names: readonly string[]): Promise<readonly unknown[]> {
  const cells = new CaughtCells(texts, load);
  await cells.ready();
  return connection.write(() =>
    names.map((name) => {
      const number = cells.of(eventRowFor(name));
      return number === null ? null : texts.valueOf(number);
    }),
  );
}

it('is the number of what the judge says, and nothing where it says nothing or fails', async () => {
  const judge = ({ eventName }: { readonly eventName: string }) => {
    if (eventName === 'Fails') throw new Error('no rule can be evaluated');
    return eventName === 'Unknown' ? undefined : `[${eventName}]`;
  };
  expect(await kept(async () => ({ judge }), 'A', 'Fails', 'Unknown', 'A')).toEqual(['[A]', null, null, '[A]']);
});

it('is nothing where nobody judges, and where rules cannot be loaded', async () => {
  expect(await kept(undefined, 'A')).toEqual([null]);
  expect(await kept(() => Promise.reject(new Error('not built')), 'A')).toEqual([null]);
});

it('loads what judges once, for the first row', async () => {
  const load = jest.fn(async () => ({ judge: () => undefined }));
  const cells = new CaughtCells(texts, load);
  expect(load).not.toHaveBeenCalled();
  await Promise.all([cells.ready(), cells.ready()]);
  expect(cells.ready()).toBeUndefined();
  expect(load).toHaveBeenCalledTimes(1);
});
