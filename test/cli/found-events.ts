import type { FoundEvent } from '../../lib/app/ask/find-events';
import type { AuditEvent } from '../../lib/core/event/audit-event';
import { parseRecord } from '../../lib/core/record/parse-record';
import { storedEvent } from '../../lib/core/rows/stored-event';
import { auditEvent, rowOf } from '../core/rows/events';

/** Terminal escapes in 7 and 8 bits, a reordering character, line ends, a formula: what an attacker writes. */
export const HOSTILE_TEXT = '=cmd|"x"\u001b[2J\u009b31m\u202e\r\n$(id)\u200b';

/** An event as a question finds it, with a record where its JSON is given. */
export function foundEvent(overrides: Partial<AuditEvent> = {}, json?: string): FoundEvent {
  const event = storedEvent(rowOf(auditEvent(overrides)));
  return json === undefined ? { event } : { event, record: parseRecord(json), maskedPaths: ['a.b'] };
}

/** An event in which every text is hostile. */
export function hostileEvent(json?: string): FoundEvent {
  const text = HOSTILE_TEXT;
  const hostile = {
    eventName: text,
    eventID: text,
    eventSource: text,
    userIdentityArn: text,
    roleArn: text,
    actor: text,
    awsRegion: text,
    recipientAccountId: text,
    sourceIPAddress: text,
    userAgent: text.repeat(500),
    accessKeyId: text,
    errorCode: text,
    resources: [{ id: text, kind: 'other', relation: 'target' }],
  } as const;
  return foundEvent(hostile, json);
}
