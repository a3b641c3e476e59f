import { fieldsWith } from './event-fields';

/**
 * The three tables (docs/architecture.md): the one definition that the constructs, the embedded DynamoDB and the
 * adapters share. Key attributes are named for what they hold; how values are composed stands in the `…-keys.ts` files.
 */
export interface TableDefinition {
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly indexes: readonly IndexDefinition[];
  /** The attribute that DynamoDB's time to live reads, in epoch seconds. */
  readonly timeToLive: string;
}

/** A global secondary index; `projected` attributes are copied beside the keys. */
export interface IndexDefinition {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly projected: readonly string[];
}

/**
 * Event fields as the index by principal has them beside its keys. DynamoDB projects at most 20 attributes into an index
 * (API reference, `Projection`), so what few events have stands together in `marks`, and `eventTime` is left to the key.
 */
const INDEXED_ATTRIBUTES = [...fieldsWith({ stands: 'index' }), 'marks', 'expiresAt'] as const;

/** Event fields as attributes of Events rows, copied to Terms rows. */
export const EVENT_ATTRIBUTES = [
  ...INDEXED_ATTRIBUTES,
  ...fieldsWith({ stands: 'key' }),
  ...fieldsWith({ stands: 'row' }),
] as const;

export const EVENTS_TABLE = {
  partitionKey: 'eventName',
  sortKey: 'eventTimeId',
  indexes: [
    {
      name: 'byPrincipal',
      partitionKey: 'userIdentityArn',
      sortKey: 'eventTimeId',
      projected: INDEXED_ATTRIBUTES,
    },
  ],
  timeToLive: 'expiresAt',
} as const satisfies TableDefinition;

export const TERMS_TABLE = {
  partitionKey: 'term',
  sortKey: 'eventTimeIdName',
  indexes: [],
  timeToLive: 'expiresAt',
} as const satisfies TableDefinition;

/** The partition of the Terms table that lists the partitions of the Events table. */
export const CATALOGUE_TERM = 'catalogue=Events';

export const DELIVERIES_TABLE = {
  partitionKey: 'folder',
  sortKey: 'fileName',
  indexes: [],
  timeToLive: 'expiresAt',
} as const satisfies TableDefinition;

/**
 * The table of what was sent lately, by groups of matches: a row for each message, and one for each suppressed match, which
 * stands in the index `dueDigests` until its digest is sent. It is a memory of the alert function, no evidence; nothing else
 * reads it.
 */
export const ALERT_STATE_TABLE = {
  partitionKey: 'matchGroup',
  sortKey: 'entryKey',
  indexes: [
    {
      name: 'dueDigests',
      partitionKey: 'digestShard',
      sortKey: 'digestDueAt',
      projected: ['digestEntry'],
    },
  ],
  /** Epoch seconds. */
  timeToLive: 'expiresAt',
} as const satisfies TableDefinition;
