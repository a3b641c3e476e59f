import type { ListedLogFile } from '../../../lib/app/ports/log-file-listing';
import type { LogFileWork } from '../../../lib/app/ports/log-file-work';
import { WorkBatches } from '../../../lib/app/reconcile/work-batches';

const file = (index: number): ListedLogFile => ({
  bucket: 'logs',
  key: `file-${index}`,
  eTag: 'e',
  bytes: 1,
  storedAt: '2026-03-02T00:00:00Z',
});

/** Work that refuses the files of these indexes. */
function work(...refused: readonly number[]) {
  const batches: string[][] = [];
  const take: LogFileWork['take'] = async (files) => {
    batches.push(files.map(({ key }) => key));
    return files
      .filter(({ key }) => refused.includes(Number(key.split('-')[1])))
      .map((each) => ({ file: each, reason: 'too long' }));
  };
  return { batches, take, filesAtOnce: 3 };
}

it('hands over full batches as they come, and the rest at the end', async () => {
  const queue = work();
  const batches = new WorkBatches(queue, () => undefined);
  const full: boolean[] = [];
  for (let index = 0; index < 7; index += 1) full.push(await batches.add(file(index)));
  expect(full).toEqual([false, false, true, false, false, true, false]);
  expect(batches.files).toBe(6);
  await batches.end();
  await batches.end();
  expect(queue.batches).toEqual([['file-0', 'file-1', 'file-2'], ['file-3', 'file-4', 'file-5'], ['file-6']]);
  expect(batches.files).toBe(7);
});

it('names the files that are refused, and does not count them', async () => {
  const refused: string[] = [];
  const batches = new WorkBatches(work(1, 2), (each) => refused.push(`${each.file.key}: ${each.reason}`));
  for (let index = 0; index < 3; index += 1) await batches.add(file(index));
  expect(refused).toEqual(['file-1: too long', 'file-2: too long']);
  expect(batches.files).toBe(1);
});

it('takes another size of a batch', async () => {
  const queue = work();
  const batches = new WorkBatches(queue, () => undefined, 1);
  expect(await batches.add(file(0))).toBe(true);
  expect(queue.batches).toEqual([['file-0']]);
});
