import { LocalStoreFailedError } from '../../../lib/adapters/sqlite/local-store-failed-error';
import { SqliteConnection } from '../../../lib/adapters/sqlite/sqlite-connection';

let connection: SqliteConnection;

beforeEach(() => {
  connection = new SqliteConnection(':memory:', { access: 'write' });
  connection.script('CREATE TABLE cells (number INTEGER, text TEXT, bytes BLOB)');
});

afterEach(() => connection.close());

const cells = () => connection.first('SELECT number, text, bytes FROM cells');

describe('what a query gives', () => {
  it('is what was written: a text with a NUL, whole', () => {
    connection.script("INSERT INTO cells VALUES (7, 'a' || char(0) || 'b', x'0001')");
    expect(cells()).toEqual([7, 'a\u0000b', Buffer.of(0, 1)]);
    expect(connection.first("SELECT text || '#' || number, count(*), NULL, text IS NULL FROM cells")).toEqual([
      'a\u0000b#7',
      1,
      null,
      0,
    ]);
  });

  it('is of the type of its column, whatever stands there', () => {
    connection.script("INSERT INTO cells VALUES ('many', x'6162', 'text')");
    expect(cells()).toEqual([0, 'ab', Buffer.from('text')]);
    connection.script("DELETE FROM cells; INSERT INTO cells VALUES (x'ff', 5, 2.5)");
    expect(cells()).toEqual([0, '5', Buffer.from('2.5')]);
    connection.script('DELETE FROM cells; INSERT INTO cells VALUES (NULL, NULL, NULL)');
    expect(cells()).toEqual([null, null, null]);
  });

  it('is in the order that the query asks for', () => {
    connection.script("INSERT INTO cells VALUES (1, 'a', NULL), (3, 'c', NULL), (2, 'b', NULL)");
    const ordered = connection.all('SELECT text FROM cells ORDER BY number DESC LIMIT ?', [2]);
    expect(ordered).toEqual([['c'], ['b']]);
    expect(connection.all('WITH x AS (SELECT number n FROM cells) SELECT sum(n) FROM x')).toEqual([[6]]);
  });

  it('is an error, and not the end of the process, where a text is none', () => {
    connection.script("INSERT INTO cells VALUES (1, CAST(x'ff80fe' AS TEXT), NULL)");
    expect(cells).toThrow(LocalStoreFailedError);
    expect(cells).toThrow('the database is damaged');
    expect(() => connection.first("SELECT text || 'a' FROM cells")).toThrow('the database is damaged');
  });
});
