import { safeJson, safeText } from '../../text/safe-text';
import { beginning } from '../../text/shortened-text';

/** The source of every event of this project on a bus. Only AWS may begin one with `aws.`. */
export const ALERT_EVENT_SOURCE = 'ssm-audit';

/** An event for a bus of EventBridge (API reference: PutEventsRequestEntry, without the bus). */
export interface AlertEvent {
  readonly source: typeof ALERT_EVENT_SOURCE;
  /** The rule's id, by which rules of a bus select. */
  readonly detailType: string;
  /** JSON: what the last line of the alert's text has, and `subject`, `cause` and `deduplicationId`. */
  readonly detail: string;
}

/** EventBridge API reference, PutEventsRequestEntry: at most 128 characters, which a byte each cannot exceed. */
const MAX_DETAIL_TYPE_BYTES = 128;

/** What the detail of an event has beyond the alert's own JSON. */
export interface EventHead {
  readonly rule: string;
  readonly subject: string;
  /** Equal for the alerts of one incident. */
  readonly cause: string;
  /** Equal whenever the same alert is sent again. */
  readonly deduplicationId: string;
}

/** The event of an alert, from the document that its text ends with. */
export function alertEvent({ rule, subject, cause, deduplicationId }: EventHead, document: object): AlertEvent {
  return {
    source: ALERT_EVENT_SOURCE,
    detailType: beginning(safeText(rule), MAX_DETAIL_TYPE_BYTES),
    detail: safeJson(JSON.stringify({ subject, cause, deduplicationId, ...document })),
  };
}
