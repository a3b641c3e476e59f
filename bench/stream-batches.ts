import { toItem } from '../lib/adapters/dynamodb/dynamodb-items';
import { eventReading } from '../lib/adapters/dynamodb/event-reading';
import type { ListedRow } from '../lib/core/rows/event-row';
import type { EmbeddedDynamoDb } from '../test/embedded/embedded-dynamodb';

/** Rows that one invocation takes, as the stack's event source mapping has it. */
const BATCH_ROWS = 100;

/** Rows as their stream would bring them, in batches. */
export function streamBatches(rows: readonly ListedRow[], size = BATCH_ROWS): readonly (readonly object[])[] {
  const records = rows.map(insertion);
  return Array.from({ length: Math.ceil(records.length / size) }, (_, index) =>
    records.slice(index * size, (index + 1) * size),
  );
}

/** A clock that stands at the latest of some rows, which are in the order of time. */
export function latestOf(rows: readonly ListedRow[]): () => Date {
  const latest = rows.at(-1)?.eventTimeId ?? '';
  return () => new Date(latest.slice(0, latest.indexOf('#')));
}

/** The rows of a store, name for name. */
export async function storedRows(tables: EmbeddedDynamoDb): Promise<readonly ListedRow[]> {
  const { reader } = eventReading(tables);
  const rows: ListedRow[] = [];
  for (const value of await reader.catalogue('')) {
    let after: unknown;
    do {
      const request = {
        since: undefined,
        until: undefined,
        oldestFirst: true,
        limit: undefined,
        withRecord: true,
        after,
      };
      const page = await reader.page({ ...request, partition: { table: 'events', value } });
      rows.push(...page.rows);
      after = page.after;
    } while (after !== undefined);
  }
  return rows;
}

function insertion(row: ListedRow, index: number): object {
  const { eventName, eventTimeId } = row;
  const image = JSON.stringify(toItem(row), (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
  const dynamodb = {
    Keys: toItem({ eventName, eventTimeId }),
    NewImage: JSON.parse(image),
    SequenceNumber: String(index),
  };
  return { eventName: 'INSERT', dynamodb };
}
