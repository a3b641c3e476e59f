import { EVENT_ATTRIBUTES, EVENTS_TABLE } from '../../lib/contract/tables';

/** The most attributes that DynamoDB projects into the indexes of a table (API reference, `Projection`). */
const MOST_PROJECTED = 20;

it('projects no more than DynamoDB allows, and no key twice', () => {
  const [index] = EVENTS_TABLE.indexes;
  expect(index.projected.length).toBeLessThanOrEqual(MOST_PROJECTED);
  const keys: readonly string[] = [EVENTS_TABLE.partitionKey, EVENTS_TABLE.sortKey, index.partitionKey];
  expect(index.projected.filter((name) => keys.includes(name))).toEqual([]);
});

it('projects all that a list of events shows and filters by', () => {
  const [index] = EVENTS_TABLE.indexes;
  const keysAndRest = ['eventName', 'eventTime', 'userIdentityArn', 'recordIndex', 'quarantineReason'];
  expect(EVENT_ATTRIBUTES.filter((name) => !keysAndRest.includes(name))).toEqual([...index.projected]);
});

it('projects what it has always projected: another list would be another index, built anew over all rows', () => {
  const [index] = EVENTS_TABLE.indexes;
  expect(index.projected).toEqual([
    'eventID',
    'eventSource',
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
    'origin',
    'logFile',
    'marks',
    'expiresAt',
  ]);
});
