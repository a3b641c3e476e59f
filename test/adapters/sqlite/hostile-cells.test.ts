import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { LocalStoreFailedError } from '../../../lib/adapters/sqlite/local-store-failed-error';
import { bringUpToDate } from '../../../lib/adapters/sqlite/schema/sqlite-schema';
import { type Bound, SqliteConnection } from '../../../lib/adapters/sqlite/sqlite-connection';
import { SqliteStore } from '../../../lib/adapters/sqlite/sqlite-store';
import { findEvents } from '../../../lib/app/ask/find-events';
import { summariseEvents } from '../../../lib/app/ask/summarise-events';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { containsText } from '../../../lib/core/match/contains';
import type { EventQuery } from '../../../lib/core/query/event-query';
import { planned } from '../../../lib/core/query/planned-query';
import { CorruptRows } from '../../../lib/core/rows/corrupt-rows';
import { INDEX_VERSION } from '../../../lib/core/rows/event-row';
import { RECORD_DICTIONARY } from '../../../lib/core/rows/record-dictionary';
import { termKey, termRows } from '../../../lib/core/rows/term-row';
import { eventRowFor } from '../contract-rows';

const ARN = 'arn:aws:iam::111122223333:user/alice';
const NOW = () => new Date('2024-03-02T00:00:00Z');

let connection: SqliteConnection;

beforeEach(async () => {
  connection = new SqliteConnection(':memory:', { access: 'write' });
  bringUpToDate(connection, 0);
  const { events } = new SqliteStore(connection);
  await events.addPartition({ partition: 'GetParameter', oldestVersion: INDEX_VERSION }, NO_DEADLINE);
  for (const id of ['one', 'two']) {
    const row = eventRowFor('GetParameter', {
      eventTimeId: `2024-03-01T10:00:00Z#${id}`,
      eventTime: '2024-03-01T10:00:00Z',
      eventID: id,
      accessKeyId: 'AKIAEXAMPLE',
      userIdentityArn: ARN,
      indexVersion: INDEX_VERSION,
      recordSha256: 'a'.repeat(64),
      record: { eventName: 'GetParameter', requestParameters: { name: '/orders' } },
    });
    await events.putNew(row, NO_DEADLINE);
    await events.putTerms(
      [...termRows(row, [{ key: termKey('accessKeyId', 'AKIAEXAMPLE'), resources: [] }], [])],
      NO_DEADLINE,
    );
  }
  connection.commit();
});

afterEach(() => connection.close());

/** Questions that are answered in different ways: by event, by principal, by term, and by the records of all. */
const QUESTIONS: readonly Partial<EventQuery>[] = [
  {},
  { principals: [ARN] },
  { accessKeys: ['AKIAEXAMPLE'] },
  { contains: [containsText('orders')], record: true },
];

/** How an event is found of which somebody has changed the row. */
type Standing = 'read' | 'told' | 'gone';

/** What becomes of the event whose row was changed; `damaged` where the store says of itself that it is. */
async function standing(question: Partial<EventQuery>): Promise<Standing | 'damaged'> {
  const corrupt = new CorruptRows();
  const { reader } = new SqliteStore(connection).reading(corrupt);
  const ids: unknown[] = [];
  try {
    const deps = { reader, corrupt, now: NOW };
    for await (const { event } of findEvents(deps, planned(question))) ids.push(event.eventID);
  } catch (error) {
    if (error instanceof LocalStoreFailedError && error.failure === 'corrupt') return 'damaged';
    throw error;
  }
  expect([question, ids]).toEqual([question, expect.arrayContaining(['one'])]);
  if (corrupt.list().length > 0) return 'told';
  return ids.length > 1 ? 'read' : 'gone';
}

/** Counts all events, once by their kinds and once one by one; undefined where the store says that it is damaged. */
async function total(byKind: boolean): Promise<number | undefined> {
  const corrupt = new CorruptRows();
  const { reader, alike } = new SqliteStore(connection).reading(corrupt);
  try {
    const deps = { reader, corrupt, now: NOW, ...(byKind && alike && { alike }) };
    return (await summariseEvents(deps, planned({}))).total;
  } catch (error) {
    if (error instanceof LocalStoreFailedError && error.failure === 'corrupt') return undefined;
    throw error;
  }
}

const packed = (json: string) =>
  Buffer.concat([Buffer.of(1), deflateRawSync(json, { dictionary: Buffer.from(RECORD_DICTIONARY) })]);
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** A column of the changed row, what stands there, and what is found of the row then. */
interface HostileCell {
  readonly column: string;
  readonly sql: string;
  readonly found: readonly Standing[];
  readonly given?: readonly Bound[];
}

const HOSTILE: readonly HostileCell[] = [
  { column: 'at', sql: '-62167219201', found: ['told'] },
  { column: 'at', sql: `${-(2 ** 41)}`, found: ['told'] },
  { column: 'at', sql: '253402300800', found: ['told'] },
  // A row that no window has is one that was removed: only the signed log files tell.
  { column: 'at', sql: '9223372036854775807', found: ['gone', 'told'] },
  { column: 'at', sql: "'noon'", found: ['gone', 'read'] },
  { column: 'at', sql: 'CAST(at AS BLOB)', found: ['gone', 'read'] },
  { column: 'key', sql: 'hex(zeroblob(600))', found: ['told'] },
  { column: 'key', sql: 'CAST(key AS BLOB)', found: ['read'] },
  { column: 'derived', sql: "'both'", found: ['read'] },
  { column: 'derived', sql: '9223372036854775807', found: ['read'] },
  { column: 'rest', sql: "'[1]'", found: ['read'] },
  { column: 'rest', sql: "'7'", found: ['read'] },
  {
    column: 'rest',
    sql: '?',
    found: ['read'],
    given: ['{"eventName":"Other","eventTimeId":"2030-01-01T00:00:00Z#x","__proto__":{"agent":true}}'],
  },
  { column: 'rest', sql: '?', found: ['told'], given: [`{"errorCode":${deep(5_000)}}`] },
  { column: 'accessKeyId', sql: '-7', found: ['read', 'told'] },
  { column: 'accessKeyId', sql: '9223372036854775807', found: ['read', 'told'] },
  { column: 'accessKeyId', sql: "'alice'", found: ['read', 'told'] },
  { column: 'accessKeyId', sql: "x'00'", found: ['read', 'told'] },
  { column: 'expiresAt', sql: "'never'", found: ['read', 'gone'] },
  { column: 'expiresAt', sql: '9223372036854775807', found: ['read'] },
  { column: 'indexVersion', sql: "'NaN'", found: ['read'] },
  { column: 'recordIndex', sql: '0.5', found: ['read'] },
  { column: 'recordSha256', sql: 'NULL', found: ['read', 'told'] },
  { column: 'kind', sql: "'x'", found: ['read'] },
  { column: 'kind', sql: '9223372036854775807', found: ['read'] },
  { column: 'names', sql: "'x'", found: ['read'] },
  { column: 'names', sql: '-1', found: ['read'] },
  { column: 'record', sql: '?', found: ['read', 'told'], given: [packed(`"${'x'.repeat(5_000_000)}"`)] },
  {
    column: 'record',
    sql: '?',
    found: ['read', 'told'],
    given: [Buffer.concat([Buffer.of(1), deflateRawSync('{"a":"orders"}')])],
  },
  { column: 'record', sql: '?', found: ['read', 'told'], given: [Buffer.of(2, 7)] },
  { column: 'record', sql: "x''", found: ['read', 'told'] },
  { column: 'record', sql: '7', found: ['read', 'told'] },
  { column: 'record', sql: '?', found: ['read', 'told'], given: [packed('["orders"]')] },
  { column: 'record', sql: '?', found: ['read', 'told'], given: [packed('"orders"')] },
  { column: 'record', sql: '?', found: ['read', 'told'], given: [packed(deep(100_000).replace('1', '"orders"'))] },
  {
    column: 'record',
    sql: '?',
    found: ['read', 'told'],
    given: [packed('{"__proto__":{"x":"orders"},"eventName":"A","eventName":"B"}')],
  },
];

describe.each(HOSTILE)(
  'an event whose $column somebody has made $sql',
  ({ column, sql, found: expected, given = [] }) => {
    // What else is told of an event by its kind is what its row said when it was written.
    const byItself = ['at', 'kind'].includes(column) ? '' : ', kind = NULL';

    beforeEach(() => {
      const change = () => connection.run(`UPDATE events SET ${column} = ${sql}${byItself} WHERE key = 'two'`, given);
      connection.write(change);
      connection.commit();
    });

    it('is read or told, the other one is read, and the two ways to count agree', async () => {
      for (const question of QUESTIONS) {
        expect([...expected, 'damaged']).toContain(await standing(question));
      }
      expect(await total(true)).toBe(await total(false));
      expect(Object.prototype).not.toHaveProperty('x');
    });
  },
);

it('an event says by its key alone what it is, whatever is written beside it', async () => {
  const rest = '{"eventName":"Other","eventTimeId":"2030-01-01T00:00:00Z#x","__proto__":{"errorCode":"Denied"}}';
  connection.write(() => connection.run("UPDATE events SET kind = NULL, rest = ? WHERE key = 'two'", [rest]));
  connection.commit();
  const { reader } = new SqliteStore(connection).reading();
  const names: unknown[] = [];
  for await (const { event } of findEvents({ reader, now: NOW }, planned({ record: true }))) {
    names.push([event.ref, event.eventName, event.errorCode]);
  }
  const ref = (id: string) => [`GetParameter/2024-03-01T10:00:00Z#${id}`, 'GetParameter', undefined];
  expect(names).toEqual([ref('two'), ref('one')]);
});

/** How many bytes of its SHA-256 a text stands under. */
const HASH_BYTES = 8;

it.each(['[', deep(100_000), `"${'x'.repeat(10_000_000)}"`, '{"__proto__":{"agent":true}}', '1e999', '"\\ud800"'])(
  'a text that rows share is read or told where it is hostile, as long as it fits its hash: %#',
  async (text) => {
    const hash = createHash('sha256').update(text).digest().subarray(0, HASH_BYTES);
    const { id } = connection.write(() => connection.run('INSERT INTO texts (hash, text) VALUES (?, ?)', [hash, text]));
    connection.commit();
    for (const column of ['resources', 'marks', 'actor', 'userIdentityArn', 'maskedPaths', 'partition']) {
      connection.script(`SAVEPOINT before; UPDATE events SET ${column} = ${id} WHERE key = 'two'`);
      expect(['read', 'told', 'damaged', ...(column === 'partition' ? ['gone'] : [])]).toContain(await standing({}));
      connection.script('ROLLBACK TO before; RELEASE before');
    }
  },
);
