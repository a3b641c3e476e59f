import { createHash } from 'node:crypto';
import { bringUpToDate } from '../../../lib/adapters/sqlite/schema/sqlite-schema';
import { SqliteConnection } from '../../../lib/adapters/sqlite/sqlite-connection';
import { Texts } from '../../../lib/adapters/sqlite/texts';

const NAMES = ['alice', 'bob', 'carol', 'dave'];

let connection: SqliteConnection;
let ids: readonly number[];

beforeEach(() => {
  connection = new SqliteConnection(':memory:', { access: 'write' });
  bringUpToDate(connection, 0);
  const texts = new Texts(connection);
  ids = NAMES.map((name) => connection.write(() => texts.idOf(name)));
});

afterEach(() => connection.close());

it('gives the number of a value, and the value of a number', () => {
  const texts = new Texts(connection);
  expect(ids.map((id) => texts.valueOf(id))).toEqual(NAMES);
  expect(NAMES.map((name) => texts.known(name))).toEqual(ids);
  expect([texts.known('eve'), texts.valueOf(999), texts.nameOf(999)]).toEqual([undefined, undefined, undefined]);
});

it.each<readonly [string, (texts: Texts) => unknown]>([
  ['by its number', (texts) => texts.valueOf(ids[0] ?? 0)],
  ['with others', (texts) => texts.fetch(ids)],
  ['of counts', (texts) => texts.read(ids)],
  ['that somebody asks for', (texts) => texts.known('alice')],
  ['that somebody asks for with others', (texts) => texts.fetchKnown(NAMES)],
])('takes no text %s that a fault of the disk has changed', (_, read) => {
  connection.script(`UPDATE texts SET text = '"alicf"' WHERE id = ${ids[0]}`);
  expect(() => read(new Texts(connection))).toThrow(
    'the database is damaged; remove the folder and ingest the log files',
  );
});

it('takes a text that stands under its second hash, as one does that meets another in the first', () => {
  const second = createHash('sha256').update('"eve"\n1').digest('hex').slice(0, 16);
  connection.script(`INSERT INTO texts (id, hash, text) VALUES (70, x'${second}', '"eve"')`);
  expect(new Texts(connection).valueOf(70)).toBe('eve');
});

it('tells apart texts of the same sum, which anybody can make', () => {
  const alike = ['plumless', 'buckeroo', 'carol'];
  const [one, other] = alike.map((text) => connection.write(() => new Texts(connection).idOf(text)));
  expect(connection.all('SELECT DISTINCT sum FROM texts WHERE id IN (?, ?)', [one ?? 0, other ?? 0])).toHaveLength(1);
  const texts = new Texts(connection);
  expect(alike.map((text) => texts.known(text))).toEqual([one, other, ids[2]]);
  const together = new Texts(connection);
  together.fetchKnown(alike);
  connection.script('DELETE FROM texts');
  expect(alike.map((text) => together.known(text))).toEqual([one, other, ids[2]]);
});

it('finds and checks texts that an earlier version stored without a sum', () => {
  connection.script(`UPDATE texts SET sum = NULL WHERE id IN (${ids[0]}, ${ids[1]})`);
  const texts = new Texts(connection);
  expect(NAMES.map((name) => texts.known(name))).toEqual(ids);
  expect(ids.map((id) => texts.valueOf(id))).toEqual(NAMES);
  connection.script(`UPDATE texts SET text = '"alicf"' WHERE id = ${ids[0]}`);
  expect(() => new Texts(connection).valueOf(ids[0] ?? 0)).toThrow('the database is damaged');
});

it('gives no name where a value is none', () => {
  const texts = new Texts(connection);
  const id = connection.write(() => texts.idOf(['alice']));
  expect([texts.nameOf(id), texts.nameOf(ids[1] ?? 0)]).toEqual([undefined, 'bob']);
});
