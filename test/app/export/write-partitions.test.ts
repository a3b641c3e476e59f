import { writePartitions } from '../../../lib/app/export/write-partitions';
import { jsonFiles, MemoryTarget } from './memory-export';

const [FIRST, SECOND] = ['eu-central-1/111122223333', 'us-east-1/111122223333'];
const ROWS = [
  { partition: FIRST, json: '{"ref":"a"}' },
  { partition: FIRST, json: '{"ref":"b"}' },
  { partition: SECOND, json: '{"ref":"c"}' },
];

const pathOf = (region: string) => `region=${region}/accountId=111122223333/eventDay=20180306/events.parquet`;

function written(target: MemoryTarget, least: (partition: string) => number, onRow?: (row: { json: string }) => void) {
  const deps = { target, columns: { ref: 'text' }, newColumnFile: jsonFiles } as const;
  return writePartitions(deps, '2018-03-06', ROWS, least, onRow);
}

describe('partitions', () => {
  it('are written one after the other, each told when it is in its place', async () => {
    const target = new MemoryTarget();
    const told = [];
    for await (const partition of written(target, () => 0)) told.push([partition, [...target.files.keys()]]);
    expect(told).toEqual([
      [{ partition: FIRST, events: 2 }, [pathOf('eu-central-1')]],
      [{ partition: SECOND, events: 1 }, [pathOf('eu-central-1'), pathOf('us-east-1')]],
    ]);
    expect(target).toMatchObject({ mostOpen: 1, open: 0, abandoned: [] });
  });

  it('are left where they have more events already', async () => {
    const target = new MemoryTarget();
    target.files.set(pathOf('eu-central-1'), 'three');
    const told = [];
    for await (const each of written(target, (partition) => (partition === FIRST ? 3 : 1))) told.push(each);
    expect(told).toEqual([
      { partition: FIRST, events: 2, kept: 3 },
      { partition: SECOND, events: 1 },
    ]);
    expect(target.files.get(pathOf('eu-central-1'))).toBe('three');
  });

  it('tell the rows of a partition before the partition, and none behind it', async () => {
    const rows: string[] = [];
    const seen = [];
    for await (const { partition } of written(
      new MemoryTarget(),
      () => 0,
      ({ json }) => rows.push(json),
    ))
      seen.push([partition, rows.length]);
    expect(seen).toEqual([
      [FIRST, 2],
      [SECOND, 3],
    ]);
  });

  it('are abandoned where nobody reads on', async () => {
    const target = new MemoryTarget();
    for await (const _ of written(target, () => 0)) break;
    expect(target.files.size).toBe(1);
    expect(target.open).toBe(0);
  });
});
