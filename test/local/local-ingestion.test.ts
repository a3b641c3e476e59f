import { DynamoDbReceiptReader } from '../../lib/adapters/dynamodb/dynamodb-receipt-reader';
import { IngestInterruptedError, type IngestOptions, ingestFiles } from '../../lib/app/ingest/ingest-files';
import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import type { Receipt } from '../../lib/core/rows/delivery-row';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../lib/local/embedded-dynamodb';
import { localIngestion } from '../../lib/local/local-ingestion';
import { rowsOfEvent } from '../adapters/dynamodb/stored-rows';
import { LocalFolder } from '../cli/local-folder';
import { dynamoDbError, injectFaults, type SentRequest } from '../embedded/faults';
import { logFile, ssmRecord, ssmRecords } from '../log-records';

let dynamodb: EmbeddedDynamoDb;
let folder: LocalFolder;
const told: string[] = [];

beforeEach(async () => {
  told.length = 0;
  dynamodb = await startEmbeddedDynamoDb();
  folder = await LocalFolder.create();
});

afterEach(async () => {
  await dynamodb.close();
  await folder.remove();
});

describe('a process that is killed', () => {
  it('leaves the file that it was at as unfinished, until it is done', async () => {
    const [first = '', second = ''] = await files(ssmRecords(3), ssmRecords(3));
    await ingest([first]);
    await killedAt([second]);
    expect(await trouble()).toMatchObject([{ logFile: second, state: 'unfinished', nextRecord: 0 }]);
    await ingest([first]);
    expect(await trouble()).toMatchObject([{ logFile: second, state: 'unfinished' }]);
    expect(await ingest([second])).toMatchObject({ failedFiles: 0, newEvents: 3 });
    expect(await trouble()).toEqual([]);
  });

  it('leaves nothing where it had done its file', async () => {
    const [first = '', second = ''] = await files(ssmRecords(3), ssmRecords(3));
    await ingest([first]);
    await killedAt([first]);
    expect(await trouble()).toEqual([]);
    await ingest([second]);
    expect(await trouble()).toEqual([]);
  });
});

describe('a process that is told to stop', () => {
  it('writes down how far it came, and goes on from there', async () => {
    const [large = '', next = ''] = await files(ssmRecords(250, { eventName: 'Stopped' }), ssmRecords(1));
    let looks = 0;
    const deadline = { remainingMs: () => (++looks > 150 ? 5_000 : Number.POSITIVE_INFINITY) };
    const stopped = await ingest([large, next], { deadline }).catch((error: unknown) => error);
    expect(stopped).toBeInstanceOf(IngestInterruptedError);
    expect(stopped).toMatchObject({
      message: `interrupted: 0 of 2 files are done, ${large} is unfinished; run the same command again to continue`,
    });
    const [receipt, ...others] = await trouble();
    expect([receipt?.state, others]).toEqual(['unfinished', []]);
    const { newEvents = 0, knownEvents = 0 } = await ingest([large, next]);
    expect(newEvents).toBeLessThan(251);
    expect(newEvents + knownEvents).toBe(251);
    expect(await rowsOfEvent(dynamodb, 'Stopped')).toHaveLength(250);
    expect(await trouble()).toEqual([]);
  });

  it('begins no further file', async () => {
    const [first = ''] = await files(ssmRecords(1));
    const stopped = ingest([first], { deadline: { remainingMs: () => 5_000 } });
    await expect(stopped).rejects.toThrow('interrupted: 0 of 1 files are done; run the same command again to continue');
    expect(await trouble()).toEqual([]);
  });
});

describe('ingesting files', () => {
  it('reads what is done again where that is forced', async () => {
    const [file = ''] = await files(ssmRecords(2));
    await ingest([file]);
    expect(await eventsPut(() => ingest([file]))).toBe(0);
    expect(await eventsPut(() => ingest([file], { force: true }))).toBe(2);
    expect(await rowsOfEvent(dynamodb, 'DeleteDocument')).toHaveLength(2);
  });

  it('names a file that holds what is no record, with the place, and one that changed', async () => {
    const path = await folder.write('odd.json', JSON.stringify({ Records: [ssmRecord(), 7, 'x'] }));
    expect(await ingest([path])).toMatchObject({
      files: 1,
      failedFiles: 0,
      records: 3,
      malformedRecords: 2,
      newEvents: 1,
    });
    expect(told).toEqual([`${path}: 2 of its records are not objects and are left out, the first at index 1`]);
    told.length = 0;
    await folder.write('odd.json', JSON.stringify({ Records: [ssmRecord()] }));
    await ingest([path]);
    expect(told).toEqual([`${path}: has changed since it was first indexed`]);
    expect(await trouble()).toMatchObject([{ logFile: path, state: 'done', changed: true }]);
  });
});

async function files(...contents: readonly (readonly ReturnType<typeof ssmRecord>[])[]): Promise<string[]> {
  return Promise.all(contents.map((records, index) => folder.write(`${index}.json.gz`, logFile(records))));
}

function ingest(paths: readonly string[], options: Partial<IngestOptions> = {}) {
  const tell = (file: string, text: string) => void told.push(`${file}: ${text}`);
  const listener = { onFile: () => undefined, onFailure: tell, onRemark: tell, onQuarantined: tell };
  const { dependencies } = localIngestion(dynamodb);
  return ingestFiles(dependencies, paths, { force: false, deadline: NO_DEADLINE, ...options }, listener);
}

/** The process says that it begins, and nothing that it writes after that arrives. */
async function killedAt(paths: readonly string[]): Promise<void> {
  let hasBegun = false;
  const faults = injectFaults(dynamodb.client, ({ command, input }) => {
    if (command === 'GetItemCommand') return undefined;
    if (hasBegun || !isInHand(input)) return dynamoDbError('AccessDeniedException');
    hasBegun = true;
    return undefined;
  });
  await ingest(paths).catch(() => undefined);
  faults.stop();
}

function isInHand({ Item }: SentRequest['input']): boolean {
  return JSON.stringify(Item)?.includes('#in-hand') === true;
}

/** How many puts of Events rows the work makes. */
async function eventsPut(work: () => Promise<unknown>): Promise<number> {
  const { requests, stop } = injectFaults(dynamodb.client, () => undefined);
  await work();
  stop();
  return requests.filter(({ command, input }) => command === 'PutItemCommand' && input['TableName'] === 'Events')
    .length;
}

async function trouble(): Promise<readonly Receipt[]> {
  return (await new DynamoDbReceiptReader(dynamodb).trouble({ since: undefined })).receipts;
}
