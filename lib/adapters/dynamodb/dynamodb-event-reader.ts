import { BatchGetItemCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { NO_DEADLINE } from '../../app/ports/deadline';
import type { EventReader, Page, PageRequest, RowCount } from '../../app/ports/event-reader';
import { EVENT_ATTRIBUTES, EVENTS_TABLE, TERMS_TABLE } from '../../contract/tables';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import { type EventKey, sortKeyRange } from '../../core/rows/event-keys';
import { type EventRow, INDEX_VERSION } from '../../core/rows/event-row';
import { eventRowOf, listedRow } from '../../core/rows/row-codec';
import { wholeRow } from '../../core/rows/term-fields';
import { pause } from '../retry/pause';
import { catalogueEntries, type StoredCatalogueEntry } from './dynamodb-catalogue';
import { fromItem, type Item, toItem } from './dynamodb-items';
import type { Tables } from './dynamodb-tables';
import type { ReadMeter } from './read-meter';

/** The most keys of one `BatchGetItem` (DynamoDB API reference). */
const BATCH_KEYS = 100;

/** What one read unit reads if a page is eventually consistent (DynamoDB developer guide, "Read consistency"). */
const BYTES_OF_UNIT = 8192;

const [BY_PRINCIPAL] = EVENTS_TABLE.indexes;

/** Attributes of an Events row without its record, which is most of its size. */
const WITHOUT_RECORD = [...EVENT_ATTRIBUTES, EVENTS_TABLE.sortKey, 'recordSha256'];

/**
 * The Events and Terms tables, read by `Query` and `BatchGetItem` alone. A corrupt row is left out and taken note of where
 * somebody collects them, else `CorruptRowError`.
 */
export class DynamoDbEventReader implements EventReader {
  constructor(
    private readonly tables: Tables,
    private readonly meter: ReadMeter,
    private readonly corrupt?: CorruptRows,
  ) {}

  async page(request: PageRequest): Promise<Page> {
    const target = this.target(request);
    const [from, to] = sortKeyRange(request.since, request.until);
    const { items, after, units } = await this.query({
      ...target.input,
      KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#partition': target.partitionKey, '#sort': target.sortKey, ...target.names },
      ExpressionAttributeValues: toItem({ ':partition': request.partition.value, ':from': from, ':to': to }),
      ScanIndexForward: request.oldestFirst,
      ...(request.limit !== undefined && { Limit: request.limit }),
      ...(request.after !== undefined && { ExclusiveStartKey: request.after as Item }),
    });
    const read = request.partition.table === 'terms' ? wholeRow : listedRow;
    const rows = items.flatMap((item) => this.readable(() => read(fromItem(item), target.input.TableName)));
    return { rows, after, ...(request.withRecord && { bytes: units * BYTES_OF_UNIT }) };
  }

  async count(eventName: string, most: number, now: Date): Promise<RowCount> {
    let rows = 0;
    let after: Item | undefined;
    do {
      const page = await this.query({
        ...countOf(eventName, now),
        TableName: this.tables.names.events,
        ExclusiveStartKey: after,
      });
      rows += page.count;
      after = page.after;
    } while (after !== undefined && rows < most);
    return { rows, isWhole: after === undefined };
  }

  async rows(keys: readonly EventKey[]): Promise<readonly EventRow[]> {
    const rows: EventRow[] = [];
    for (let start = 0; start < keys.length; start += BATCH_KEYS) {
      rows.push(...(await this.batch(keys.slice(start, start + BATCH_KEYS))));
    }
    return rows;
  }

  async catalogue(prefix: string): Promise<readonly string[]> {
    return (await this.entries(prefix)).map(({ partition }) => partition);
  }

  async olderPartitions(): Promise<readonly string[]> {
    const older = (await this.entries('')).filter(({ oldestVersion }) => oldestVersion < INDEX_VERSION);
    return older.map(({ partition }) => partition);
  }

  private async entries(prefix: string): Promise<readonly StoredCatalogueEntry[]> {
    return (await catalogueEntries(this.tables.names, prefix, (input) => this.query(input))).all;
  }

  private async query(input: QueryCommandInput) {
    const command = new QueryCommand({ ...input, ReturnConsumedCapacity: 'TOTAL' });
    const output = await this.tables.client.send(command);
    this.meter.add(input, output);
    const units = output.ConsumedCapacity?.CapacityUnits ?? 0;
    return { items: output.Items ?? [], count: output.Count ?? 0, after: output.LastEvaluatedKey, units };
  }

  /** Reads rows by key. Asks again for what DynamoDB leaves unprocessed. */
  private async batch(keys: readonly EventKey[]): Promise<readonly EventRow[]> {
    const table = this.tables.names.events;
    const rows: EventRow[] = [];
    let waiting: Item[] = keys.map(({ eventName, eventTimeId }) => toItem({ eventName, eventTimeId }));
    for (let attempt = 0; waiting.length > 0; attempt += 1) {
      if (attempt > 0) await pause('unprocessed keys', attempt, NO_DEADLINE);
      const command = new BatchGetItemCommand({
        RequestItems: { [table]: { Keys: waiting } },
        ReturnConsumedCapacity: 'TOTAL',
      });
      const output = await this.tables.client.send(command);
      const items = output.Responses?.[table] ?? [];
      rows.push(...items.flatMap((item) => this.readable(() => eventRowOf(fromItem(item), table))));
      this.meter.addRows(items.length, output.ConsumedCapacity?.[0]?.CapacityUnits ?? 0);
      waiting = output.UnprocessedKeys?.[table]?.Keys ?? [];
    }
    return rows;
  }

  private readable<Row>(read: () => Row): readonly Row[] {
    return this.corrupt ? this.corrupt.without(read) : [read()];
  }

  private target({ partition, withRecord }: PageRequest) {
    const { events, terms } = this.tables.names;
    switch (partition.table) {
      case 'terms':
        return { input: { TableName: terms }, ...TERMS_TABLE, names: {} };
      case 'byPrincipal':
        return { input: { TableName: events, IndexName: BY_PRINCIPAL.name }, ...BY_PRINCIPAL, names: {} };
      case 'events':
        return withRecord
          ? { input: { TableName: events }, ...EVENTS_TABLE, names: {} }
          : { ...EVENTS_TABLE, ...this.projected() };
    }
  }

  /**
   * The attributes of the Events table without `record`. Names go through placeholders, because DynamoDB reserves some
   * of these words.
   */
  private projected() {
    const names = Object.fromEntries(WITHOUT_RECORD.map((name, index) => [`#a${index}`, name]));
    return {
      input: { TableName: this.tables.names.events, ProjectionExpression: Object.keys(names).join(', ') },
      names,
    };
  }
}

/** A count of the rows under an event name that have not expired. */
function countOf(eventName: string, now: Date) {
  return {
    Select: 'COUNT',
    KeyConditionExpression: '#partition = :partition',
    FilterExpression: 'attribute_not_exists(#expiresAt) OR #expiresAt > :now',
    ExpressionAttributeNames: { '#partition': EVENTS_TABLE.partitionKey, '#expiresAt': EVENTS_TABLE.timeToLive },
    ExpressionAttributeValues: toItem({ ':partition': eventName, ':now': Math.floor(now.getTime() / 1000) }),
  } satisfies Partial<QueryCommandInput>;
}
