import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { NO_DEADLINE } from '../../app/ports/deadline';
import type { TermKey, TermReader } from '../../app/ports/term-reader';
import type { TermRow } from '../../core/rows/term-row';
import { pause } from '../retry/pause';
import { fromItem, type Item, toItem } from './dynamodb-items';
import type { Tables } from './dynamodb-tables';

/** The most keys of one `BatchGetItem` (DynamoDB API reference). */
const BATCH_KEYS = 100;

/** Reads the Terms table by key. */
export class DynamoDbTermReader implements TermReader {
  constructor(private readonly tables: Tables) {}

  async terms(keys: readonly TermKey[]): Promise<readonly TermRow[]> {
    const rows: TermRow[] = [];
    for (let start = 0; start < keys.length; start += BATCH_KEYS) {
      rows.push(...(await this.batch(keys.slice(start, start + BATCH_KEYS))));
    }
    return rows;
  }

  /** Reads rows by key. Asks again for what DynamoDB leaves unprocessed. */
  private async batch(keys: readonly TermKey[]): Promise<readonly TermRow[]> {
    const table = this.tables.names.terms;
    const rows: TermRow[] = [];
    let waiting: Item[] = keys.map(({ term, eventTimeIdName }) => toItem({ term, eventTimeIdName }));
    for (let attempt = 0; waiting.length > 0; attempt += 1) {
      if (attempt > 0) await pause('unprocessed keys', attempt, NO_DEADLINE);
      const command = new BatchGetItemCommand({ RequestItems: { [table]: { Keys: waiting } } });
      const output = await this.tables.client.send(command);
      rows.push(...(output.Responses?.[table] ?? []).map((item) => fromItem(item) as unknown as TermRow));
      waiting = output.UnprocessedKeys?.[table]?.Keys ?? [];
    }
    return rows;
  }
}
