import { EVENT_FIELDS, type EventField, fieldNames, fieldsInCsv, fieldsWith } from '../../lib/contract/event-fields';

const field = (name: keyof typeof EVENT_FIELDS): EventField => EVENT_FIELDS[name];

it('numbers the columns of CSV from 1, each once: scripts rely on their order', () => {
  const columns = fieldsInCsv().map((name) => field(name).csv);
  expect(columns).toEqual(columns.map((_, index) => index + 1));
  expect(fieldsInCsv()).toEqual([
    'eventTime',
    'eventName',
    'eventSource',
    'outcome',
    'errorCode',
    'actor',
    'actorSource',
    'userIdentityArn',
    'principalSource',
    'roleArn',
    'awsRegion',
    'recipientAccountId',
    'sourceIPAddress',
    'userAgent',
    'accessKeyId',
    'readOnly',
    'eventID',
    'resources',
    'origin',
    'logFile',
    'related',
    'conflict',
    'agent',
    'quarantineReason',
    'reason',
    'mentions',
    'actorAliases',
    'guard',
  ]);
});

it('has few enough fields for subscribers: with rule, level and resource ten attributes at most', () => {
  expect(fieldsWith({ subscribed: true }).length + 3).toBeLessThanOrEqual(10);
});

it('shows every field in CSV or says why not: hidden ones, and the counts of what is left out', () => {
  const absent = fieldNames().filter((name) => field(name).csv === undefined);
  expect(absent).toEqual(['recordIndex', 'resourcesOmitted', 'mentionsOmitted', 'termsOmitted']);
});
