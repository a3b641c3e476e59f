import { SQSClient } from '@aws-sdk/client-sqs';
import { S3DiscardedBatches } from '../../../lib/adapters/s3/s3-discarded-batches';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { AWS_SETTINGS, type TestBucket, testBucket } from '../../embedded/aws';

const NAME = "aws/lambda/1a2b/it's <a> & (b) x+1!*";

let bucket: TestBucket;
let sqs: SQSClient;
let batches: S3DiscardedBatches;

beforeEach(async () => {
  bucket = await testBucket();
  sqs = new SQSClient(AWS_SETTINGS);
  batches = new S3DiscardedBatches(`${AWS_SETTINGS.endpoint}/${bucket.name}`, sqs.config);
});

afterEach(() => {
  bucket.s3.destroy();
  sqs.destroy();
});

it('lists, reads and removes batches of any name, and nothing beside their folder', async () => {
  await bucket.put(NAME, '{"payload": "{\\"Records\\": []}"}');
  await bucket.put('elsewhere', '{}');
  expect(await batches.list(NO_DEADLINE)).toEqual([NAME]);
  expect(await batches.read(NAME, NO_DEADLINE)).toEqual({ Records: [] });
  await batches.remove(NAME, NO_DEADLINE);
  expect(await batches.list(NO_DEADLINE)).toEqual([]);
});

it.each([
  ['no JSON', '{'],
  ['another shape', '{"Records": []}'],
  ['no JSON as payload', '{"payload": "{"}'],
])('refuses an object that has %s', async (_, body) => {
  await bucket.put(NAME, body);
  await expect(batches.read(NAME, NO_DEADLINE)).rejects.toThrow('has no payload: expected a batch of the stream');
});

it('refuses an object that no invocation could have had, unread', async () => {
  await bucket.put(NAME, '{"payload": "{}"}');
  const small = new S3DiscardedBatches(`${AWS_SETTINGS.endpoint}/${bucket.name}`, sqs.config, 10);
  await expect(small.read(NAME, NO_DEADLINE)).rejects.toThrow('has 17 bytes');
});

it('says what S3 answered, and asks nothing once time is up', async () => {
  await expect(batches.read('aws/lambda/none', NO_DEADLINE)).rejects.toThrow(
    '/aws/lambda/none with status 404: expected a success',
  );
  await expect(batches.list({ remainingMs: () => 1 })).rejects.toThrow('no time left');
});
