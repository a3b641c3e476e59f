/** An item whose turn has not come, and its sequence. */
interface Head<Item> {
  readonly item: Item;
  readonly sequence: AsyncIterator<Item>;
}

type Compare<Item> = (left: Item, right: Item) => number;

/**
 * Merges ordered sequences into one. Takes an item of a sequence only when it is that sequence's turn. Keeps one of
 * several items that `compare` calls equal. Closes a sequence that it does not read to its end.
 */
export async function* mergeOrdered<Item>(
  sequences: readonly AsyncIterator<Item>[],
  compare: Compare<Item>,
): AsyncGenerator<Item> {
  try {
    const heap = await heads(sequences, compare);
    let last: Item | undefined;
    for (let head = heap[0]; head; head = heap[0]) {
      if (last === undefined || compare(last, head.item) !== 0) yield head.item;
      last = head.item;
      const { done, value } = await head.sequence.next();
      if (done) removeFirst(heap, compare);
      else sinkFirst(heap, { item: value, sequence: head.sequence }, compare);
    }
  } finally {
    await Promise.all(sequences.map((sequence) => sequence.return?.()));
  }
}

/**
 * The first item of each sequence, in order. This is a binary heap, because a question about all events has hundreds of
 * sequences.
 */
async function heads<Item>(sequences: readonly AsyncIterator<Item>[], compare: Compare<Item>): Promise<Head<Item>[]> {
  const results = await Promise.all(sequences.map(async (sequence) => ({ sequence, result: await sequence.next() })));
  return results
    .flatMap(({ sequence, result }) => (result.done ? [] : [{ sequence, item: result.value }]))
    .sort((left, right) => compare(left.item, right.item));
}

function removeFirst<Item>(heap: Head<Item>[], compare: Compare<Item>): void {
  const last = heap.pop();
  if (last && heap.length > 0) sinkFirst(heap, last, compare);
}

/** Replaces the first head, and lets the new one sink below all that come before it. */
function sinkFirst<Item>(heap: Head<Item>[], head: Head<Item>, compare: Compare<Item>): void {
  let at = 0;
  for (;;) {
    const child = lesserChild(heap, at, compare);
    const below = heap[child];
    if (!below || compare(head.item, below.item) <= 0) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = head;
}

function lesserChild<Item>(heap: readonly Head<Item>[], at: number, compare: Compare<Item>): number {
  const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
  return left && right && compare(right.item, left.item) < 0 ? 2 * at + 2 : 2 * at + 1;
}
