import type { AuditEvent } from '../event/audit-event';
import { formatRef } from '../rows/event-ref';
import type { EventRow } from '../rows/event-row';
import { EVENT_ATTRIBUTES } from '../rows/tables';

/** An event as the command line shows it: the event fields with their whole values, and the reference to its row. */
export interface StoredEvent extends Partial<AuditEvent> {
  readonly ref: string;
  readonly origin?: string;
  readonly logFile?: string;
  readonly conflict?: true;
  readonly quarantineReason?: string;
  readonly expiresAt?: number;
}

/** Attributes that serve the table and say nothing to a person. */
const INTERNAL = new Set(['fullEventName', 'fullUserIdentityArn', 'recordIndex']);

/** The order in which fields are shown. */
const SHOWN = EVENT_ATTRIBUTES.filter((name) => !INTERNAL.has(name));

/** The event that a row of any of the tables holds. */
export function storedEvent(row: EventRow): StoredEvent {
  const whole: Record<string, unknown> = {
    ...row,
    eventName: row['fullEventName'] ?? row.eventName,
    userIdentityArn: row['fullUserIdentityArn'] ?? row.userIdentityArn,
  };
  const fields = SHOWN.flatMap((name) => (whole[name] === undefined ? [] : [[name, whole[name]] as const]));
  return { ref: formatRef(row), ...Object.fromEntries(fields) };
}
