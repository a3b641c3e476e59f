import { mergeRuns } from '../../../lib/app/export/merge-runs';
import { PartitionRuns } from '../../../lib/app/export/partition-runs';
import { runRows, ShortRunError } from '../../../lib/app/export/run-reader';
import { MemoryRuns } from './memory-export';

async function written(runs: MemoryRuns, ...lists: readonly (readonly string[])[]) {
  const partitioned = new PartitionRuns(runs, 'd-');
  for (const list of lists) {
    for (const text of list) {
      const [partition = '', json = ''] = text.split(' ');
      partitioned.add({ partition, json });
    }
    await partitioned.flush();
  }
  return partitioned.runs;
}

describe('runs', () => {
  it('come by partition, and in one partition as they were written', async () => {
    const store = new MemoryRuns();
    const runs = await written(store, ['b 1', 'a 2', 'b 3'], ['a 4', 'b 5', 'a 6']);
    const texts = [];
    for await (const { partition, json } of mergeRuns(store, runs, [])) texts.push(`${partition} ${json}`);
    expect(texts).toEqual(['a 2', 'a 4', 'a 6', 'b 1', 'b 3', 'b 5']);
  });

  it('go on at the offsets that their rows end at', async () => {
    const store = new MemoryRuns();
    const runs = await written(store, ['b 1', 'a 2'], ['a 4', 'b 5']);
    const ends = [0, 0];
    const rest: string[] = [];
    for await (const { partition, run, end } of mergeRuns(store, runs, [])) if (partition === 'a') ends[run] = end;
    for await (const { json } of mergeRuns(store, runs, ends)) rest.push(json);
    expect(rest).toEqual(['1', '5']);
  });

  it('read the same in blocks of any size, within characters of several bytes as well', async () => {
    const store = new MemoryRuns();
    const [run] = await written(store, ['a "éé😀"', 'b "ü"', 'c "z"']);
    for (const block of [1, 2, 3, 5, 7, 1_000]) {
      const texts = [];
      for await (const row of runRows(store, run ?? { name: '', bytes: 0 }, 0, block)) texts.push(row.json);
      expect(texts).toEqual(['"éé😀"', '"ü"', '"z"']);
    }
  });

  it('tell one that somebody cut', async () => {
    const store = new MemoryRuns();
    const [run] = await written(store, ['a 1', 'b 2']);
    store.runs.set('d-000000', Buffer.from('a\t1\nb'));
    const all = async () => {
      for await (const _ of runRows(store, run ?? { name: '', bytes: 0 }, 0, 100));
    };
    await expect(all()).rejects.toThrow(ShortRunError);
  });
});
