import { type JsonValue, member, textAt } from '../record/json';

/** One message that an invocation carries. */
export interface LambdaMessage {
  /** The service's own id, which reports to a queue that this message failed. S3 and EventBridge give none. */
  readonly messageId?: string;
  /** For `readAnnouncement`. */
  readonly body: unknown;
}

/**
 * The messages of an invocation, whoever invoked the function: a queue (`Records[].body`), a topic (`Records[].Sns`), a
 * bucket (`Records[].s3`), or EventBridge, whose event is itself the message. Never throws. Anything else comes back as
 * a message, so that reading it fails by name and the other messages of its batch continue.
 */
export function lambdaMessages(event: unknown): readonly LambdaMessage[] {
  const records = member(event, 'Records');
  return Array.isArray(records) && records.length > 0 ? records.map(messageOf) : [{ body: event }];
}

function messageOf(record: JsonValue): LambdaMessage {
  const messageId = textAt(record, 'messageId') ?? textAt(record, 'Sns', 'MessageId');
  return { ...(messageId !== undefined && { messageId }), body: bodyOf(record) };
}

function bodyOf(record: JsonValue): unknown {
  if (member(record, 's3') !== undefined) return { Records: [record] };
  return member(record, 'body') ?? member(record, 'Sns') ?? record;
}
