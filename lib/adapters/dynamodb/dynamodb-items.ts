import { type AttributeValue, DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { RefusedItemError } from '../../app/ports/event-store';

/** An item as the SDK sends it. */
export type Item = Record<string, AttributeValue>;

/** Errors by which DynamoDB says that it will never take an item. */
const REFUSALS = new Set(['ValidationException', 'ItemCollectionSizeLimitExceededException']);

/** A row as an item. Leaves out undefined attributes, and refuses values that no attribute can hold. */
export function toItem(row: object): Item {
  try {
    return marshall(row, { removeUndefinedValues: true });
  } catch (cause) {
    throw new RefusedItemError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** An item as a plain object. The caller checks that it is what it expects. */
export function fromItem(item: Item): Record<string, unknown> {
  return unmarshall(item);
}

/** Whether the item itself, and not the moment, causes the error. */
export function isRefusal(error: unknown): error is DynamoDBServiceException {
  return error instanceof DynamoDBServiceException && REFUSALS.has(error.name);
}
