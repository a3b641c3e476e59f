import type { ListedLogFile, ListingScope } from '../../../lib/app/ports/log-file-listing';
import { listedInScope } from '../../../lib/app/reconcile/listed-in-scope';

const SCOPE: ListingScope = {
  since: '2024-03-01T10:00:00Z',
  until: '2024-03-01T11:00:00Z',
  accounts: [],
  regions: [],
};

function key(stamp: string, account = '111122223333', region = 'us-east-2', kind = 'CloudTrail'): string {
  return `AWSLogs/${account}/${kind}/${region}/2024/03/01/${account}_${kind}_${region}_${stamp}_a.json.gz`;
}

async function isInScope(name: string, scope: Partial<ListingScope> = {}): Promise<boolean> {
  async function* listing(): AsyncGenerator<ListedLogFile> {
    yield { bucket: 'logs', key: name, eTag: 'e', bytes: 1, storedAt: '2024-03-01T10:05:00Z' };
  }
  for await (const file of listedInScope(listing(), { ...SCOPE, ...scope })) return file.key === name;
  return false;
}

it.each([
  ['20240301T0959Z', false],
  ['20240301T1000Z', true],
  ['20240301T1059Z', true],
  ['20240301T1100Z', false],
])('means deliveries from the begin of the window and before its end: %s is %s', async (stamp, expected) => {
  expect(await isInScope(key(stamp))).toBe(expected);
});

it('means everything before the end where no begin is given', async () => {
  expect(await isInScope(key('19990101T0000Z'), { since: undefined })).toBe(true);
});

it('means the accounts and regions that are named', async () => {
  const asked = { accounts: ['111122223333'], regions: ['eu-west-1', 'us-east-2'] };
  expect(await isInScope(key('20240301T1000Z'), asked)).toBe(true);
  expect(await isInScope(key('20240301T1000Z', '999999999999'), asked)).toBe(false);
  expect(await isInScope(key('20240301T1000Z', '111122223333', 'us-west-1'), asked)).toBe(false);
});

it('means no digests', async () => {
  expect(await isInScope(key('20240301T1000Z', '111122223333', 'us-east-2', 'CloudTrail-Digest'))).toBe(false);
});

it('means a file whose name tells no time, but not for an account that it does not tell', async () => {
  expect(await isInScope('copied/records.json')).toBe(true);
  expect(await isInScope('copied/records.json', { accounts: ['111122223333'] })).toBe(false);
});
