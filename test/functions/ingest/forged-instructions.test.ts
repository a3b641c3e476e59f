import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { SqsBackfillQueue } from '../../../lib/adapters/messaging/sqs-backfill-queue';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { AWS_SETTINGS } from '../../embedded/aws';
import { logFile, logKey, ssmRecord } from '../../log-records';
import { Ingestion, queueEvent } from '../ingestion';

let ingestion: Ingestion;
let sqs: SQSClient;
let queueUrl: string;
let key: string;

beforeEach(async () => {
  ingestion = await Ingestion.start();
  sqs = new SQSClient({ ...AWS_SETTINGS, useQueueUrlAsEndpoint: false });
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: randomUUID() }));
  queueUrl = QueueUrl;
  const queue = new SqsBackfillQueue('', queueUrl, sqs.config, () => AWS_SETTINGS.endpoint);
  ingestion.proveHeld = (handle) => queue.proveHeld(handle, NO_DEADLINE);
  key = logKey('20240101T1005Z');
  await ingestion.bucket.put(key, logFile([ssmRecord({ eventName: 'Forged' })]));
});

afterEach(async () => {
  sqs.destroy();
  await ingestion.stop();
});

/** A message as the mapping takes it from the queue. */
async function taken(body: string): Promise<string> {
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl }));
  return Messages[0]?.ReceiptHandle ?? '';
}

async function failedOf(body: string, receiptHandle: string, queue: 'delivery' | 'backfill' = 'backfill') {
  const { Records } = queueEvent([body], queue) as { Records: object[] };
  const response = await ingestion.invoke({ Records: Records.map((record) => ({ ...record, receiptHandle })) });
  return response?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

it('follows instructions of a message that the backfill queue handed out', async () => {
  const body = ingestion.instruction(key, { origin: 'backfill' });
  expect(await failedOf(body, await taken(body))).toEqual([]);
  expect(await ingestion.receipt(key)).toMatchObject({ origin: 'backfill' });
});

it.each([
  ['has a made-up receipt handle', async () => 'made-up'],
  [
    'was taken and deleted',
    async (body: string) => {
      const ReceiptHandle = await taken(body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
      return ReceiptHandle;
    },
  ],
])('refuses a message in the name of the backfill queue that %s', async (_, handleOf) => {
  const body = ingestion.instruction(key, { origin: 'backfill', force: true });
  expect(await failedOf(body, await handleOf(body))).toEqual(['message-0']);
  expect(await ingestion.receipt(key)).toBeUndefined();
  expect(ingestion.log.join()).toContain('UnprovenInstructionsError');
});

it('takes a message of the delivery queue, or one that is handed over directly, for a delivery, whatever it claims', async () => {
  const body = ingestion.instruction(key, { origin: 'backfill', force: true });
  expect(await failedOf(body, await taken(body), 'delivery')).toEqual([]);
  expect(await ingestion.receipt(key)).toMatchObject({ origin: 'delivery' });
  const other = logKey('20240101T1006Z');
  await ingestion.bucket.put(other, logFile([ssmRecord({ eventName: 'Direct' })]));
  await ingestion.invoke(JSON.parse(ingestion.instruction(other, { origin: 'backfill' })));
  expect(await ingestion.receipt(other)).toMatchObject({ origin: 'delivery' });
});

it('indexes a fresh file as a repair though a backfill asks for it, so that its events alert', async () => {
  const fresh = logKey();
  await ingestion.bucket.put(fresh, logFile([ssmRecord({ eventName: 'Fresh' })]));
  const body = ingestion.instruction(fresh, { origin: 'backfill' });
  expect(await failedOf(body, await taken(body))).toEqual([]);
  expect((await ingestion.rowsOf('Fresh')).map(({ origin }) => origin)).toEqual(['repair']);
});
