import type { AuditEvent } from '../../../lib/core/event/audit-event';
import type { Resource } from '../../../lib/core/resources/resource';
import { type StoredEvent, storedEvent } from '../../../lib/core/rows/stored-event';
import { auditEvent, rowOf } from '../rows/events';

let events = 0;

/** An event at a time of 1 May 2024, with an ID of its own. */
export function stored(time: string, overrides: Partial<AuditEvent> = {}): StoredEvent {
  events += 1;
  const eventID = `${events.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
  return storedEvent(rowOf(auditEvent({ eventTime: `2024-05-01T${time}Z`, eventID, ...overrides })));
}

/** A resource. */
export function resource(id: string, kind: Resource['kind'], relation: Resource['relation'] = 'uses'): Resource {
  return { id, kind, relation };
}

/** A read of a parameter, or of a path. */
export function read(time: string, id: string, overrides: Partial<AuditEvent> = {}): StoredEvent {
  return stored(time, {
    eventName: 'GetParameter',
    resources: [resource(id, 'parameter')],
    readOnly: true,
    ...overrides,
  });
}

/** KMS decrypting a parameter. */
export function decrypt(time: string, id: string, overrides: Partial<AuditEvent> = {}): StoredEvent {
  const resources = [resource(id, 'parameter')];
  return stored(time, { eventName: 'Decrypt', resources, readOnly: true, related: true, ...overrides });
}
