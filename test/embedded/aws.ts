import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { RETRYING } from '../../lib/adapters/retry/retrying';
import type { EmbeddedAws } from '../../lib/local/embedded-aws';

/** What a client needs to reach the embedded S3, SNS and SQS, which test/jest/start.mjs has started. */
export const AWS_SETTINGS: EmbeddedAws['settings'] = JSON.parse(process.env['EMBEDDED_AWS'] ?? '');

/** The account that owns every bucket of the embedded S3. */
export const EMBEDDED_ACCOUNT = '000000000000';

/** A bucket of one's own, with a client that reaches it. */
export interface TestBucket {
  readonly name: string;
  readonly s3: S3Client;
  put(key: string, body: Uint8Array | string): Promise<void>;
}

/** Makes a bucket that no other test has. Its client is destroyed by the caller. */
export async function testBucket(): Promise<TestBucket> {
  const s3 = new S3Client({ ...AWS_SETTINGS, ...RETRYING, responseChecksumValidation: 'WHEN_REQUIRED' });
  const name = `logs-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket: name }));
  const put = async (key: string, body: Uint8Array | string) => {
    await s3.send(new PutObjectCommand({ Bucket: name, Key: key, Body: body }));
  };
  return { name, s3, put };
}

/** The embedded services as lib/local/embedded-aws.ts starts them, but for those that run beside the tests. */
export function embeddedClients(): EmbeddedAws {
  const s3 = new S3Client(AWS_SETTINGS);
  const sns = new SNSClient(AWS_SETTINGS);
  const sqs = new SQSClient({ ...AWS_SETTINGS, useQueueUrlAsEndpoint: false });
  const stop = async () => {
    for (const client of [s3, sns, sqs]) client.destroy();
  };
  return { s3, sns, sqs, settings: AWS_SETTINGS, stop };
}
