import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../app/ports/deadline';
import type { StandingRows } from '../../app/ports/standing-rows';
import type { EventKey } from '../../core/rows/event-keys';
import { STANDING_ATTRIBUTES, type StandingRow } from '../../core/rows/event-row';
import { standingRow } from '../../core/rows/row-codec';
import { byDeadline } from '../retry/retrying';
import { fromItem, toItem } from './dynamodb-items';
import type { Tables } from './dynamodb-tables';

/** What the stored row under a key says about itself, or undefined if there is none. */
export async function standingRowAt(
  { client, names }: Tables,
  { eventName, eventTimeId }: EventKey,
  deadline: Deadline,
): Promise<StandingRow | undefined> {
  const command = new GetItemCommand({
    TableName: names.events,
    Key: toItem({ eventName, eventTimeId }),
    ProjectionExpression: STANDING_ATTRIBUTES.join(', '),
    ConsistentRead: true,
  });
  const { Item } = await byDeadline('a look-up', deadline, () => client.send(command));
  return Item && standingRow(fromItem(Item), names.events);
}

/** The Events table, of which what rows say about themselves is looked up by key. */
export class DynamoDbStandingRows implements StandingRows {
  constructor(private readonly tables: Tables) {}

  standing(key: EventKey, deadline: Deadline): Promise<StandingRow | undefined> {
    return standingRowAt(this.tables, key, deadline);
  }
}
