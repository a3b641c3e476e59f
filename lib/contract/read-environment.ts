import type {
  AlertEnvironment,
  ExportEnvironment,
  IngestEnvironment,
  RebuildEnvironment,
  ReconcileEnvironment,
  TrailHealthEnvironment,
  VerifyEnvironment,
} from './environment';

/** A variable that the environment must have is not set. */
export class MissingVariableError extends Error {
  constructor(readonly variable: string) {
    super(
      `environment variable ${variable} is not set: expected the value that the stack sets; deploy the stack again`,
    );
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
  'BACKFILL_QUEUE_URL',
  'RETENTION_DAYS',
  'SPREAD_EVENTS',
  'EXTRA_TERMS',
  'EVENT_SOURCES',
  'EXCLUDED_EVENTS',
  'AGENT_TRAFFIC',
  'RELATED',
  'NEIGHBOURS',
  'GUARDED_STACK',
  'STACK_NAME',
] as const satisfies readonly (keyof IngestEnvironment)[];

const ALERT_VARIABLES = [
  'EVENTS_TABLE_NAME',
  'ALERT_STATE_TABLE_NAME',
  'ALERT_CONFIGURATION',
  'ALERT_TOPIC_ARNS',
  'ALERT_FAILURE_QUEUE_URL',
  'DISCARDED_BATCHES_URL',
  'ALERT_WINDOW_SECONDS',
  'RULES_FILE',
  'STACK_NAME',
] as const satisfies readonly (keyof AlertEnvironment)[];

const RECONCILE_VARIABLES = [
  'DELIVERIES_TABLE_NAME',
  'ALERT_STATE_TABLE_NAME',
  'LOG_BUCKET_NAME',
  'LOG_BUCKET_REGION',
  'LOG_BUCKET_OWNER',
  'LOG_PREFIX',
  'STACK_NAME',
] as const satisfies readonly (keyof ReconcileEnvironment)[];

const TRAIL_HEALTH_VARIABLES = [
  'TRAIL_ARN',
  'LOG_BUCKET_NAME',
  'LOG_PREFIX',
  'DELIVERY_TOPIC_ARN',
  'URL_SUFFIX',
  'STACK_NAME',
] as const satisfies readonly (keyof TrailHealthEnvironment)[];

const VERIFY_VARIABLES = [
  'EVENTS_TABLE_NAME',
  'TERMS_TABLE_NAME',
  'DELIVERIES_TABLE_NAME',
  'ALERT_STATE_TABLE_NAME',
  'LOG_BUCKET_NAME',
  'LOG_BUCKET_REGION',
  'LOG_BUCKET_OWNER',
  'LOG_PREFIX',
  'TRAIL_ARN',
  'URL_SUFFIX',
  'RETENTION_DAYS',
  'EVENT_SOURCES',
  'EXCLUDED_EVENTS',
  'AGENT_TRAFFIC',
  'RELATED',
  'NEIGHBOURS',
  'GUARDED_STACK',
  'STACK_NAME',
] as const satisfies readonly (keyof VerifyEnvironment)[];

const REBUILD_VARIABLES = [
  'EVENTS_TABLE_NAME',
  'TERMS_TABLE_NAME',
  'DELIVERIES_TABLE_NAME',
  'ALERT_STATE_TABLE_NAME',
  'EXTRA_TERMS',
  'GUARDED_STACK',
  'STACK_NAME',
] as const satisfies readonly (keyof RebuildEnvironment)[];

const EXPORT_VARIABLES = [
  'EVENTS_TABLE_NAME',
  'TERMS_TABLE_NAME',
  'DELIVERIES_TABLE_NAME',
  'ALERT_STATE_TABLE_NAME',
  'EXPORT_BUCKET_NAME',
  'EXPORT_PREFIX',
  'EXPORT_SCHEMA',
  'EXPORT_TABLE',
  'URL_SUFFIX',
  'STACK_NAME',
] as const satisfies readonly (keyof ExportEnvironment)[];

/** The complete environment of the ingest function, or `MissingVariableError`, which names a missing variable. */
export function ingestEnvironment(env: NodeJS.ProcessEnv): IngestEnvironment {
  return complete(INGEST_VARIABLES, env);
}

/** The complete environment of the alert function, or `MissingVariableError`. */
export function alertEnvironment(env: NodeJS.ProcessEnv): AlertEnvironment {
  return complete(ALERT_VARIABLES, env);
}

/** The complete environment of the reconcile function, or `MissingVariableError`. */
export function reconcileEnvironment(env: NodeJS.ProcessEnv): ReconcileEnvironment {
  return complete(RECONCILE_VARIABLES, env);
}

/** The complete environment of the function that checks the trail, or `MissingVariableError`. */
export function trailHealthEnvironment(env: NodeJS.ProcessEnv): TrailHealthEnvironment {
  return complete(TRAIL_HEALTH_VARIABLES, env);
}

/** The complete environment of the function that verifies finished days, or `MissingVariableError`. */
export function verifyEnvironment(env: NodeJS.ProcessEnv): VerifyEnvironment {
  return complete(VERIFY_VARIABLES, env);
}

/** The complete environment of the function that rebuilds Terms, or `MissingVariableError`. */
export function rebuildEnvironment(env: NodeJS.ProcessEnv): RebuildEnvironment {
  return complete(REBUILD_VARIABLES, env);
}

/** The complete environment of the function of the scheduled export, or `MissingVariableError`. */
export function exportEnvironment(env: NodeJS.ProcessEnv): ExportEnvironment {
  return complete(EXPORT_VARIABLES, env);
}

function complete<Name extends string>(names: readonly Name[], env: NodeJS.ProcessEnv): Readonly<Record<Name, string>> {
  return Object.fromEntries(names.map((name) => [name, required(env, name)])) as Record<Name, string>;
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined) throw new MissingVariableError(name);
  return value;
}
