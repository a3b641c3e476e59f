import type { QueryCommandInput, QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { ReadCost, ReadCosts, ReadMeasurement } from '../../app/ports/readable-store';

/** The cost of one partition. DynamoDB counts units. */
type UnitCost = ReadCost & { readonly readUnits: number };

/** What questions cost, for `--explain`: pages, items and read units by key. */
export class ReadMeter implements ReadMeasurement {
  private readonly byKey = new Map<string, UnitCost>();
  private rowsByKey = 0;
  private unitsByKey = 0;

  /** Adds one page of a `Query`. */
  add(input: QueryCommandInput, output: QueryCommandOutput): void {
    const keyCondition = readable(input);
    const name = [input.TableName, input.IndexName, keyCondition].join('\n');
    const before = this.byKey.get(name) ?? { pages: 0, items: 0, readUnits: 0 };
    this.byKey.set(name, {
      table: String(input.TableName),
      ...(input.IndexName !== undefined && { index: input.IndexName }),
      keyCondition,
      pages: before.pages + 1,
      items: before.items + (output.ScannedCount ?? 0),
      readUnits: before.readUnits + (output.ConsumedCapacity?.CapacityUnits ?? 0),
    });
  }

  /** Adds rows that were fetched by key, and the read units of that. */
  addRows(count: number, readUnits: number): void {
    this.rowsByKey += count;
    this.unitsByKey += readUnits;
  }

  /** What was read so far. */
  costs(): ReadCosts & { readonly queries: readonly UnitCost[]; readonly unitsByKey: number } {
    return { queries: [...this.byKey.values()], rowsByKey: this.rowsByKey, unitsByKey: this.unitsByKey };
  }
}

/** The key condition, with names and values instead of placeholders. */
function readable({
  KeyConditionExpression = '',
  ExpressionAttributeNames,
  ExpressionAttributeValues,
}: QueryCommandInput): string {
  return KeyConditionExpression.replace(/#\w+/g, (name) => ExpressionAttributeNames?.[name] ?? name).replace(
    /:\w+/g,
    (name) => JSON.stringify(ExpressionAttributeValues?.[name]?.S ?? name),
  );
}
