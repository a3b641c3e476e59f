import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { ListedRow } from '../../core/rows/event-row';
import { listedRow } from '../../core/rows/row-codec';

/** A change of the Events table, as the stream has it. */
export interface StreamEvent {
  /** The number to report to Lambda if the change has to come again. */
  readonly sequenceNumber: string;
  /** The new row. Absent for a change that makes none. */
  readonly row?: ListedRow;
  /** When the row was written, in ISO 8601. */
  readonly indexedAt?: string;
}

/** The invocation does not come from a stream of DynamoDB. */
export class NoStreamEventError extends Error {
  constructor(readonly given: unknown) {
    super(`this is not an event of a DynamoDB stream (${typeof given}): expected Records of the Events table's stream`);
    this.name = 'NoStreamEventError';
  }
}

/** The changes in an event of a stream, in its order. Throws `NoStreamEventError` for anything else. */
export function streamEvents(event: unknown): readonly StreamEvent[] {
  if (!isStreamEvent(event)) throw new NoStreamEventError(event);
  return event.Records.map(streamEvent);
}

function isStreamEvent(event: unknown): event is DynamoDBStreamEvent {
  const records: unknown = (event as { Records?: unknown } | null | undefined)?.Records;
  return Array.isArray(records) && records.every((record) => typeof record?.dynamodb?.SequenceNumber === 'string');
}

function streamEvent({ eventName, dynamodb = {} }: DynamoDBRecord): StreamEvent {
  const { SequenceNumber: sequenceNumber = '', ApproximateCreationDateTime: seconds } = dynamodb;
  // The mapping of the stream passes only new rows. But somebody can change it by hand, and an old row must not alert
  // again.
  if (eventName !== 'INSERT') return { sequenceNumber };
  const indexedAt = typeof seconds === 'number' ? { indexedAt: new Date(seconds * 1000).toISOString() } : {};
  return { sequenceNumber, row: rowOf(dynamodb), ...indexedAt };
}

/** The name of the rows of a stream in an error. */
const STREAM = 'the stream of the Events table';

/** A row with an unreadable image consists of its key. It then has no record, which deserves an alert of its own. */
function rowOf({ NewImage, Keys }: NonNullable<DynamoDBRecord['dynamodb']>): ListedRow {
  try {
    return listedRow(unmarshall(withBytes(NewImage as Image)), STREAM);
  } catch {
    return listedRow(unmarshall(Keys as Image), STREAM);
  }
}

type Image = Record<string, AttributeValue>;

/** Lambda writes bytes as Base64. Only the attribute `record` of a row can be bytes, and nothing inside a map. */
function withBytes(image: Image): Image {
  const bytes: unknown = image['record']?.B;
  const record: Image = typeof bytes === 'string' ? { record: { B: Buffer.from(bytes, 'base64') } } : {};
  return { ...image, ...record };
}
