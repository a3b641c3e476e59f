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
  /** Key prefix before `/AWSLogs`, as the trail has it; `''` for none. */
  readonly LOG_PREFIX: string;
  /** The queue whose messages may say that they are history or a repair. */
  readonly BACKFILL_QUEUE_ARN: string;
  /** Days that rows are kept, counted from the later of event and delivery. */
  readonly RETENTION_DAYS: string;
  /** `<eventName>=<partitions>` pairs joined by commas: event names spread over several partitions; `''` for none. */
  readonly SPREAD_EVENTS: string;
  /** `record` paths joined by commas that are indexed as terms beside the built-in ones; `''` for none. */
  readonly EXTRA_TERMS: string;
  /** Event sources joined by commas that are indexed; `''` for all of the family. */
  readonly EVENT_SOURCES: string;
  /** Event names joined by commas that are not indexed; `''` for none. */
  readonly EXCLUDED_EVENTS: string;
  /** `keep`, `leave-out`, or the days that the agent's own traffic is kept. */
  readonly AGENT_TRAFFIC: string;
  /** `true` where KMS calls on parameters are indexed, else `false`. */
  readonly RELATED: string;
  /** The stack whose metrics these are. */
  readonly STACK_NAME: string;
}

/** The variables that say which records are kept. */
export type KeptVariables = Pick<IngestEnvironment, 'EVENT_SOURCES' | 'EXCLUDED_EVENTS' | 'AGENT_TRAFFIC' | 'RELATED'>;

/** What can become of the agent's own traffic, beside being kept for days of its own. */
export const AGENT_TRAFFIC_CHOICES = ['keep', 'leave-out'] as const;

/** What becomes of it: one of these, or the days that its rows are kept. */
export type AgentTraffic = (typeof AGENT_TRAFFIC_CHOICES)[number] | number;

/** What the alert function reads from its environment. */
export interface AlertEnvironment {
  /** The table of what was sent lately: the memory of suppression. */
  readonly ALERT_STATE_TABLE_NAME: string;
  /** Topics and rule overrides as JSON: an object of what the context keys of the alert configuration hold. */
  readonly ALERT_CONFIGURATION: string;
  /** The ARN of each topic by its name in the configuration, as JSON. */
  readonly ALERT_TOPIC_ARNS: string;
  /** Where messages go that could not be published. */
  readonly ALERT_FAILURE_QUEUE_URL: string;
  /** For how long a message suppresses events like its own, in seconds. */
  readonly ALERT_WINDOW_SECONDS: string;
  /** The file of rules inside the bundle, relative to the working directory. */
  readonly RULES_FILE: string;
  /** The stack that the commands in a message ask. */
  readonly STACK_NAME: string;
}

/** What the reconcile function reads from its environment. */
export interface ReconcileEnvironment {
  readonly DELIVERIES_TABLE_NAME: string;
  readonly LOG_BUCKET_NAME: string;
  /** The bucket's own region, which need not be the function's. */
  readonly LOG_BUCKET_REGION: string;
  /** The account that must own the bucket (`ExpectedBucketOwner`). */
  readonly LOG_BUCKET_OWNER: string;
  /** Key prefix before `/AWSLogs`, as the trail has it; `''` for none. */
  readonly LOG_PREFIX: string;
  /** The stack whose metrics these are. */
  readonly STACK_NAME: string;
}

/** What the function that looks after the trail's health reads from its environment. */
export interface TrailHealthEnvironment {
  readonly TRAIL_ARN: string;
  /** The stack whose metrics these are. */
  readonly STACK_NAME: string;
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
  'BACKFILL_QUEUE_ARN',
  'RETENTION_DAYS',
  'SPREAD_EVENTS',
  'EXTRA_TERMS',
  'EVENT_SOURCES',
  'EXCLUDED_EVENTS',
  'AGENT_TRAFFIC',
  'RELATED',
  'STACK_NAME',
] as const satisfies readonly (keyof IngestEnvironment)[];

const ALERT_VARIABLES = [
  'ALERT_STATE_TABLE_NAME',
  'ALERT_CONFIGURATION',
  'ALERT_TOPIC_ARNS',
  'ALERT_FAILURE_QUEUE_URL',
  'ALERT_WINDOW_SECONDS',
  'RULES_FILE',
  'STACK_NAME',
] as const satisfies readonly (keyof AlertEnvironment)[];

const RECONCILE_VARIABLES = [
  'DELIVERIES_TABLE_NAME',
  'LOG_BUCKET_NAME',
  'LOG_BUCKET_REGION',
  'LOG_BUCKET_OWNER',
  'LOG_PREFIX',
  'STACK_NAME',
] as const satisfies readonly (keyof ReconcileEnvironment)[];

const TRAIL_HEALTH_VARIABLES = ['TRAIL_ARN', 'STACK_NAME'] as const satisfies readonly (keyof TrailHealthEnvironment)[];

/** The ingest function's environment, complete, or `MissingVariableError` naming what is not there. */
export function ingestEnvironment(env: NodeJS.ProcessEnv): IngestEnvironment {
  return complete(INGEST_VARIABLES, env);
}

/** The alert function's environment, complete, or `MissingVariableError`. */
export function alertEnvironment(env: NodeJS.ProcessEnv): AlertEnvironment {
  return complete(ALERT_VARIABLES, env);
}

/** The reconcile function's environment, complete, or `MissingVariableError`. */
export function reconcileEnvironment(env: NodeJS.ProcessEnv): ReconcileEnvironment {
  return complete(RECONCILE_VARIABLES, env);
}

/** The environment of the function that looks after the trail's health, complete, or `MissingVariableError`. */
export function trailHealthEnvironment(env: NodeJS.ProcessEnv): TrailHealthEnvironment {
  return complete(TRAIL_HEALTH_VARIABLES, env);
}

function complete<Name extends string>(names: readonly Name[], env: NodeJS.ProcessEnv): Readonly<Record<Name, string>> {
  return Object.fromEntries(names.map((name) => [name, required(env, name)])) as Record<Name, string>;
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined) throw new MissingVariableError(name);
  return value;
}
