import type { IngestEnvironment } from '../../lib/contract/environment';

/** How services are reached, as JSON can carry it. */
export interface Service {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly forcePathStyle?: true;
}

/** What an ingest worker is started with. */
export interface WorkerSettings {
  readonly environment: IngestEnvironment;
  readonly aws: Service;
  readonly dynamodb: Service;
  readonly queueUrl: string;
  readonly seed: number;
  /** The share of requests that go wrong, from 0 to 1. */
  readonly share: number;
  /** After how many requests the worker is killed. */
  readonly requests: number;
}
