import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What correlations ask of their state, and the units that DynamoDB counts for it. Rows of alerts are not in it. */
export class StateCalls {
  reads = 0;
  readUnits = 0;
  writes = 0;
  writeUnits = 0;
  /** The alerts that a bucket was marked as told for: each is one more read and one more write, whatever it has to say. */
  told = 0;
  private readonly toldKeys = new Set<string>();

  constructor(client: DynamoDBClient) {
    const middleware = (next: (args: never) => Promise<{ output: Output }>) => async (args: { input: Input }) => {
      const { input } = args;
      if (!isOfCorrelations(input)) return next(args as never);
      const result = await next({ ...args, input: { ...input, ReturnConsumedCapacity: 'TOTAL' } } as never);
      this.add(input, result.output.ConsumedCapacity?.CapacityUnits ?? 0);
      return result;
    };
    client.middlewareStack.add(middleware as never, { step: 'initialize', name: 'state-calls' });
  }

  private add({ Item }: Input, units: number): void {
    this[Item ? 'writes' : 'reads'] += 1;
    this[Item ? 'writeUnits' : 'readUnits'] += units;
    const key = JSON.stringify([Item?.['matchGroup'], Item?.['entryKey']]);
    if (Item?.['told'] === undefined || this.toldKeys.has(key)) return;
    this.toldKeys.add(key);
    this.told += 1;
  }
}

interface Attributes {
  readonly [name: string]: { readonly S?: string } | undefined;
}

interface Input {
  readonly Key?: Attributes;
  readonly Item?: Attributes;
  readonly ExpressionAttributeValues?: Attributes;
}

interface Output {
  readonly ConsumedCapacity?: { readonly CapacityUnits?: number };
}

/** Sort keys in the state table that correlations write; those of alerts begin otherwise. */
const OF_CORRELATIONS = /^(?:bucket#|seen$|first$)/;

function isOfCorrelations({ Key, Item, ExpressionAttributeValues }: Input): boolean {
  const key = Key?.['entryKey'] ?? Item?.['entryKey'] ?? ExpressionAttributeValues?.[':before'];
  return OF_CORRELATIONS.test(key?.S ?? '');
}
