/**
 * What the ingest function reads from its environment. The constructs build exactly this type, and the function parses
 * exactly this type (`read-environment`). The stack therefore does not compile without a variable that a function reads.
 */
export interface IngestEnvironment {
  readonly EVENTS_TABLE_NAME: string;
  readonly TERMS_TABLE_NAME: string;
  readonly DELIVERIES_TABLE_NAME: string;
  /** The only bucket that the function reads. */
  readonly LOG_BUCKET_NAME: string;
  /** The bucket's own region, which need not be the function's. */
  readonly LOG_BUCKET_REGION: string;
  /**
   * The account that must own the bucket (`ExpectedBucketOwner`). If a stranger makes a deleted bucket again, S3
   * refuses it.
   */
  readonly LOG_BUCKET_OWNER: string;
  /** Key prefix before `/AWSLogs`, as the trail has it; `''` for none. */
  readonly LOG_PREFIX: string;
  /** The queue whose messages may declare themselves history or a repair. */
  readonly BACKFILL_QUEUE_ARN: string;
  /** Its address, by which the function asks it whether a message is its own. */
  readonly BACKFILL_QUEUE_URL: string;
  /** How many days rows are kept, counted from the later of event and delivery. */
  readonly RETENTION_DAYS: string;
  /**
   * `<eventName>=<partitions>` pairs, joined by commas: event names that are spread over several partitions; `''` for
   * none.
   */
  readonly SPREAD_EVENTS: string;
  /** `record` paths, joined by commas, that are indexed as terms in addition to the built-in ones; `''` for none. */
  readonly EXTRA_TERMS: string;
  /** Event sources, joined by commas, that are indexed; `''` for all of the family. */
  readonly EVENT_SOURCES: string;
  /** Event names, joined by commas, that are not indexed; `''` for none. */
  readonly EXCLUDED_EVENTS: string;
  /** `keep`, `leave-out`, or the number of days to keep the agent's own traffic. */
  readonly AGENT_TRAFFIC: string;
  /** `true` if KMS calls on parameters are indexed, else `false`. */
  readonly RELATED: string;
  /** The neighbours whose calls are indexed, joined by commas; `''` for none. */
  readonly NEIGHBOURS: string;
  /** The stack that is guarded, as JSON (core/guard/guarded-stack); `''` for none. */
  readonly GUARDED_STACK: string;
  /** The stack whose metrics these are. */
  readonly STACK_NAME: string;
}

/** The variables that say which records are kept. */
export type KeptVariables = Pick<
  IngestEnvironment,
  'EVENT_SOURCES' | 'EXCLUDED_EVENTS' | 'AGENT_TRAFFIC' | 'RELATED' | 'NEIGHBOURS'
>;

/** What can happen to the agent's own traffic, unless it is kept for its own number of days. */
export const AGENT_TRAFFIC_CHOICES = ['keep', 'leave-out'] as const;

/** One of these, or the number of days to keep its rows. */
export type AgentTraffic = (typeof AGENT_TRAFFIC_CHOICES)[number] | number;

/** What the alert function reads from its environment. */
export interface AlertEnvironment {
  /** The table that new rows are read back from. */
  readonly EVENTS_TABLE_NAME: string;
  /** The table of what was sent lately, by which alerts are suppressed. */
  readonly ALERT_STATE_TABLE_NAME: string;
  /** Topics and rule overrides as JSON: an object with the values of the context keys for alerts. */
  readonly ALERT_CONFIGURATION: string;
  /** The ARN of each topic, or of the event bus in its place, by its name in the configuration, as JSON. */
  readonly ALERT_TOPIC_ARNS: string;
  /** The queue for messages that could not be published. */
  readonly ALERT_FAILURE_QUEUE_URL: string;
  /** The address of the bucket of batches that Lambda gave up on, without a slash at its end. */
  readonly DISCARDED_BATCHES_URL: string;
  /** How long a message suppresses events like its own, in seconds. */
  readonly ALERT_WINDOW_SECONDS: string;
  /** The file of rules inside the bundle, relative to the working directory. */
  readonly RULES_FILE: string;
  /** The stack that commands in a message name. */
  readonly STACK_NAME: string;
}

/** What the reconcile function reads from its environment. */
export interface ReconcileEnvironment {
  readonly DELIVERIES_TABLE_NAME: string;
  /** The table that has a row with how far the comparison of a window has come. */
  readonly ALERT_STATE_TABLE_NAME: string;
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

/** What the function that verifies finished days reads from its environment. */
export interface VerifyEnvironment
  extends KeptVariables,
    Pick<
      IngestEnvironment,
      | 'EVENTS_TABLE_NAME'
      | 'TERMS_TABLE_NAME'
      | 'DELIVERIES_TABLE_NAME'
      | 'LOG_BUCKET_NAME'
      | 'LOG_BUCKET_REGION'
      | 'LOG_BUCKET_OWNER'
      | 'LOG_PREFIX'
      | 'RETENTION_DAYS'
      | 'GUARDED_STACK'
      | 'STACK_NAME'
    > {
  /** The table that has a row with how far verification has come. */
  readonly ALERT_STATE_TABLE_NAME: string;
  /** The trail whose digests count; `''` if all digests in the bucket count. */
  readonly TRAIL_ARN: string;
  /** What the names of AWS's services end with in this partition, such as `amazonaws.com`. */
  readonly URL_SUFFIX: string;
}

/** What the function that rebuilds Terms reads from its environment. */
export interface RebuildEnvironment
  extends Pick<
    IngestEnvironment,
    'EVENTS_TABLE_NAME' | 'TERMS_TABLE_NAME' | 'DELIVERIES_TABLE_NAME' | 'EXTRA_TERMS' | 'GUARDED_STACK' | 'STACK_NAME'
  > {
  /** The table that has a row with how far the rebuild has come. */
  readonly ALERT_STATE_TABLE_NAME: string;
}

/** What the function of the scheduled export reads from its environment. */
export interface ExportEnvironment
  extends Pick<IngestEnvironment, 'EVENTS_TABLE_NAME' | 'TERMS_TABLE_NAME' | 'DELIVERIES_TABLE_NAME' | 'STACK_NAME'> {
  /** The table that has a row with how far the export has come. */
  readonly ALERT_STATE_TABLE_NAME: string;
  readonly EXPORT_BUCKET_NAME: string;
  /** Where in the bucket the export is, with a slash at its end; `''` for all of it. */
  readonly EXPORT_PREFIX: string;
  /** `event` or `ocsf`. */
  readonly EXPORT_SCHEMA: string;
  /** The database and the table of Glue over the export, with a dot between them; `''` if there is none. */
  readonly EXPORT_TABLE: string;
  /** What the names of the services' hosts end with, such as `amazonaws.com`. */
  readonly URL_SUFFIX: string;
}

/** What the function that checks the trail reads from its environment. */
export interface TrailHealthEnvironment {
  /** `''` if the stack does not know the trail. */
  readonly TRAIL_ARN: string;
  /** Where the trail has to deliver: the bucket, and the key prefix before `/AWSLogs`; `''` for none. */
  readonly LOG_BUCKET_NAME: string;
  readonly LOG_PREFIX: string;
  /** The topic on which the trail has to announce deliveries; `''` if S3 announces them. */
  readonly DELIVERY_TOPIC_ARN: string;
  /** What the names of the services' hosts end with, such as `amazonaws.com`. */
  readonly URL_SUFFIX: string;
  /** The stack whose metrics these are. */
  readonly STACK_NAME: string;
}
