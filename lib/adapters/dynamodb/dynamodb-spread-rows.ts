import { QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../app/ports/deadline';
import type { RowElsewhere, SpreadRows } from '../../app/ports/spread-rows';
import { TERMS_TABLE } from '../../contract/tables';
import { plainPartition } from '../../core/rows/event-keys';
import type { EventRow } from '../../core/rows/event-row';
import { CATALOGUE_KEY } from '../../core/rows/term-row';
import { byDeadline } from '../retry/retrying';
import { toItem } from './dynamodb-items';
import { standingRowAt } from './dynamodb-standing-row';
import type { Tables } from './dynamodb-tables';

/**
 * Reads the Events table by key, in every partition of a name that the catalogue lists. Most names have one partition.
 */
export class DynamoDbSpreadRows implements SpreadRows {
  private readonly partitions = new Map<string, Promise<readonly string[]>>();

  constructor(private readonly tables: Tables) {}

  async elsewhere(row: EventRow, deadline: Deadline): Promise<RowElsewhere | undefined> {
    for (const eventName of await this.partitionsOf(plainPartition(row.eventName), deadline)) {
      if (eventName === row.eventName) continue;
      const standing = await standingRowAt(this.tables, { eventName, eventTimeId: row.eventTimeId }, deadline);
      if (standing?.recordSha256 === row.recordSha256) return { eventName, standing };
    }
    return undefined;
  }

  /** The partitions of a name. A process reads them once: a new spread begins with a new process. */
  private partitionsOf(plain: string, deadline: Deadline): Promise<readonly string[]> {
    const known = this.partitions.get(plain) ?? this.catalogued(plain, deadline);
    this.partitions.set(plain, known);
    known.catch(() => this.partitions.delete(plain));
    return known;
  }

  /** A name has at most 64 partitions, far fewer than fill a page. */
  private async catalogued(plain: string, deadline: Deadline): Promise<readonly string[]> {
    const command = new QueryCommand({
      TableName: this.tables.names.terms,
      KeyConditionExpression: `${TERMS_TABLE.partitionKey} = :term AND ${TERMS_TABLE.sortKey} BETWEEN :first AND :last`,
      ExpressionAttributeValues: toItem({ ':term': CATALOGUE_KEY.term, ':first': `${plain}#`, ':last': `${plain}#~` }),
    });
    const { Items = [] } = await byDeadline('the catalogue', deadline, () => this.tables.client.send(command));
    return [plain, ...Items.map((item) => String(item[TERMS_TABLE.sortKey]?.S))];
  }
}
