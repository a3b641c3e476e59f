/**
 * Maps `items` with at most `limit` calls at the same time. Results are in the order of the items. After the first
 * rejection, starts no further call, waits for the running ones, then rejects: nothing continues in the background.
 */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  limit: number,
  operation: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  const pending = items.entries();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const [index, item] of pending) {
      if (failures.length > 0) return;
      try {
        results[index] = await operation(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
