/**
 * What the ingest function reads from its environment. The constructs build exactly this type and the function parses
 * exactly this type, so the stack does not compile without a variable that a function reads.
 */
export interface IngestEnvironment {
  readonly EVENTS_TABLE_NAME: string;
  readonly TERMS_TABLE_NAME: string;
  readonly DELIVERIES_TABLE_NAME: string;
  /** The only bucket whose objects are read. */
  readonly LOG_BUCKET_NAME: string;
  /** The bucket's own region, which need not be the function's. */
  readonly LOG_BUCKET_REGION: string;
  /** The account that must own the bucket (`ExpectedBucketOwner`): a bucket deleted and re-created by a stranger is refused. */
  readonly LOG_BUCKET_OWNER: string;
  /** Key prefix before `AWSLogs`, without slashes at its ends; `''` for none. */
  readonly LOG_PREFIX: string;
  /** Days that rows are kept, counted from the later of event and delivery. */
  readonly RETENTION_DAYS: string;
  /** `<eventName>=<partitions>` pairs joined by commas: event names spread over several partitions; `''` for none. */
  readonly SPREAD_EVENTS: string;
  /** `record` paths joined by commas that are indexed as terms beside the built-in ones; `''` for none. */
  readonly EXTRA_TERMS: string;
}

/** A variable that the environment contract promises is not set. */
export class MissingVariableError extends Error {
  constructor(readonly variable: string) {
    super(`environment variable ${variable} is not set: expected the value that the stack gives the function`);
    this.name = 'MissingVariableError';
  }
}

const INGEST_VARIABLES = [
  'EVENTS_TABLE_NAME',
  'TERMS_TABLE_NAME',
  'DELIVERIES_TABLE_NAME',
  'LOG_BUCKET_NAME',
  'LOG_BUCKET_REGION',
  'LOG_BUCKET_OWNER',
  'LOG_PREFIX',
  'RETENTION_DAYS',
  'SPREAD_EVENTS',
  'EXTRA_TERMS',
] as const satisfies readonly (keyof IngestEnvironment)[];

/** The ingest function's environment, complete, or `MissingVariableError` naming what is not there. */
export function ingestEnvironment(env: NodeJS.ProcessEnv): IngestEnvironment {
  return Object.fromEntries(
    INGEST_VARIABLES.map((name) => [name, required(env, name)]),
  ) as unknown as IngestEnvironment;
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined) throw new MissingVariableError(name);
  return value;
}
