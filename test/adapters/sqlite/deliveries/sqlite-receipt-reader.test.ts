import { SqliteReceiptReader } from '../../../../lib/adapters/sqlite/deliveries/sqlite-receipt-reader';
import { bringUpToDate } from '../../../../lib/adapters/sqlite/schema/sqlite-schema';
import { SqliteConnection } from '../../../../lib/adapters/sqlite/sqlite-connection';

const RANGES = Array.from({ length: 40 }, (_, index) => ({ folder: `folder-${index}/`, from: 'a', to: 'b' }));

function asked(): { readonly connection: SqliteConnection; readonly answers: () => Promise<readonly boolean[]> } {
  const connection = new SqliteConnection(':memory:', { access: 'write' });
  bringUpToDate(connection, 0);
  const reader = new SqliteReceiptReader(connection);
  return { connection, answers: () => Promise.all(RANGES.map((range) => reader.hasReceipts(range))) };
}

it('asks with one statement about all ranges that are asked about at once', async () => {
  const { connection, answers } = asked();
  const statements = jest.spyOn(connection, 'all');
  expect(await answers()).toEqual(RANGES.map(() => false));
  expect(statements).toHaveBeenCalledTimes(1);
  connection.close();
});

it('tells everybody who waits that the database failed', async () => {
  const { connection, answers } = asked();
  connection.script('DROP TABLE deliveries');
  await expect(answers()).rejects.toThrow('no such table: deliveries');
  connection.close();
});
