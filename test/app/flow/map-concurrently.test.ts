import { setImmediate, setTimeout } from 'node:timers/promises';
import { mapConcurrently } from '../../../lib/app/flow/map-concurrently';

it('gives results in the order of the items, whichever comes first', async () => {
  const results = await mapConcurrently([30, 1, 10], 3, async (delay) => {
    await setTimeout(delay);
    return delay * 2;
  });
  expect(results).toEqual([60, 2, 20]);
});

it('has no more under way than the limit, and as many where there is work', async () => {
  let underWay = 0;
  let most = 0;
  await mapConcurrently(Array.from({ length: 20 }), 4, async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await setImmediate();
    underWay -= 1;
  });
  expect(most).toBe(4);
});

it('begins nothing after a fault, and waits for what is under way', async () => {
  const ended: number[] = [];
  const begun: number[] = [];
  const work = mapConcurrently([0, 1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    if (item === 0) throw new Error('first');
    await setTimeout(5);
    ended.push(item);
  });
  await expect(work).rejects.toThrow('first');
  expect(begun).toEqual([0, 1]);
  expect(ended).toEqual([1]);
});

it('passes a fault on that is no value', async () => {
  await expect(mapConcurrently([1], 1, () => Promise.reject(undefined))).rejects.toBeUndefined();
});

it('does nothing with nothing', async () => {
  expect(await mapConcurrently([], 5, async () => 1)).toEqual([]);
});
