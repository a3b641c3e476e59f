import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { EMBEDDED_CREDENTIALS, EMBEDDED_REGION } from './embedded-dynamodb';

/** Embedded S3, SNS and SQS, with clients that reach them. */
export interface EmbeddedAws {
  readonly s3: S3Client;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  /** What a client of one's own needs to reach them. */
  readonly settings: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: typeof EMBEDDED_CREDENTIALS;
    readonly forcePathStyle: true;
  };
  stop(): Promise<void>;
}

/**
 * Starts the embedded services (fauxqs) on a free port of loopback, in memory. Its own start would listen on all
 * interfaces, hence the application is built and told where to listen.
 */
export async function startEmbeddedAws(): Promise<EmbeddedAws> {
  const { buildApp } = await import('fauxqs');
  const app = buildApp({ logger: false, defaultRegion: EMBEDDED_REGION });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const settings = {
    endpoint,
    region: EMBEDDED_REGION,
    credentials: EMBEDDED_CREDENTIALS,
    forcePathStyle: true as const,
  };
  const s3 = new S3Client(settings);
  const sns = new SNSClient(settings);
  const sqs = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
  const stop = async () => {
    for (const client of [s3, sns, sqs]) client.destroy();
    app.server.closeAllConnections();
    await app.close();
  };
  return { s3, sns, sqs, settings, stop };
}
