/** Where a trail delivers log files to, and where it announces them. */
export interface TrailDestination {
  readonly bucketName: string;
  /** Key prefix before `/AWSLogs`, `''` for none. */
  readonly prefix: string;
  /** `''` for no topic. */
  readonly topicArn: string;
}

/** What CloudTrail says about a trail, as far as an audit depends on it. */
export interface TrailDescription extends TrailDestination {
  readonly isLogging: boolean;
  readonly isMultiRegion: boolean;
  readonly validatesLogFiles: boolean;
  /** The error of the last delivery to the bucket, to the topic, and of the last digest. Absent if there was none. */
  readonly deliveryError?: string;
  readonly notificationError?: string;
  readonly digestError?: string;
  /** A trail has selectors of one kind (CloudTrail API reference: PutEventSelectors). */
  readonly selectors: readonly BasicSelector[];
  readonly advancedSelectors: readonly AdvancedSelector[];
}

/** An event selector, without what concerns data events. */
export interface BasicSelector {
  readonly reads: boolean;
  readonly writes: boolean;
  readonly managementEvents: boolean;
  /** Event sources whose management events are left out, such as `kms.amazonaws.com`. */
  readonly excludedSources: readonly string[];
}

/** An advanced event selector: it logs an event if all its fields hold. */
export type AdvancedSelector = readonly FieldSelector[];

/** What one field of an event must be. Missing operators are empty. */
export interface FieldSelector {
  readonly field: string;
  readonly equals: readonly string[];
  readonly startsWith: readonly string[];
  readonly endsWith: readonly string[];
  readonly notEquals: readonly string[];
  readonly notStartsWith: readonly string[];
  readonly notEndsWith: readonly string[];
}
