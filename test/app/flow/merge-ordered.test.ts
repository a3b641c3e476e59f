import fc from 'fast-check';
import { mergeOrdered } from '../../../lib/app/flow/merge-ordered';

const byNumber = (left: number, right: number) => left - right;

/** A sequence that notes how far it was read and whether it was closed. */
class Watched {
  read = 0;
  closed = false;

  constructor(private readonly items: readonly number[]) {}

  async *iterate(): AsyncGenerator<number> {
    try {
      for (const item of this.items) {
        this.read += 1;
        yield item;
      }
    } finally {
      this.closed = true;
    }
  }
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

it('gives every item once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uniqueArray(fc.nat(50))), async (lists) => {
      const sorted = lists.map((list) => new Watched([...list].sort(byNumber)));
      const merged = await all(
        mergeOrdered(
          sorted.map((list) => list.iterate()),
          byNumber,
        ),
      );
      expect(merged).toEqual([...new Set(lists.flat())].sort(byNumber));
      expect(sorted.every(({ closed }) => closed)).toBe(true);
    }),
  );
});

it('keeps items that are falsy', async () => {
  expect(await all(mergeOrdered([new Watched([-1, 0, 1]).iterate()], byNumber))).toEqual([-1, 0, 1]);
});

it('reads one item of each sequence and then only those whose turn it is', async () => {
  const [low, high] = [new Watched([1, 2, 3, 4, 5]), new Watched([10, 20, 30])];
  const merged = mergeOrdered([low.iterate(), high.iterate()], byNumber);
  expect((await merged.next()).value).toBe(1);
  expect((await merged.next()).value).toBe(2);
  expect([low.read, high.read]).toEqual([2, 1]);
  await merged.return(undefined);
  expect([low.closed, high.closed]).toEqual([true, true]);
});

it('closes every sequence and passes the fault on where one fails', async () => {
  const good = new Watched([1, 5, 9]);
  async function* failing(): AsyncGenerator<number> {
    yield 2;
    throw new Error('no more');
  }
  await expect(all(mergeOrdered([good.iterate(), failing()], byNumber))).rejects.toThrow('no more');
  expect(good.closed).toBe(true);
});

it('is empty without sequences', async () => {
  expect(await all(mergeOrdered([], byNumber))).toEqual([]);
});
