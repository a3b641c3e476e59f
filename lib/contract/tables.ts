import { fieldsWith } from './event-fields';

/**
 * The three tables (docs/architecture.md). This is the only definition: the constructs, the embedded DynamoDB and the
 * adapters share it. Key attributes are named for what they contain. The `…-keys.ts` files say how values are composed.
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
 * Event fields that the index by principal has beside its keys. DynamoDB projects at most 20 attributes into an index
 * (API reference, `Projection`). Fields that few events have are therefore together in `marks`, and the key replaces
 * `eventTime`.
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

/** The folder of the Deliveries table that lists the partitions of the Events table: no folder of log files begins so. */
export const CATALOGUE_FOLDER = '#catalogue';

/**
 * The partition of the Terms table in which earlier programs kept that list. It is read as well, because a table that can
 * be made again must hold nothing that is nowhere else.
 */
export const FORMER_CATALOGUE_TERM = 'catalogue=Events';

export const DELIVERIES_TABLE = {
  partitionKey: 'folder',
  sortKey: 'fileName',
  indexes: [],
  timeToLive: 'expiresAt',
} as const satisfies TableDefinition;

/**
 * The table of what was sent lately, by groups of matches. It has a row for each message, and one for each suppressed
 * match. The row of a match is in the index `dueDigests` until its digest is sent. The table is the memory of the alert
 * function, not evidence. The scheduled verification keeps how far it has come in a row of its own, under
 * `VERIFICATION_GROUP`, the comparison of the bucket with the receipts under `RECONCILIATION_GROUP`, a rebuild of Terms
 * under `REBUILD_GROUP`, and the scheduled export under `EXPORT_GROUP`.
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

/** The partition of the state of the scheduled verification. No group of matches is called so: these are hashes. */
export const VERIFICATION_GROUP = 'verification';

/** The partition of the states of the comparison of the bucket with the receipts. `status` reads it, too. */
export const RECONCILIATION_GROUP = 'reconciliation';

/** The partition of the state of the last rebuild of Terms. */
export const REBUILD_GROUP = 'rebuild';

/** The partition of the state of the scheduled export. */
export const EXPORT_GROUP = 'export';
