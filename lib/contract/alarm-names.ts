/**
 * The names of the alarms, after the name of the stack. Each has a chapter with its name in docs/operations.md. The
 * ingest function knows by them which alarms are the stack's own.
 */
export const ALARM_NAMES = [
  'alert-failures',
  'undelivered-alerts',
  'failed-alerts',
  'failed-digests',
  'failed-correlations',
  'failed-drains',
  'refuted-events',
  'digests-silent',
  'alert-errors',
  'stream-age',
  'discarded-batches',
  'unevaluated-events',
  'trail-problems',
  'trail-check-silent',
  'changed-parts',
  'unread-parts',
  'missing-log-files',
  'unfinished-log-files',
  'changed-log-files',
  'unlisted-deliveries',
  'reconcile-behind',
  'reconcile-silent',
  'verification-findings',
  'unverified-days',
  'verification-silent',
  'rebuild-failures',
  'export-behind',
  'kept-export-files',
  'export-silent',
  'dead-letters',
  'backfill-dead-letters',
  'no-deliveries',
  'delivery-backlog',
  'ingest-errors',
  'failed-log-files',
  'delivery-lag',
  'indexing-lag',
  'throttled-tables',
  'quarantined-records',
  'conflicts',
] as const;

/** The name of an alarm. */
export type AlarmName = (typeof ALARM_NAMES)[number];
