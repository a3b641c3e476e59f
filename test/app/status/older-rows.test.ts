import { olderRows } from '../../../lib/app/status/older-rows';
import { INDEX_VERSION } from '../../../lib/core/rows/event-row';

function counted(partitions: readonly { readonly count: number; readonly pages: number; readonly isMore?: true }[]) {
  const asked: number[] = [];
  const renewals = {
    olderPartitions: async () => partitions.map((_, index) => ({ name: String(index) })),
    countOlder: async (name: string, mostPages: number) => {
      asked.push(mostPages);
      const { count = 0, pages = 0, isMore = false } = partitions[Number(name)] ?? {};
      return { count, pages, isMore };
    },
  };
  return { asked, rows: olderRows(renewals) };
}

it('counts the rows of the partitions that may hold older ones', async () => {
  const { asked, rows } = counted([
    { count: 3, pages: 1 },
    { count: 4, pages: 2 },
  ]);
  expect(await rows).toEqual({ indexVersion: INDEX_VERSION, count: 7 });
  expect(asked).toEqual([400, 399]);
  expect(await counted([]).rows).toEqual({ indexVersion: INDEX_VERSION, count: 0 });
});

it('says that there are at least so many where it does not read them all', async () => {
  const cut = counted([
    { count: 9, pages: 400, isMore: true },
    { count: 9, pages: 1 },
  ]);
  expect(await cut.rows).toEqual({ indexVersion: INDEX_VERSION, count: 9, isAtLeast: true });
  expect(cut.asked).toEqual([400]);
  const spent = counted([
    { count: 9, pages: 400 },
    { count: 9, pages: 1 },
  ]);
  expect(await spent.rows).toEqual({ indexVersion: INDEX_VERSION, count: 9, isAtLeast: true });
});
