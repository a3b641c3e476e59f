import type { AlertRule } from '../../../lib/core/alerts/alert-rule';
import type { AlertConfiguration } from '../../../lib/core/alerts/configuration/alert-configuration';
import type { AlertTopic } from '../../../lib/core/alerts/configuration/topic-configuration';
import type { AlertMatch } from '../../../lib/core/alerts/event-matcher';
import type { ObservedEvent } from '../../../lib/core/alerts/observed-event';
import type { JsonObject } from '../../../lib/core/record/json';
import { eventKey } from '../../../lib/core/rows/event-keys';
import { formatRef } from '../../../lib/core/rows/event-ref';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';

export const ALICE = 'arn:aws:sts::111122223333:assumed-role/Operator/alice';
export const OPERATOR = 'arn:aws:iam::111122223333:role/Operator';
export const DOCUMENT = 'restart-web';

/** An event of a person who deletes a document; `eventID` makes it another one. */
export function storedDeletion(overrides: Partial<StoredEvent> = {}): StoredEvent {
  const event = { eventName: 'DeleteDocument', eventTime: '2024-05-01T12:10:00Z', eventID: 'e-1', ...overrides };
  return {
    ref: formatRef(eventKey(event, new Map())),
    eventSource: 'ssm.amazonaws.com',
    userIdentityArn: ALICE,
    principalSource: 'arn',
    roleArn: OPERATOR,
    actor: 'alice',
    actorSource: 'sessionName',
    awsRegion: 'eu-west-1',
    recipientAccountId: '111122223333',
    sourceIPAddress: '203.0.113.7',
    userAgent: 'aws-cli/2.15',
    accessKeyId: 'ASIAEXAMPLE',
    outcome: 'success',
    resources: [{ id: DOCUMENT, kind: 'document', relation: 'changes' }],
    logFile: 's3://logs/AWSLogs/a.json.gz',
    ...event,
  };
}

/** The record of the same. */
export function deletionRecord(overrides: JsonObject = {}): JsonObject {
  return {
    eventSource: 'ssm.amazonaws.com',
    eventName: 'DeleteDocument',
    requestParameters: { name: DOCUMENT },
    userIdentity: { sessionContext: { attributes: { mfaAuthenticated: 'true' } } },
    ...overrides,
  };
}

export function observed(event: Partial<StoredEvent> = {}, record: JsonObject = {}): ObservedEvent {
  return { event: storedDeletion(event), record: deletionRecord(record) };
}

export function alertRule(overrides: Partial<AlertRule> = {}): AlertRule {
  return {
    id: 'document-deleted',
    title: 'A document was deleted',
    level: 'medium',
    falsepositives: ['Clean-up jobs'],
    nextSteps: ['See who uses the document.'],
    references: [],
    tags: ['attack.t1485'],
    ...overrides,
  };
}

export function match(overrides: Partial<AlertMatch> = {}): AlertMatch {
  return {
    rule: alertRule(),
    observed: observed(),
    topics: ['documents'],
    why: () => ({ selections: ['selection'], fields: ['eventName', 'requestParameters.name'] }),
    ...overrides,
  };
}

export function topic(overrides: Partial<AlertTopic> = {}): AlertTopic {
  return { name: 'documents', events: [], rules: [], outcomes: [], accounts: [], subscribers: [], ...overrides };
}

export function configuration(...topics: readonly AlertTopic[]): AlertConfiguration {
  return { topics, overrides: { disabled: [], levels: new Map() }, deployers: [] };
}
