import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../../app/ports/deadline';
import { RefusedItemError } from '../../../app/ports/event-store';
import type { TermWriter } from '../../../app/rebuild/term-writer';
import { TERMS_TABLE } from '../../../contract/tables';
import type { TermRow } from '../../../core/rows/term-row';
import { byDeadline } from '../../retry/retrying';
import { isRefusal, toItem } from '../dynamodb-items';

const KEY_IS_FREE = `attribute_not_exists(${TERMS_TABLE.partitionKey})`;

/** Rows of the first version have no version. */
const IS_OLDER = 'attribute_not_exists(indexVersion) OR indexVersion < :version';

/** Puts single rows into the Terms table, where nothing as new stands. */
export class DynamoDbTermWriter implements TermWriter {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
  ) {}

  async putOverOlder(row: TermRow, deadline: Deadline): Promise<boolean> {
    const command = this.command(row);
    try {
      await byDeadline('a term', deadline, () => this.client.send(command));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      if (isRefusal(error)) throw new RefusedItemError(error.message, { cause: error });
      throw error;
    }
  }

  /** A row without a version is of the first one, and older than none. */
  private command(row: TermRow): PutItemCommand {
    const { indexVersion } = row;
    const put = { TableName: this.table, Item: toItem(row) };
    if (typeof indexVersion !== 'number') return new PutItemCommand({ ...put, ConditionExpression: KEY_IS_FREE });
    return new PutItemCommand({
      ...put,
      ConditionExpression: `${KEY_IS_FREE} OR ${IS_OLDER}`,
      ExpressionAttributeValues: toItem({ ':version': indexVersion }),
    });
  }
}
