import { putDelivery } from '../../../../lib/adapters/sqlite/deliveries/deliveries';
import { SqliteReceiptReader } from '../../../../lib/adapters/sqlite/deliveries/sqlite-receipt-reader';
import { SCHEMA_STEPS, VERSION_WITH_TIMES } from '../../../../lib/adapters/sqlite/schema/schema-steps';
import { bringUpToDate } from '../../../../lib/adapters/sqlite/schema/sqlite-schema';
import { SqliteConnection } from '../../../../lib/adapters/sqlite/sqlite-connection';

const ALL = { from: ' ', to: '\u{10ffff}' };
const ROOT = 'local:AWSLogs/111122223333/CloudTrail/eu-central-1/';

function opened(): { readonly connection: SqliteConnection; readonly reader: SqliteReceiptReader } {
  const connection = new SqliteConnection(':memory:', { access: 'write' });
  bringUpToDate(connection, 0);
  return { connection, reader: new SqliteReceiptReader(connection) };
}

function put(connection: SqliteConnection, ...names: readonly string[]): void {
  for (const name of names) {
    const end = name.lastIndexOf('/') + 1;
    connection.write(() => putDelivery(connection, { folder: name.slice(0, end), fileName: name.slice(end) }));
  }
}

const ofDay = (day: number) => ({ folder: `${ROOT}2026/03/${String(day).padStart(2, '0')}/`, ...ALL });
const named = (day: number) => {
  const name = `111122223333_CloudTrail_eu-central-1_202603${String(day).padStart(2, '0')}`;
  return { folder: '/logs/', from: name, to: `${name}\u{10ffff}` };
};
const DAYS = Array.from({ length: 28 }, (_, index) => 28 - index);

it.each([
  ['folders of days', ofDay, [`${ROOT}2026/03/03/a`, `${ROOT}2026/03/20/a`, `${ROOT}2026/03/20/b`]],
  ['names of files', named, [`/logs/${named(3).from}T0005Z_a`, `/logs/${named(20).from}T0005Z_a`]],
])('tells days with and without receipts by %s, asking once for days without', async (_, range, names) => {
  const { connection, reader } = opened();
  put(connection, ...names, '/logs/111122223333_CloudTrail_us-east-1_20260310T0005Z_a', `${ROOT}2026/03/10`);
  const statements = jest.spyOn(connection, 'all');
  const found: boolean[] = [];
  for (const day of DAYS) found.push(await reader.hasReceipts(range(day)));
  expect(DAYS.filter((_day, index) => found[index])).toEqual([20, 3]);
  // Two for each day with receipts, one for each row of days without.
  expect(statements).toHaveBeenCalledTimes(2 * 2 + 3);
  connection.close();
});

it('sees a receipt that comes while somebody else has their turn', async () => {
  const { connection, reader } = opened();
  expect(await reader.hasReceipts(ofDay(2))).toBe(false);
  put(connection, `${ROOT}2026/03/02/a`);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await reader.hasReceipts(ofDay(2))).toBe(true);
  expect(await reader.deliveryTimes(ofDay(1), 1)).toEqual([]);
  connection.close();
});

it('gives the times of the newest deliveries that have one, in stores of older versions too', async () => {
  const connection = new SqliteConnection(':memory:', { access: 'write' });
  for (const [index, step] of SCHEMA_STEPS.slice(0, VERSION_WITH_TIMES - 1).entries()) {
    connection.script(`${step} PRAGMA user_version = ${index + 1};`);
  }
  const rows = [
    '{"deliveredAt":"2026-03-02T00:05:00Z"}',
    '{"deliveredAt":"2026-03-02T00:10:00Z"}',
    '{"deliveredAt":7}',
    '{',
    '{}',
  ];
  for (const [index, row] of rows.entries()) {
    connection.write(() =>
      connection.run('INSERT INTO deliveries VALUES (?, ?, ?)', [ofDay(2).folder, `${index}`, row]),
    );
  }
  const known = ['2026-03-02T00:10:00Z', '2026-03-02T00:05:00Z'];
  const times = (limit: number) => new SqliteReceiptReader(connection).deliveryTimes(ofDay(2), limit);
  expect([await times(10), await times(4), await times(3)]).toEqual([known, known.slice(0, 1), []]);
  connection.commit();
  bringUpToDate(connection, VERSION_WITH_TIMES - 1);
  expect([await times(10), await times(4), await times(3)]).toEqual([known, known.slice(0, 1), []]);
  const receipt = { folder: ofDay(2).folder, fileName: '5', deliveredAt: '2026-03-02T00:15:00Z' };
  connection.write(() => putDelivery(connection, receipt));
  expect(await times(10)).toEqual([receipt.deliveredAt, ...known]);
  connection.close();
});

it('asks anew about names that are not ASCII, whose order is another in JavaScript', async () => {
  const { connection, reader } = opened();
  put(connection, '/logs/\u{1f512}');
  const range = (name: string) => ({ folder: '/logs/', from: name, to: name });
  expect(await reader.hasReceipts(range('\u{1f511}'))).toBe(false);
  expect(await reader.hasReceipts(range('\u{1f512}'))).toBe(true);
  expect(await reader.hasReceipts(range('\uffff'))).toBe(false);
  connection.close();
});

it('tells everybody who waits that the database failed', async () => {
  const { connection, reader } = opened();
  connection.script('DROP TABLE deliveries');
  await expect(Promise.all([reader.hasReceipts(ofDay(1)), reader.hasReceipts(named(1))])).rejects.toThrow(
    'no such table: deliveries',
  );
  connection.close();
});
