import {
  ConditionalCheckFailedException,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type Deadline, NO_DEADLINE } from '../../app/ports/deadline';
import type { OlderPartition, OlderRow, RenewalStore } from '../../app/ports/renewal-store';
import { EVENTS_TABLE } from '../../contract/tables';
import { catalogueEntry, FIRST_VERSION } from '../../core/rows/catalogue';
import { INDEX_VERSION } from '../../core/rows/event-row';
import { byDeadline } from '../retry/retrying';
import { catalogueEntries, catalogueItem, type StoredCatalogueEntry } from './dynamodb-catalogue';
import { toItem } from './dynamodb-items';
import type { Tables } from './dynamodb-tables';

const { partitionKey, sortKey } = EVENTS_TABLE;

/** Rows that tell no version are of none that this program knows: they are older, too. */
const IS_OLDER = 'indexVersion < :version OR attribute_not_exists(indexVersion)';

/** An entry that nobody has put after looking at all rows of its partition. */
const MAY_HOLD_OLDER = `${IS_OLDER} OR attribute_not_exists(allRenewed)`;

/** The row at which the last look ended is looked at alone: while it is older, nothing else is to be read. */
const ONE = 1;

/** The catalogue and the rows of the Events table, as far as they tell versions. */
export class DynamoDbRenewalStore implements RenewalStore {
  constructor(private readonly tables: Tables) {}

  async olderPartitions(deadline: Deadline): Promise<readonly OlderPartition[]> {
    const { all } = await catalogueEntries(this.tables.names, '', async (input) => {
      const output = await byDeadline('the catalogue', deadline, () =>
        this.tables.client.send(new QueryCommand({ ...input, ConsistentRead: true })),
      );
      return { items: output.Items ?? [], after: output.LastEvaluatedKey };
    });
    return all
      .filter(({ oldestVersion }) => oldestVersion < INDEX_VERSION)
      .map(({ partition, noticedAt, renewedTo }) => ({
        name: partition,
        ...(noticedAt !== undefined && { noticedAt }),
        ...(renewedTo !== undefined && { renewedTo }),
      }));
  }

  async firstOlder(name: string, from: string | undefined, deadline: Deadline): Promise<OlderRow> {
    const first = from === undefined ? undefined : await this.page(name, from, deadline, ONE);
    if (first?.kind === 'found') return first;
    return this.page(name, from, deadline);
  }

  async countOlder(name: string, mostPages: number) {
    let [count, pages] = [0, 0];
    let after: QueryCommandInput['ExclusiveStartKey'];
    do {
      const command = new QueryCommand({
        ...this.olderRows(name, undefined),
        Select: 'COUNT',
        ...(after && { ExclusiveStartKey: after }),
      });
      const output = await byDeadline('older rows', NO_DEADLINE, () => this.tables.client.send(command));
      count += output.Count ?? 0;
      pages += 1;
      after = output.LastEvaluatedKey;
    } while (after && pages < mostPages);
    return { count, pages, isMore: after !== undefined };
  }

  note({ name, noticedAt, renewedTo }: OlderPartition, deadline: Deadline): Promise<void> {
    const looked = { ...(noticedAt !== undefined && { noticedAt }), ...(renewedTo !== undefined && { renewedTo }) };
    return this.put({ partition: name, oldestVersion: FIRST_VERSION, ...looked }, deadline);
  }

  noteRenewed(name: string, deadline: Deadline): Promise<void> {
    return this.put({ ...catalogueEntry(name), allRenewed: true }, deadline);
  }

  private async page(name: string, from: string | undefined, deadline: Deadline, limit?: number): Promise<OlderRow> {
    const command = new QueryCommand({
      ...this.olderRows(name, from),
      ProjectionExpression: `${partitionKey}, ${sortKey}, indexVersion`,
      Select: 'SPECIFIC_ATTRIBUTES',
      ConsistentRead: true,
      ...(limit !== undefined && { Limit: limit }),
    });
    const output = await byDeadline('older rows', deadline, () => this.tables.client.send(command));
    const [found, last] = [output.Items?.[0]?.[sortKey]?.S, output.LastEvaluatedKey?.[sortKey]?.S];
    if (found !== undefined) return { kind: 'found', at: found };
    return last === undefined ? { kind: 'none' } : { kind: 'more', at: last };
  }

  private olderRows(name: string, from: string | undefined): QueryCommandInput {
    return {
      TableName: this.tables.names.events,
      KeyConditionExpression: `${partitionKey} = :name${from === undefined ? '' : ` AND ${sortKey} >= :from`}`,
      FilterExpression: IS_OLDER,
      ExpressionAttributeValues: toItem({ ':name': name, ':version': INDEX_VERSION, ':from': from }),
    };
  }

  private async put(entry: StoredCatalogueEntry, deadline: Deadline): Promise<void> {
    const command = new PutItemCommand({
      TableName: this.tables.names.deliveries,
      Item: catalogueItem(entry),
      ConditionExpression: MAY_HOLD_OLDER,
      ExpressionAttributeValues: toItem({ ':version': INDEX_VERSION }),
    });
    try {
      await byDeadline('the catalogue', deadline, () => this.tables.client.send(command));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}
