import type { LogFileListing } from '../../../lib/app/ports/log-file-listing';
import { fileIn, ListedPlaces, placesOf } from '../../../lib/app/reconcile/listed-places';
import { receipt } from '../../core/rows/receipts';

const NAME = '111122223333_CloudTrail_eu-west-1_20240301T1005Z_a.json.gz';

describe('placesOf', () => {
  it('tells accounts and regions by the folders of a bucket, without reading them', async () => {
    const folders = ['us-east-2/2024/03', 'us-east-1/2024/03'].map(
      (path) => `AWSLogs/111122223333/CloudTrail/${path}/`,
    );
    const other = 'p/AWSLogs/o-abcdefghij/222233334444/CloudTrail/eu-west-1/';
    const listing = listingOf([...folders, other].map((name) => [name, undefined]));
    expect(await placesOf(listing, '2024-04-01T00:00:00Z')).toEqual([
      { accountId: '111122223333', regions: ['us-east-1', 'us-east-2'] },
      { accountId: '222233334444', regions: ['eu-west-1'] },
    ]);
  });

  it('tells them by the names of files elsewhere, and passes over what is no log file', async () => {
    const digests = '/logs/AWSLogs/111122223333/CloudTrail-Digest/us-east-1';
    const listing = listingOf([
      ['/logs', [NAME, 'notes.txt']],
      [digests, undefined],
    ]);
    expect(await placesOf(listing, '2024-04-01T00:00:00Z')).toEqual([
      { accountId: '111122223333', regions: ['eu-west-1'] },
    ]);
    expect(await placesOf(listingOf([['/logs', ['notes.txt']]]), '2024-04-01T00:00:00Z')).toEqual([]);
  });
});

describe('ListedPlaces', () => {
  const window = { since: '2024-03-01T00:00:00Z', until: '2024-03-02T00:00:00Z' };
  const [here, there, before, unknown] = [
    receipt({ accountId: '1', region: 'us-east-1', deliveredAt: '2024-03-01T10:00:00Z' }),
    receipt({ accountId: '1', region: 'us-east-2', deliveredAt: '2024-03-01T10:00:00Z' }),
    receipt({ accountId: '1', region: 'us-west-1', deliveredAt: '2024-02-01T10:00:00Z' }),
    receipt({}),
  ];

  it('finds what is delivered in a window and was not listed', () => {
    const places = new ListedPlaces();
    places.add(fileIn('AWSLogs/1/CloudTrail/us-east-1/2024/03/'));
    expect(places.unlisted([here, there, before, unknown], window)).toEqual([there]);
    expect(new ListedPlaces().unlisted([here, there, before], window)).toEqual([here, there]);
  });
});

/** A listing of folders, each with the names of its files; undefined for those that must not be read. */
function listingOf(folders: readonly (readonly [string, readonly string[] | undefined])[]): LogFileListing {
  return {
    folders: async () =>
      folders.map(([name, names]) => ({
        name,
        async *files() {
          if (names === undefined) throw new Error(`${name} was read`);
          for (const file of names) yield { bucket: '', key: `${name}/${file}`, eTag: '', bytes: 1, storedAt: '' };
        },
      })),
  };
}
