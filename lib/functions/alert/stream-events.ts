import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { ListedRow } from '../../core/rows/event-row';
import { listedRow } from '../../core/rows/row-codec';

/** A change of the Events table, as its stream has it. */
export interface StreamEvent {
  /** The number to report to Lambda where the change has to come again. */
  readonly sequenceNumber: string;
  /** The row that is new; absent for a change that makes none. */
  readonly row?: ListedRow;
  /** When the row was written, in ISO 8601. */
  readonly indexedAt?: string;
}

/** An invocation that does not come from a stream of DynamoDB. */
export class NoStreamEventError extends Error {
  constructor(readonly given: unknown) {
    super(`this is no event of a DynamoDB stream (${typeof given}): expected Records of the Events table's stream`);
    this.name = 'NoStreamEventError';
  }
}

/** The changes that a stream's event carries, in its order; `NoStreamEventError` for anything else. */
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
  // The stream's mapping leaves out all but new rows; it can be changed by hand, and an old row must not alert again.
  if (eventName !== 'INSERT') return { sequenceNumber };
  const indexedAt = typeof seconds === 'number' ? { indexedAt: new Date(seconds * 1000).toISOString() } : {};
  return { sequenceNumber, row: rowOf(dynamodb), ...indexedAt };
}

/** What the rows of a stream are called in an error. */
const STREAM = 'the stream of the Events table';

/** A row whose image cannot be read is its key alone: it has no record then, which is worth an alert of its own. */
function rowOf({ NewImage, Keys }: NonNullable<DynamoDBRecord['dynamodb']>): ListedRow {
  try {
    return listedRow(unmarshall(withBytes(NewImage as Image)), STREAM);
  } catch {
    return listedRow(unmarshall(Keys as Image), STREAM);
  }
}

type Image = Record<string, AttributeValue>;

/** Lambda writes bytes as Base64. Of the attributes of a row only the record is ever bytes, and none inside of a map. */
function withBytes(image: Image): Image {
  const bytes: unknown = image['record']?.B;
  const record: Image = typeof bytes === 'string' ? { record: { B: Buffer.from(bytes, 'base64') } } : {};
  return { ...image, ...record };
}
