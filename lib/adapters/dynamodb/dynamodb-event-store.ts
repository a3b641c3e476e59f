import {
  ConditionalCheckFailedException,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { mapConcurrently } from '../../app/flow/map-concurrently';
import type { Deadline } from '../../app/ports/deadline';
import { type EventStore, RefusedItemError, type RefusedTerm } from '../../app/ports/event-store';
import { DELIVERIES_TABLE, EVENTS_TABLE, TERMS_TABLE } from '../../contract/tables';
import type { CatalogueEntry } from '../../core/rows/catalogue';
import type { EventRow, StandingRow } from '../../core/rows/event-row';
import type { TermRow } from '../../core/rows/term-row';
import { byDeadline } from '../retry/retrying';
import { putBatches } from './dynamodb-batch';
import { catalogueEntries, catalogueItem } from './dynamodb-catalogue';
import { type Item, isRefusal, toItem } from './dynamodb-items';
import { standingRowAt } from './dynamodb-standing-row';
import type { Tables } from './dynamodb-tables';
import type { WriteMeter } from './write-meter';

const KEY_IS_FREE = `attribute_not_exists(${EVENTS_TABLE.partitionKey})`;
const SAME_BYTES_OLDER_INDEX = 'recordSha256 = :sha256 AND indexVersion < :version';

const TELLS_LESS = '(indexVersion > :version AND attribute_not_exists(allRenewed))';

/** How many entries of the catalogue are taken over at once. */
const ENTRIES_AT_ONCE = 16;

/** Writes the Events and Terms tables, and the catalogue. */
export class DynamoDbEventStore implements EventStore {
  constructor(
    private readonly tables: Tables,
    private readonly meter: WriteMeter,
  ) {}

  async putNew(row: EventRow, deadline: Deadline): Promise<StandingRow | undefined> {
    const item = toItem(row);
    const isNew = await this.putIf(item, { ConditionExpression: KEY_IS_FREE }, deadline);
    if (isNew) return undefined;
    const standing = await standingRowAt(this.tables, row, deadline);
    if (!standing) throw new RowVanishedError(this.tables.names.events);
    return standing;
  }

  refresh(row: EventRow, deadline: Deadline): Promise<boolean> {
    const values = toItem({ ':sha256': row.recordSha256, ':version': row.indexVersion });
    const condition = { ConditionExpression: SAME_BYTES_OLDER_INDEX, ExpressionAttributeValues: values };
    return this.putIf(toItem(row), condition, deadline);
  }

  async putTerms(rows: readonly TermRow[], deadline: Deadline): Promise<readonly RefusedTerm[]> {
    const keyed = new Map(rows.map((row) => [JSON.stringify([row.term, row.eventTimeIdName]), row]));
    const table = { ...TERMS_TABLE, name: this.tables.names.terms };
    return putBatches(this.tables.client, table, [...keyed.values()], deadline, this.meter);
  }

  /** Takes over what only the catalogue of earlier programs tells. Whoever reads asks both, so it may be interrupted. */
  async catalogued(deadline: Deadline): Promise<readonly CatalogueEntry[]> {
    const { all, former } = await catalogueEntries(this.tables.names, '', async (input) => {
      const command = new QueryCommand({ ...input, ConsistentRead: true });
      const output = await byDeadline('the catalogue', deadline, () => this.tables.client.send(command));
      return { items: output.Items ?? [], after: output.LastEvaluatedKey };
    });
    await mapConcurrently(former, ENTRIES_AT_ONCE, (entry) => this.takeOver(entry, deadline));
    return all;
  }

  async addPartition(entry: CatalogueEntry, deadline: Deadline): Promise<void> {
    const condition = { ConditionExpression: `attribute_not_exists(${DELIVERIES_TABLE.partitionKey})` };
    await this.putIf(catalogueItem(entry), condition, deadline, this.tables.names.deliveries);
  }

  /** Also in the place of an entry that knows of no older rows, unless somebody has looked at all of them. */
  private async takeOver(entry: CatalogueEntry, deadline: Deadline): Promise<void> {
    const condition = {
      ConditionExpression: `attribute_not_exists(${DELIVERIES_TABLE.partitionKey}) OR ${TELLS_LESS}`,
      ExpressionAttributeValues: toItem({ ':version': entry.oldestVersion }),
    };
    await this.putIf(catalogueItem(entry), condition, deadline, this.tables.names.deliveries);
  }

  /** Whether the item was put; false if the condition did not hold. */
  private async putIf(
    item: Item,
    condition: Partial<PutItemCommandInput>,
    deadline: Deadline,
    table = this.tables.names.events,
  ): Promise<boolean> {
    const command = new PutItemCommand({ TableName: table, Item: item, ReturnConsumedCapacity: 'TOTAL', ...condition });
    try {
      const { ConsumedCapacity } = await byDeadline(
        'a put',
        deadline,
        () => this.tables.client.send(command),
        () => this.meter.throttled(1),
      );
      this.meter.add(table, ConsumedCapacity?.CapacityUnits);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      if (isRefusal(error)) throw new RefusedItemError(error.message, { cause: error });
      throw error;
    }
  }
}

/**
 * A row that had its key a moment ago is gone: somebody deletes rows, or it expired just now. If you try again, it is
 * put.
 */
export class RowVanishedError extends Error {
  constructor(readonly table: string) {
    super(
      `a row of ${table} vanished between two requests: expected that nobody deletes rows before they expire; find out who can`,
    );
    this.name = 'RowVanishedError';
  }
}
