import { DynamoDbEventStore } from '../../../lib/adapters/dynamodb/dynamodb-event-store';
import { DynamoDbTermReader } from '../../../lib/adapters/dynamodb/dynamodb-term-reader';
import { WriteMeter } from '../../../lib/adapters/dynamodb/write-meter';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { TermRow } from '../../../lib/core/rows/term-row';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { dynamoDbError, injectFaults } from '../../embedded/faults';

/** More than one request takes. */
const ROWS = 130;

const rows = Array.from({ length: ROWS }, (_, index) => row(`2024#${String(index).padStart(3, '0')}`));

let dynamodb: EmbeddedDynamoDb;
let reader: DynamoDbTermReader;

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  reader = new DynamoDbTermReader(dynamodb);
  await new DynamoDbEventStore(dynamodb, new WriteMeter()).putTerms(rows, NO_DEADLINE);
});

afterAll(() => dynamodb.close());

function row(eventTimeIdName: string): TermRow {
  return { term: 'resource=i-0', eventTimeIdName, readOnly: false } as unknown as TermRow;
}

const bySortKey = (found: readonly TermRow[]) =>
  [...found].sort((one, other) => one.eventTimeIdName.localeCompare(other.eventTimeIdName));

it('reads rows as they are stored, more than one request takes', async () => {
  const faults = injectFaults(dynamodb.client, () => undefined);
  expect(bySortKey(await reader.terms(rows))).toEqual(rows);
  faults.stop();
  expect(faults.requests).toHaveLength(2);
});

it('leaves out what is not there, and asks nothing for no keys', async () => {
  expect(await reader.terms([row('2024#000'), row('none')])).toEqual([row('2024#000')]);
  const faults = injectFaults(dynamodb.client, () => undefined);
  expect(await reader.terms([])).toEqual([]);
  faults.stop();
  expect(faults.requests).toEqual([]);
});

it('asks again for the keys that DynamoDB left out, and for them alone', async () => {
  const asked: number[] = [];
  dynamodb.client.middlewareStack.add(
    (next) => async (args) => {
      const { RequestItems } = args.input as { RequestItems: { Terms: { Keys: object[] } } };
      asked.push(RequestItems.Terms.Keys.length);
      const [first, ...rest] = RequestItems.Terms.Keys;
      if (asked.length > 1) return next(args);
      const result = await next({ ...args, input: { RequestItems: { Terms: { Keys: [first] } } } as never });
      Object.assign(result.output, { UnprocessedKeys: { Terms: { Keys: rest } } });
      return result;
    },
    { step: 'initialize', name: 'unprocessed' },
  );
  const found = await reader.terms(rows.slice(0, 5));
  dynamodb.client.middlewareStack.remove('unprocessed');
  expect(bySortKey(found)).toEqual(rows.slice(0, 5));
  expect(asked).toEqual([5, 4]);
});

it('passes on what nobody may read', async () => {
  const faults = injectFaults(dynamodb.client, () => dynamoDbError('AccessDeniedException'));
  await expect(reader.terms(rows)).rejects.toThrow('AccessDeniedException');
  faults.stop();
});
