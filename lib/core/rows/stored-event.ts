import { EVENT_ATTRIBUTES } from '../../contract/tables';
import type { AuditEvent } from '../event/audit-event';
import { formatRef } from './event-ref';
import type { EventRow, RowMarks } from './event-row';

/** An event as the command line shows it: the event fields with their whole values, and the reference to its row. */
export interface StoredEvent extends Partial<AuditEvent>, RowMarks {
  readonly ref: string;
  readonly eventName?: string;
  readonly userIdentityArn?: string;
  readonly related?: true;
  readonly agent?: true;
  readonly origin?: string;
  readonly logFile?: string;
  readonly quarantineReason?: string;
}

/** Attributes that serve the table and say nothing to a person. */
const INTERNAL: readonly string[] = ['marks', 'recordIndex', 'expiresAt', 'eventTime'];

const FIRST = ['eventName', 'eventID', 'eventSource', 'userIdentityArn'] as const;

/** The order in which fields are shown: what was called and by whom, then the rest as rows have it. */
const SHOWN = [...new Set([...FIRST, ...EVENT_ATTRIBUTES])].filter((name) => !INTERNAL.includes(name));

/** The length of an event time, which begins every sort key. */
const TIME_LENGTH = '2018-03-06T20:30:12Z'.length;

/** The event that a row of any of the tables holds. */
export function storedEvent(row: EventRow): StoredEvent {
  const fields = SHOWN.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]] as const]));
  const { eventName, ...rest } = Object.fromEntries(fields);
  const isIndexed = row.quarantineReason === undefined;
  return {
    ref: formatRef(row),
    ...(isIndexed && { eventName: String(eventName), eventTime: row.eventTimeId.slice(0, TIME_LENGTH) }),
    ...rest,
    ...row.marks,
  };
}
