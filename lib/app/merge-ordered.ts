/**
 * Merges sequences that are in order into one, taking an item of a sequence only when it is that sequence's turn.
 * Of items that are equal, as `compare` has it, the first is kept. A sequence that is not needed to its end is closed.
 */
export async function* mergeOrdered<Item>(
  sequences: readonly AsyncIterator<Item>[],
  compare: (left: Item, right: Item) => number,
): AsyncGenerator<Item> {
  const heads = new Map<AsyncIterator<Item>, Item>();
  try {
    await Promise.all(sequences.map((sequence) => advance(sequence, heads)));
    let last: Item | undefined;
    for (let next = first(heads, compare); next; next = first(heads, compare)) {
      const [sequence, item] = next;
      if (last === undefined || compare(last, item) !== 0) yield item;
      last = item;
      await advance(sequence, heads);
    }
  } finally {
    await Promise.all(sequences.map((sequence) => sequence.return?.()));
  }
}

async function advance<Item>(sequence: AsyncIterator<Item>, heads: Map<AsyncIterator<Item>, Item>): Promise<void> {
  const { done, value } = await sequence.next();
  if (done) heads.delete(sequence);
  else heads.set(sequence, value);
}

/** A linear search: a question has a few dozen partitions at most times, and rows cost far more than comparisons. */
function first<Item>(
  heads: ReadonlyMap<AsyncIterator<Item>, Item>,
  compare: (left: Item, right: Item) => number,
): readonly [AsyncIterator<Item>, Item] | undefined {
  let least: readonly [AsyncIterator<Item>, Item] | undefined;
  for (const head of heads) {
    if (!least || compare(head[1], least[1]) < 0) least = head;
  }
  return least;
}
