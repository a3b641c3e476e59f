import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '../../../lib/adapters/dynamodb/dynamodb-items';
import { eventReading } from '../../../lib/adapters/dynamodb/event-reading';
import { FORMER_CATALOGUE_TERM } from '../../../lib/contract/tables';
import { AGENT_PARTITIONS } from '../../../lib/core/rows/agent-partitions';
import { receiptKey } from '../../../lib/core/rows/delivery-row';
import { INDEX_VERSION } from '../../../lib/core/rows/event-row';
import { heartbeatRecord, logFile, logKey } from '../../log-records';
import { Ingestion } from '../ingestion';

const NAME = 'UpdateInstanceInformation';

let ingestion: Ingestion;

beforeEach(async () => {
  ingestion = await Ingestion.start();
});

afterEach(() => ingestion.stop());

/** A log file whose rows an earlier program put before it was cut off: no receipt, and its catalogue among the terms. */
async function cutOffByEarlierProgram(): Promise<string> {
  const key = logKey();
  await ingestion.bucket.put(key, logFile([heartbeatRecord()]));
  await ingestion.receive([ingestion.announcement(key)]);
  const [row = {}] = await ingestion.rowsOf(NAME);
  await put('Events', { ...row, indexVersion: 1 });
  await put('Terms', { term: FORMER_CATALOGUE_TERM, eventTimeIdName: NAME });
  await forget({ folder: '#catalogue', fileName: NAME });
  await forget(receiptKey({ bucket: ingestion.bucket.name, key }));
  ingestion.indexing = { ...ingestion.indexing, agentSpread: AGENT_PARTITIONS };
  return key;
}

function put(table: string, row: object) {
  return ingestion.dynamodb.client.send(new PutItemCommand({ TableName: table, Item: toItem(row) }));
}

function forget(key: object) {
  return ingestion.dynamodb.client.send(new DeleteItemCommand({ TableName: 'Deliveries', Key: toItem(key) }));
}

async function partitions(): Promise<readonly string[]> {
  const { reader } = eventReading(ingestion.dynamodb);
  const names = await reader.catalogue(NAME);
  const counts = await Promise.all(names.map(async (name) => (await ingestion.rowsOf(name)).map(() => name)));
  return counts.flat();
}

it("renews the agent's row of an earlier program where it stands, and makes no second one", async () => {
  const key = await cutOffByEarlierProgram();
  await ingestion.receive([ingestion.announcement(key)]);
  expect(await partitions()).toEqual([NAME]);
  expect(await ingestion.rowsOf(NAME)).toMatchObject([{ indexVersion: INDEX_VERSION, marks: { agent: true } }]);
  expect(await ingestion.receipt(key)).toMatchObject({ state: 'done', newEvents: 0, knownEvents: 1 });
});

it('puts one row where two functions have the same file at once', async () => {
  const key = await cutOffByEarlierProgram();
  const other = logKey();
  await ingestion.bucket.put(other, logFile([heartbeatRecord()]));
  const message = () => ingestion.receive([ingestion.announcement(key), ingestion.announcement(other)]);
  expect(await Promise.all([message(), message()])).toEqual([[], []]);
  const stored = await partitions();
  expect(stored).toHaveLength(2);
  expect(stored).toEqual([NAME, expect.stringContaining(`${NAME}#agent`)]);
});
