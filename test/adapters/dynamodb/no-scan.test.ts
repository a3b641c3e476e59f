import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDbRenewalStore } from '../../../lib/adapters/dynamodb/dynamodb-renewal-store';
import { eventReading } from '../../../lib/adapters/dynamodb/event-reading';
import { eventByKey } from '../../../lib/app/ask/event-by-key';
import { type FoundEvent, findEvents } from '../../../lib/app/ask/find-events';
import { emptyAnswerHints } from '../../../lib/app/ask/hints/empty-answer-hints';
import { nearbyDecryptions } from '../../../lib/app/ask/nearby-decryptions';
import { groupEvents, summariseEvents } from '../../../lib/app/ask/summarise-events';
import { tellSessions } from '../../../lib/app/ask/tell-sessions';
import { coverageNotes } from '../../../lib/app/completeness/coverage';
import { ingestLogFile } from '../../../lib/app/ingest/ingest-log-file';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { storeStatus } from '../../../lib/app/status/store-status';
import { parseWhere } from '../../../lib/core/match/where';
import type { EventQuery } from '../../../lib/core/query/event-query';
import { planned } from '../../../lib/core/query/planned-query';
import { parseRef } from '../../../lib/core/rows/event-ref';
import { sampleDeliveries } from '../../../samples/sample-deliveries';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { embeddedIngestion } from './embedded-ingestion';

/** Commands that read by key. */
const BY_KEY = ['BatchGetItemCommand', 'GetItemCommand', 'QueryCommand'];

const NOW = new Date('2026-04-01T00:00:00Z');

let dynamodb: EmbeddedDynamoDb;
let deps: ReturnType<typeof eventReading> & { now: () => Date };
/** What was sent since the last test began. */
let sent: string[] = [];
let samples: readonly FoundEvent[];

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  record(dynamodb.client);
  deps = { ...eventReading(dynamodb), now: () => NOW };
  await ingestSamples();
  expect(sent).not.toContain('ScanCommand');
  samples = await found({ limit: 500 });
});

afterAll(() => dynamodb.close());

beforeEach(() => {
  sent = [];
});

afterEach(() => {
  expect(sent.length).toBeGreaterThan(0);
  expect(BY_KEY).toEqual(expect.arrayContaining([...new Set(sent)]));
});

describe('answers by key alone', () => {
  it.each<[string, (event: FoundEvent['event']) => Partial<EventQuery>]>([
    ['event name', ({ eventName }) => ({ eventNames: [text(eventName), 'NoSuchName'] })],
    ['event source', ({ eventSource }) => ({ eventSources: [text(eventSource)] })],
    ['principal', ({ userIdentityArn }) => ({ principals: [text(userIdentityArn)] })],
    ['role', () => ({ roles: ['web-server-role'] })],
    ['actor', ({ actor }) => ({ actors: [text(actor), 'mateo.jackson'] })],
    ['resource', () => ({ resources: ['AWS-RunShellScript'] })],
    ['change of a resource', () => ({ resources: ['SSM-SessionManagerRunShell'], changed: true })],
    ['event ID', ({ eventID }) => ({ eventIds: [text(eventID)] })],
    ['error', () => ({ errors: ['AccessDeniedException'] })],
    ['any error', () => ({ errors: ['any'] })],
    ['denial', () => ({ denied: true })],
    ['account', ({ recipientAccountId }) => ({ accounts: [text(recipientAccountId)] })],
    ['region', ({ awsRegion }) => ({ regions: [text(awsRegion)] })],
    ['address', () => ({ sourceAddresses: ['203.0.113.20'] })],
    ['name of a service in the place of an address', () => ({ sourceAddresses: ['ssm.amazonaws.com'] })],
    ['access key', ({ accessKeyId }) => ({ accessKeys: [accessKeyId ?? 'AKIAIOSFODNN7EXAMPLE'] })],
    ['writes without the agent', () => ({ writes: true, noAgent: true })],
    [
      'window alone, oldest first',
      () => ({ since: '2026-03-02T00:00:00Z', until: '2026-03-03T00:00:00Z', oldestFirst: true }),
    ],
    ['text in the record', () => ({ where: [parseWhere('requestParameters.documentName=AWS-*')] })],
    ['everything with records', () => ({ record: true, related: true })],
    ['several things at once', () => ({ eventNames: ['SendCommand'], denied: true, regions: ['us-east-1'], limit: 3 })],
  ])('%s', async (_, asked) => {
    const [sample] = samples;
    if (!sample) throw new Error('expected the samples to hold events');
    const answer = await found({ limit: 50, ...asked(sample.event) });
    expect(answer.length).toBeLessThanOrEqual(50);
  });

  it('quarantine', async () => {
    expect(await found({ quarantined: true })).toEqual([]);
  });

  it('summaries and groups', async () => {
    expect(await summariseEvents(deps, planned({}))).toMatchObject({ total: samples.length });
    await groupEvents(deps, planned({}), ['eventName']);
  });

  it('sessions, single events and what was decrypted near them', async () => {
    await tellSessions(deps, ['mateo.jackson-0123456789abcdefg']);
    for (const sample of samples.slice(0, 8)) {
      expect(await eventByKey(deps.reader, parseRef(sample.event.ref))).toBeDefined();
      await nearbyDecryptions(deps, sample);
    }
  });

  it('status, coverage and hints', async () => {
    const question = planned({ eventNames: ['StartSesion'] });
    const renewals = new DynamoDbRenewalStore(dynamodb);
    expect(await storeStatus({ ...deps, renewals })).toMatchObject({ problems: [] });
    expect((await storeStatus({ ...deps, renewals, upTo: new Date() })).guardCalls).toMatchObject({ count: 0 });
    expect(await coverageNotes(deps, question)).toEqual([]);
    expect(await emptyAnswerHints(deps, question)).toHaveLength(2);
  });
});

/** Writes down the name of each command that the client sends. */
function record(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, { commandName = 'unnamed' }) =>
      (args) => {
        sent.push(commandName);
        return next(args);
      },
    { step: 'initialize', name: 'record' },
  );
}

async function ingestSamples(): Promise<void> {
  const deliveries = sampleDeliveries().slice(0, 16);
  const bodies = new Map(deliveries.map(({ key, body }) => [key, body]));
  const open = async ({ key }: { key: string }) => ({
    chunks: chunksOf(bodies.get(key)),
    eTag: key,
    discard: () => {},
  });
  const dependencies = embeddedIngestion(dynamodb);
  const ingestion = { ...dependencies, logFiles: { open } };
  for (const key of bodies.keys())
    await ingestLogFile(ingestion, { bucket: 'logs', key, origin: 'delivery' }, NO_DEADLINE);
}

async function* chunksOf(body = ''): AsyncGenerator<Uint8Array> {
  yield Buffer.from(body);
}

async function found(asked: Partial<EventQuery>): Promise<readonly FoundEvent[]> {
  const events: FoundEvent[] = [];
  for await (const event of findEvents(deps, planned(asked))) events.push(event);
  return events;
}

function text(value: string | undefined): string {
  return value ?? '';
}
