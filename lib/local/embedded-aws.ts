import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { withoutLogging } from '../adapters/sdk/without-logging';
import { EMBEDDED_REGION, type EmbeddedSettings, LOOPBACK, requireCredentials, settingsOf } from './loopback-access';

/** Embedded S3, SNS and SQS, with clients that reach them. */
export interface EmbeddedAws {
  readonly s3: S3Client;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  /** The settings for another client to reach them. */
  readonly settings: EmbeddedSettings & { readonly forcePathStyle: true };
  stop(): Promise<void>;
}

/**
 * Starts the embedded services (fauxqs) on a free port of loopback, in memory, for clients with the credentials. fauxqs
 * itself would listen on all interfaces, so this function builds the application and says where to listen.
 */
export async function startEmbeddedAws(): Promise<EmbeddedAws> {
  const { buildApp } = await import('fauxqs');
  const app = buildApp({ logger: false, defaultRegion: EMBEDDED_REGION });
  requireCredentials(app.server);
  await app.listen({ port: 0, host: LOOPBACK });
  const settings = { ...settingsOf(app.server), forcePathStyle: true as const };
  const s3 = withoutLogging(new S3Client(settings));
  const sns = withoutLogging(new SNSClient(settings));
  const sqs = withoutLogging(new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }));
  const stop = async () => {
    for (const client of [s3, sns, sqs]) client.destroy();
    app.server.closeAllConnections();
    await app.close();
  };
  return { s3, sns, sqs, settings, stop };
}
