import { setTimeout as sleep } from 'node:timers/promises';
import { pages } from '../../../lib/cli/render/pages';

async function all<Row>(rows: AsyncIterable<Row>): Promise<readonly Row[]> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

it('fills pages, and leaves the rest to the last one', async () => {
  expect(await all(pages([1, 2, 3, 4, 5], { rows: 2, waitMs: 10_000 }))).toEqual([[1, 2], [3, 4], [5]]);
  expect(await all(pages([1, 2], { rows: 2, waitMs: 10_000 }))).toEqual([[1, 2]]);
  expect(await all(pages([], { rows: 2, waitMs: 10_000 }))).toEqual([]);
});

it('does not wait for rows that are slow', async () => {
  async function* slow() {
    yield 1;
    yield 2;
    await sleep(300);
    yield 3;
  }
  expect(await all(pages(slow(), { rows: 100, waitMs: 20 }))).toEqual([[1, 2], [3]]);
});

it('ends what it reads when nobody wants more, and passes on what goes wrong', async () => {
  let isEnded = false;
  async function* endless() {
    try {
      for (let at = 0; ; at += 1) yield at;
    } finally {
      isEnded = true;
    }
  }
  for await (const page of pages(endless(), { rows: 2, waitMs: 10_000 })) if (page.length > 0) break;
  expect(isEnded).toBe(true);
  async function* failing() {
    yield 1;
    throw new Error('broken');
  }
  await expect(all(pages(failing(), { rows: 100, waitMs: 10_000 }))).rejects.toThrow('broken');
});

it('leaves no wait behind when a page is full: Node.js warns of a dozen', async () => {
  const before = timers();
  const waiting: number[] = [];
  const rows = Array.from({ length: 40 }, (_, at) => at);
  for await (const _ of pages(rows, { rows: 2, waitMs: 10_000 })) waiting.push(timers() - before);
  expect(waiting).toHaveLength(20);
  expect(Math.max(...waiting)).toBeLessThanOrEqual(1);
});

function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}
