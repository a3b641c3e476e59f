/** What CloudTrail says of a trail, as far as an audit depends on it. */
export interface TrailDescription {
  readonly isLogging: boolean;
  readonly isMultiRegion: boolean;
  readonly validatesLogFiles: boolean;
  /** The error of the last delivery to the bucket, to the topic, and of the last digest; absent where there was none. */
  readonly deliveryError?: string;
  readonly notificationError?: string;
  readonly digestError?: string;
  /** A trail has selectors of one kind (CloudTrail API reference: PutEventSelectors). */
  readonly selectors: readonly BasicSelector[];
  readonly advancedSelectors: readonly AdvancedSelector[];
}

/** An event selector, as far as management events go. */
export interface BasicSelector {
  readonly reads: boolean;
  readonly writes: boolean;
  readonly managementEvents: boolean;
  /** Event sources whose management events are left out, such as `kms.amazonaws.com`. */
  readonly excludedSources: readonly string[];
}

/** An advanced event selector: an event is logged where all its fields hold. */
export type AdvancedSelector = readonly FieldSelector[];

/** What one field of an event must be; operators that are not given are empty. */
export interface FieldSelector {
  readonly field: string;
  readonly equals: readonly string[];
  readonly startsWith: readonly string[];
  readonly endsWith: readonly string[];
  readonly notEquals: readonly string[];
  readonly notStartsWith: readonly string[];
  readonly notEndsWith: readonly string[];
}
