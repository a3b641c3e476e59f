import type { LogAccount } from '../../../lib/app/ports/log-file-listing';
import type { OpenPart } from '../../../lib/app/ports/progress/reconciliation-states';
import { accountsInOrder, accountsUpTo, partsLeft } from '../../../lib/app/reconcile/pass-parts';

const account = (accountId: string, ...regions: readonly string[]): LogAccount => ({
  accountId,
  regions: async () => regions.map((region) => ({ region, folders: () => [] })),
});
const LISTED = [account('3', 'a'), account('1', 'a', 'b'), account('12', 'a'), account('2')];

async function left(begun: string, open: readonly OpenPart[] = [], accounts = LISTED) {
  const ids: string[] = [];
  const inOrder = await accountsInOrder({ accounts: async () => accounts });
  for await (const { id } of partsLeft(inOrder, begun, open)) ids.push(id);
  return ids;
}

const ALL = ['1/', '1/a', '1/b', '12/', '12/a', '2/', '3/', '3/a'];

describe('partsLeft', () => {
  it('gives a check of each account, and then its regions, in the order of bytes', async () => {
    expect(await left('')).toEqual(ALL);
  });

  it('goes on after each of them, whatever it is', async () => {
    for (const [index, id] of ALL.entries()) expect(await left(id)).toEqual(ALL.slice(index + 1));
  });

  it('begins with those that are open, from where they are', async () => {
    const parts: unknown[] = [];
    const open = [{ id: '1/b', after: 'key', hasFiles: true }];
    const accounts = await accountsInOrder({ accounts: async () => LISTED });
    for await (const { id, after, hasFiles, region } of partsLeft(accounts, '12/a', open)) {
      parts.push({ id, after, hasFiles, region: region?.region });
    }
    expect(parts[0]).toEqual({ id: '1/b', after: 'key', hasFiles: true, region: 'b' });
    expect(parts).toHaveLength(4);
  });

  it('still knows an open part whose folder or account is gone', async () => {
    const open = ['1/z', '9/a', '9/'].map((id) => ({ id, hasFiles: false }));
    expect(await left('3/a', open)).toEqual(['1/z', '9/a', '9/']);
  });

  it('rejects if an account cannot be listed, and only when its turn has come', async () => {
    const broken = { accountId: '2', regions: () => Promise.reject(new Error('no list')) };
    const parts = partsLeft([account('1', 'a'), broken], '', []);
    expect((await parts.next()).value).toMatchObject({ id: '1/' });
    expect((await parts.next()).value).toMatchObject({ id: '1/a' });
    await expect(parts.next()).rejects.toThrow('no list');
  });
});

describe('accountsUpTo', () => {
  it('counts the accounts behind a part, its own included', async () => {
    const accounts = await accountsInOrder({ accounts: async () => LISTED });
    const counts = ['', '1/', '12/a', '3/a'].map((id) => accountsUpTo(accounts, id));
    expect(counts).toEqual([0, 1, 2, 4]);
  });
});
