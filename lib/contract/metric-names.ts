/** The CloudWatch namespace of all metrics. */
export const METRICS_NAMESPACE = 'ssm-audit';

/** Metrics of ingestion. The function emits them, and alarms of the stack watch them. */
export const INGEST_METRICS = {
  logFiles: 'LogFiles',
  failedLogFiles: 'FailedLogFiles',
  skippedFiles: 'SkippedFiles',
  records: 'Records',
  /** Elements of `Records` that are not objects. */
  malformedRecords: 'MalformedRecords',
  /** Records of calls that name no event source. */
  sourcelessRecords: 'SourcelessRecords',
  /** Records of calls that tamper with the stack. */
  guardRecords: 'GuardRecords',
  newEvents: 'NewEvents',
  knownEvents: 'KnownEvents',
  conflicts: 'Conflicts',
  quarantined: 'Quarantined',
  /** Records that were in quarantine before. */
  knownQuarantined: 'KnownQuarantined',
  expired: 'Expired',
  /** Records that the configuration leaves out. */
  leftOut: 'LeftOut',
  /** Records of event sources that this version does not know by name. */
  unknownSources: 'UnknownSources',
  /** Seconds from CloudTrail's delivery of a file to its receipt. */
  deliveryLag: 'DeliveryLag',
  /** Seconds from the newest event of a file to its receipt. */
  indexingLag: 'IndexingLag',
  /** Writes that DynamoDB throttled. The function tried them again. */
  throttledWrites: 'ThrottledWrites',
} as const;

/** Metrics of alerting. */
export const ALERT_METRICS = {
  /** Published messages, with the dimension `level`. */
  alerts: 'Alerts',
  /** Events that wait for a digest: the same call again, or a flood. */
  suppressed: 'SuppressedAlerts',
  /** Published digests. */
  digests: 'Digests',
  /** Groups whose digest could not be sent and waits for the next run. */
  failedDigests: 'FailedDigests',
  /** Messages that could not be published and went to the failure queue. */
  failed: 'FailedAlerts',
  /** Records that no rule could evaluate. */
  unevaluated: 'UnevaluatedEvents',
  /** Rows that the function was handed, that would have alerted, and that the Events table does not have. */
  refuted: 'RefutedEvents',
  /** Failed messages and discarded batches that a run could not send either. */
  failedDrains: 'FailedDrains',
  /** What counted for correlations. */
  correlationMatches: 'CorrelationMatches',
  /** What no correlation could count, because the event lacks a field by which it would. */
  uncounted: 'UncountedForCorrelation',
  /** Groups and values of single events beyond the bounds of one event. */
  cappedGroups: 'CappedGroups',
  /** Writes of the state that somebody else came before. The function tried them again. */
  stateConflicts: 'StateConflicts',
  /** Entries whose timespan ended more than a week ago. `alerts replay` counts them. */
  lateForCorrelation: 'LateForCorrelation',
  /** Alerts of orders of which the state kept only a part of the events. */
  lostOrders: 'LostOrders',
  /** State of groups that is damaged or of a later version. It counts anew. */
  unreadableStates: 'UnreadableStates',
  /** Groups whose state could not be read or written. Their events come again. */
  failedCorrelations: 'FailedCorrelations',
} as const;

/** Metrics of the hourly comparison of the bucket with the receipts. */
export const RECONCILE_METRICS = {
  listed: 'ListedLogFiles',
  /** Never indexed. You can read some of them as they are, and have to restore others first. */
  missing: 'MissingLogFiles',
  failed: 'UnfinishedLogFiles',
  changed: 'ChangedLogFiles',
  /** Accounts and regions whose log files are announced and indexed, but not found in the bucket. */
  unlisted: 'UnlistedDeliveries',
  /** Hours since the beginning of the last comparison of the recent window that is finished. */
  hoursBehind: 'ReconcileHoursBehind',
  /** The same for the deep window. */
  deepHoursBehind: 'DeepReconcileHoursBehind',
} as const;

/** Metrics of the scheduled verification of finished days. */
export const VERIFY_METRICS = {
  /** What is invalid, missing or unreadable: digests, log files and rows. */
  findings: 'VerificationFindings',
  /** Rows and terms that are what a signed log file makes. */
  rows: 'VerifiedRows',
  /** Days whose verification is finished. */
  days: 'VerifiedDays',
  /** Finished days that are not verified yet. */
  unverified: 'UnverifiedDays',
} as const;

/** Metrics of rebuilding Terms. Only a rebuild emits them. */
export const REBUILD_METRICS = {
  /** Terms rows that were put. */
  terms: 'RebuiltTerms',
  /** Rows of the Events table whose terms could not be made, or not all of them. */
  failures: 'RebuildFailures',
} as const;

/** Metrics of the scheduled export. */
export const EXPORT_METRICS = {
  /** Events of the days that were written. */
  events: 'ExportedEvents',
  /** Days that are due and not exported. */
  due: 'DueExports',
  /** Files that were left as they are, because they have more events than the tables have now. */
  kept: 'KeptExportFiles',
} as const;

/** Metrics of the hourly check of the trail, and of the stack's parts that it compares with what was deployed. */
export const TRAIL_HEALTH_METRICS = {
  /** Problems of the trail: stopped, delivery or notification errors, selectors that leave out reads or KMS. */
  problems: 'TrailProblems',
  tablePolicies: 'ChangedTablePolicies',
  queuePolicies: 'ChangedQueuePolicies',
  subscriptions: 'MissingSubscriptions',
  /** Event source mappings that are disabled, deleted or changed. */
  mappings: 'ChangedMappings',
  /** Parts that could not be compared. */
  unread: 'UnreadParts',
} as const;
