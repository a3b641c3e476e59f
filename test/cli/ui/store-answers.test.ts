import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import type { AnswerRequest, Send } from '../../../lib/adapters/http/answers';
import { INDEX_EVERYTHING } from '../../../lib/app/index/index-record';
import { indexRecords } from '../../../lib/app/index/index-records';
import { EventWriter } from '../../../lib/app/ingest/store-events';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { EventReader } from '../../../lib/app/ports/event-reader';
import type { Store } from '../../../lib/cli/store/store';
import { StoreAnswers } from '../../../lib/cli/ui/store-answers';
import { STACK_OUTPUTS, type StackOutputs } from '../../../lib/contract/stack-outputs';
import type { ApiName } from '../../../lib/core/explorer/api-paths';
import type { Message } from '../../../lib/core/explorer/messages';
import { readPage } from '../../../lib/core/explorer/page-address';
import { sampleDeliveries } from '../../../samples/sample-deliveries';
import { inDynamoDb, inSqlite, type NewStore } from '../../adapters/stores';
import { rowsIn } from './running-explorer';

const PLACE = { kind: 'stack', stack: 'audit' } as const;
const OUTPUTS = Object.fromEntries(STACK_OUTPUTS.map((name) => [name, '{}'])) as unknown as StackOutputs;

let stores: readonly [NewStore, NewStore];

beforeAll(async () => {
  stores = [await inDynamoDb(), inSqlite()];
  for (const { events } of stores) {
    const writer = new EventWriter(events);
    for (const { key, body } of sampleDeliveries().slice(0, 10)) await index(writer, `s3://logs/${key}`, body);
  }
});
afterAll(() => Promise.all(stores.map((store) => store.close())));

async function index(writer: EventWriter, logFile: string, body: string | Uint8Array): Promise<void> {
  const chunks = (async function* () {
    yield Buffer.from(body);
  })();
  const now = new Date('2026-03-10T00:00:00Z');
  const source = { origin: 'delivery' as const, deliveredAt: '2026-03-02T00:05:00Z', now };
  for await (const batch of indexRecords({ logFile, chunks, ...source }, INDEX_EVERYTHING).batches) {
    const indexed = batch.flatMap(({ outcome }) => (typeof outcome === 'object' ? [outcome] : []));
    await writer.write(indexed, NO_DEADLINE);
  }
}

type ReadPage = EventReader['page'];

/** A stack over a store; `fault` may fail, or be silent, in place of a page. */
function stackOf({ ports }: NewStore, fault?: (page: ReadPage) => ReadPage): Store {
  const reading: typeof ports.reading = (corrupt) => {
    const read = ports.reading(corrupt);
    if (!fault) return read;
    const { reader } = read;
    const page = fault((request) => reader.page(request));
    const others: Omit<EventReader, 'page'> = {
      count: (...asked) => reader.count(...asked),
      rows: (keys) => reader.rows(keys),
      catalogue: (prefix) => reader.catalogue(prefix),
      olderPartitions: () => reader.olderPartitions(),
    };
    return { ...read, reader: { ...others, page } };
  };
  const { receipts, receiptFolders, terms, renewals } = ports;
  const whole = { receipts, receiptFolders, terms, renewals, reading };
  return { place: PLACE, outputs: OUTPUTS, ports: whole, close: async () => undefined };
}

function requestOf(name: ApiName, path: string): AnswerRequest {
  const [page = '', search = ''] = path.split('?');
  const found = readPage(page, search);
  if (!found) throw new Error(`no page ${path}`);
  return { kind: 'api', name, page: found };
}

const STARTS = requestOf('events', '?event=StartSession&event=GetParameter&since=2026-02-01');

async function answered(store: Store, request = STARTS, silentMs?: number): Promise<readonly Message[]> {
  const texts: string[] = [];
  const answers = new StoreAnswers(store, { place: PLACE, storeWords: ['--stack', 'audit'] }, silentMs);
  await answers.answer(request, async ({ text }) => void texts.push(String(text)), new AbortController().signal);
  return texts
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const PATHS: readonly (readonly [ApiName, string])[] = [
  ['events', '?since=all&no-agent'],
  ['events', '?denied&since=2026-02-01'],
  ['count', '?since=2026-02-01'],
  ['entity', 'entity/actor/mateo.jackson?since=2026-02-01'],
  ['story', 'story/actor/mateo.jackson?since=2026-03-01'],
  ['alerts', 'alerts?during=2026-03'],
];

it.each(PATHS)('answers %s %s of a stack as of a local store', async (name, path) => {
  const [one, other] = await Promise.all(stores.map((store) => answered(stackOf(store), requestOf(name, path))));
  const told = (messages: readonly Message[] = []) =>
    messages.filter(({ type }) => type !== 'progress' && type !== 'asked' && type !== 'rows');
  expect(rowsIn(one ?? [])).toEqual(rowsIn(other ?? []));
  expect(told(one)).toEqual(told(other));
  expect(one?.at(-1)).toMatchObject({ type: 'end' });
  expect(one?.[0]).toMatchObject({ type: 'asked', store: 'audit', command: expect.stringMatching(/ --stack audit$/) });
});

const failure = (name: string, message: string) =>
  new DynamoDBServiceException({ name, message, $fault: 'client', $metadata: {} });
const NOT_ALLOWED =
  'is not authorized to perform: dynamodb:Query on resource: arn:aws:dynamodb:eu-west-1:1:table/Terms';

it.each([
  ['a missing permission', failure('AccessDeniedException', NOT_ALLOWED), 'permission', true, 'table/Terms'],
  [
    'expired credentials',
    failure('ExpiredTokenException', 'The security token is expired'),
    'credentials',
    true,
    'aws sso login',
  ],
  ['throttling', failure('ProvisionedThroughputExceededException', 'too much'), 'endpoint', true, 'too much'],
  ['anything else', new Error('out of luck'), 'other', true, 'out of luck'],
])('tells %s in the middle of an answer; what came before stays', async (_, error, problem, mayRetry, words) => {
  const [store] = stores;
  const messages = await answered(
    stackOf(
      store,
      failingAfter(2, () => Promise.reject(error)),
    ),
  );
  expect(messages[0]).toMatchObject({ type: 'asked' });
  expect(messages.at(-1)).toMatchObject({ type: 'problem', problem, mayRetry, text: expect.stringContaining(words) });
});

it('tells that AWS is silent, instead of waiting for ever', async () => {
  const [store] = stores;
  const messages = await answered(
    stackOf(
      store,
      failingAfter(2, () => new Promise(() => undefined)),
    ),
    STARTS,
    200,
  );
  expect(messages.at(-1)).toMatchObject({ type: 'problem', problem: 'endpoint', mayRetry: true });
});

it('reads no further for somebody who is gone, and says nothing more', async () => {
  const [store] = stores;
  const gone = new AbortController();
  let pages = 0;
  const counted = stackOf(store, (page) => (request) => {
    pages += 1;
    return page({ ...request, limit: 1 });
  });
  const texts: string[] = [];
  const answers = new StoreAnswers(counted, { place: PLACE, storeWords: [] });
  const send: Send = async ({ text }) => {
    texts.push(String(text));
    if (texts.length === 2) gone.abort();
  };
  await answers.answer(requestOf('events', '?since=all'), send, gone.signal);
  const before = pages;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect([pages, texts.length]).toEqual([before, 2]);
});

/** Reads so many pages, then does something else. */
function failingAfter(count: number, otherwise: () => Promise<never>): (page: ReadPage) => ReadPage {
  let left = count;
  return (page) => (request) => {
    left -= 1;
    return left < 0 ? otherwise() : page(request);
  };
}
