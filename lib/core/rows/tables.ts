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

/** Event fields as attributes: on Events rows, copied to the index by principal and to Terms rows. */
export const EVENT_ATTRIBUTES = [
  'eventName',
  'eventTime',
  'eventID',
  'eventSource',
  'userIdentityArn',
  'principalSource',
  'roleArn',
  'actor',
  'actorSource',
  'awsRegion',
  'recipientAccountId',
  'sourceIPAddress',
  'userAgent',
  'accessKeyId',
  'errorCode',
  'outcome',
  'readOnly',
  'resources',
  'resourcesOmitted',
  'termsOmitted',
  'origin',
  'logFile',
  'recordIndex',
  'related',
  'conflict',
  'agent',
  'quarantineReason',
  'fullEventName',
  'fullUserIdentityArn',
  'expiresAt',
] as const;

const EVENT_KEYS = ['eventName', 'userIdentityArn'];

export const EVENTS_TABLE = {
  partitionKey: 'eventName',
  sortKey: 'eventTimeId',
  indexes: [
    {
      name: 'byPrincipal',
      partitionKey: 'userIdentityArn',
      sortKey: 'eventTimeId',
      projected: EVENT_ATTRIBUTES.filter((name) => !EVENT_KEYS.includes(name)),
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

export const DELIVERIES_TABLE = {
  partitionKey: 'folder',
  sortKey: 'fileName',
  indexes: [],
  timeToLive: 'expiresAt',
} as const satisfies TableDefinition;
