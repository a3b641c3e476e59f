/** The CloudWatch namespace of all metrics. */
export const METRICS_NAMESPACE = 'ssm-audit';

/** Metrics of ingestion: emitted by the function, alarmed on by the stack. */
export const INGEST_METRICS = {
  logFiles: 'LogFiles',
  failedLogFiles: 'FailedLogFiles',
  skippedFiles: 'SkippedFiles',
  records: 'Records',
  newEvents: 'NewEvents',
  knownEvents: 'KnownEvents',
  conflicts: 'Conflicts',
  quarantined: 'Quarantined',
  expired: 'Expired',
  /** Records of event sources that this version does not know by name. */
  unknownSources: 'UnknownSources',
  /** Seconds from CloudTrail's delivery of a file to its receipt. */
  deliveryLag: 'DeliveryLag',
} as const;
