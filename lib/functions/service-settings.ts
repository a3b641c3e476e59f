import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { dynamoDbClient } from '../adapters/dynamodb/dynamodb-tables';
import { REQUEST_MS } from '../adapters/retry/pause';
import { RETRYING } from '../adapters/retry/retrying';

/** Where the services are if not at AWS: the embedded ones. */
export interface ServiceSettings {
  readonly s3?: S3ClientConfig;
  readonly dynamodb?: Parameters<typeof dynamoDbClient>[0];
  /** The address of Glue, with a slash at its end. */
  readonly glue?: string;
}

/**
 * How long a connection may take, and how long S3 may send nothing, in milliseconds. Otherwise, a dead connection would
 * hold up a message.
 */
const CONNECTION_MS = 2_000;
const SILENCE_MS = 5_000;

/**
 * The SDK does not verify its checksum, because the stream that it would put around the body does not return the
 * connection. gzip has its own checksum.
 */
export const S3_SETTINGS: S3ClientConfig = {
  ...RETRYING,
  followRegionRedirects: true,
  responseChecksumValidation: 'WHEN_REQUIRED',
  requestHandler: { connectionTimeout: CONNECTION_MS, socketTimeout: SILENCE_MS },
};

/** No request of a function waits for longer than a deadline allows. */
export const REQUEST_SETTINGS = {
  requestHandler: { connectionTimeout: CONNECTION_MS, requestTimeout: REQUEST_MS, throwOnRequestTimeout: true },
};
