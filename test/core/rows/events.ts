import type { AuditEvent } from '../../../lib/core/event/audit-event';
import type { JsonObject } from '../../../lib/core/record/json';
import { eventKey, type Spread } from '../../../lib/core/rows/event-keys';
import { type EventRow, eventRow, type RowContext } from '../../../lib/core/rows/event-row';
import { type TermRow, termRows, termsOf } from '../../../lib/core/rows/term-row';

export const NO_SPREAD: Spread = new Map();
export const ALICE = 'arn:aws:sts::111122223333:assumed-role/Operator/alice';
export const OPERATOR = 'arn:aws:iam::111122223333:role/Operator';
export const NODE = 'i-0123456789abcdef0';

/** An event with what most have. */
export function auditEvent(overrides: Partial<AuditEvent> = {}): AuditEvent {
  return {
    eventName: 'StartSession',
    eventTime: '2024-05-01T12:00:00Z',
    eventID: '11111111-2222-3333-4444-555555555555',
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
    readOnly: false,
    resources: [{ id: NODE, kind: 'instance', relation: 'target' }],
    ...overrides,
  };
}

export function rowContext(overrides: Partial<RowContext> = {}): RowContext {
  return {
    logFile: 's3://logs/AWSLogs/111122223333/CloudTrail/a.json.gz',
    recordIndex: 3,
    recordSha256: 'ab'.repeat(32),
    origin: 'delivery',
    maskedPaths: [],
    ...overrides,
  };
}

/** The Events row of an event, its record and context. */
export function rowOf(
  event: AuditEvent = auditEvent(),
  record: JsonObject = { eventName: event.eventName },
  context: Partial<RowContext> = {},
  spread: Spread = NO_SPREAD,
): EventRow {
  return eventRow(event, eventKey(event, spread), record, rowContext(context), termsOf(event, []).omitted);
}

/** The Terms rows of an event. */
export function termRowsOf(event: AuditEvent, spread: Spread = NO_SPREAD): readonly TermRow[] {
  return termRowsTo(rowOf(event, {}, {}, spread), event);
}

/** The Terms rows of an event that lead to a row. */
export function termRowsTo(row: EventRow, event: AuditEvent): readonly TermRow[] {
  return [...termRows(row, termsOf(event, []).terms, event.resources)];
}

/** A resource that is an instance. */
export function instance(id: string) {
  return { id, kind: 'instance', relation: 'target' } as const;
}

/** `value` inside `levels` objects, itself not counted. */
export function nested(levels: number, value: JsonObject[string] = 1): JsonObject {
  let result = value;
  for (let level = 0; level < levels; level += 1) result = { a: result };
  return result as JsonObject;
}
