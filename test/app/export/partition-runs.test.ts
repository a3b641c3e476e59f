import { PartitionRuns } from '../../../lib/app/export/partition-runs';
import { MemoryRuns } from './memory-export';

describe('runs of partitions', () => {
  it('are full at so many characters, sorted by partition, and numbered in the order of their rows', async () => {
    const store = new MemoryRuns();
    const runs = new PartitionRuns(store, 'day-', [], 4);
    for (const [partition, json] of [
      ['b', '1'],
      ['a', '2'],
      ['b', '3'],
    ] as const)
      runs.add({ partition, json });
    expect(runs.isFull).toBe(false);
    runs.add({ partition: 'a', json: '4' });
    expect(runs.isFull).toBe(true);
    await runs.flush();
    await runs.flush();
    expect(runs.isFull).toBe(false);
    expect(runs.runs).toEqual([{ name: 'day-000000', bytes: 16 }]);
    expect(Buffer.from(store.runs.get('day-000000') ?? '').toString()).toBe('a\t2\na\t4\nb\t1\nb\t3\n');
  });

  it('go on behind those that are written', async () => {
    const store = new MemoryRuns();
    const before = [{ name: 'day-000000', bytes: 3 }];
    const runs = new PartitionRuns(store, 'day-', before);
    runs.add({ partition: 'a', json: '1' });
    await runs.flush();
    expect(runs.runs).toEqual([...before, { name: 'day-000001', bytes: 4 }]);
  });

  it('give the rows in memory, and forget them', () => {
    const runs = new PartitionRuns(new MemoryRuns(), 'day-');
    runs.add({ partition: 'b', json: '1' });
    runs.add({ partition: 'a', json: '2' });
    expect(runs.takeSorted().map(({ json }) => json)).toEqual(['2', '1']);
    expect(runs.takeSorted()).toEqual([]);
  });
});
