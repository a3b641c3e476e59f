import type { S3Client } from '@aws-sdk/client-s3';
import { S3LogFiles } from '../../../lib/adapters/s3/s3-log-files';
import { S3LogListing } from '../../../lib/adapters/s3/s3-log-listing';
import { mapConcurrently } from '../../../lib/app/flow/map-concurrently';
import type { ListingScope } from '../../../lib/app/ports/log-file-listing';
import { readLogFileName } from '../../../lib/core/delivery/log-file-name';
import { deliveredKey } from '../../delivered-key';
import { EMBEDDED_ACCOUNT, type TestBucket, testBucket } from '../../embedded/aws';
import { injectFaults, s3Error } from '../../embedded/faults';

const ALL: ListingScope = { since: undefined, until: '2026-12-31T00:00:00Z', accounts: [], regions: [] };
const MARCH = at('2026-03-02T10:05:00Z');
const APRIL = at('2026-04-01T00:05:00Z');

let bucket: TestBucket;

beforeAll(async () => {
  bucket = await testBucket();
  await bucket.put('unrelated/file', 'x');
  await bucket.put('AWSLogs/111122223333/CloudTrail/', 'x');
});

afterAll(() => bucket.s3.destroy());

describe('S3LogListing', () => {
  it('finds every account and region, of organizations and Control Tower too, and nothing beside log files', async () => {
    const keys = await putAll([
      deliveredKey({ at: MARCH }),
      deliveredKey({ at: MARCH, region: 'eu-central-1' }),
      deliveredKey({ at: MARCH, root: 'AWSLogs/o-abc123/', accountId: '444455556666' }),
      deliveredKey({ at: MARCH, root: 'o-abc123/AWSLogs/o-abc123/', accountId: '777788889999' }),
    ]);
    await bucket.put('AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2026/03/02/digest.json.gz', 'x');
    expect(await listed(ALL)).toEqual(keys);
    expect(await listed({ ...ALL, accounts: ['444455556666'] })).toEqual([keys[2]]);
    expect(await listed({ ...ALL, regions: ['eu-central-1'] })).toEqual([keys[0]]);
  });

  it('looks below the prefix alone', async () => {
    const [key] = await putAll([deliveredKey({ at: MARCH, root: 'trails/one/AWSLogs/' })]);
    expect(await listed(ALL, 'trails/one')).toEqual([key]);
    expect(await listed(ALL, 'trails')).toEqual([]);
  });

  it.each(['/leading', 'dou//ble', 'trailing/', '/'])('takes the prefix %j as it is', async (prefix) => {
    const [key = ''] = await putAll([deliveredKey({ at: MARCH, root: `${prefix}/AWSLogs/` })]);
    expect(await listed(ALL, prefix)).toEqual([key]);
    expect(readLogFileName(key)).toMatchObject({ prefix, accountId: '111122223333', region: 'us-east-2' });
    const opened = await new S3LogFiles(bucket.s3, { name: bucket.name, owner: undefined })
      .open({
        bucket: bucket.name,
        key: key.replace('.gz', ''),
      })
      .catch((error: Error) => error.name);
    expect(opened).toBe('NoSuchKey');
    expect((await listing(prefix).folders(ALL)).map(({ name }) => name)).toEqual([
      `${prefix}/AWSLogs/111122223333/CloudTrail/us-east-2/`,
    ]);
  });

  it('lists the days of a window, over the end of a month', async () => {
    const prefix = 'window';
    const keys = await putAll(
      ['2026-03-30T23:55:00Z', '2026-03-31T00:05:00Z', '2026-04-01T00:05:00Z', '2026-04-02T00:00:00Z'].map((time) =>
        deliveredKey({ at: at(time), root: `${prefix}/AWSLogs/` }),
      ),
    );
    const window = { ...ALL, since: '2026-03-31T12:00:00Z', until: '2026-04-02T00:00:00Z' };
    expect(await listed(window, prefix)).toEqual(keys.slice(1, 3));
  });

  it('goes on after a key, over folders', async () => {
    const root = 'after/AWSLogs/';
    const keys = await putAll([
      deliveredKey({ at: MARCH, root }),
      deliveredKey({ at: APRIL, root }),
      deliveredKey({ at: APRIL, root }),
      deliveredKey({ at: MARCH, root, region: 'us-west-1' }),
    ]);
    const window = { ...ALL, since: '2026-03-01T00:00:00Z' };
    for (const [index, after] of keys.entries())
      expect(await listed({ ...window, after }, 'after')).toEqual(keys.slice(index + 1));
  });

  it('reads page after page, through faults, in the order of bytes', async () => {
    const root = 'pages/AWSLogs/';
    const keys = await putAll(Array.from({ length: 35 }, () => deliveredKey({ at: MARCH, root })));
    const pages = shortPages(bucket.s3, 10);
    let requests = 0;
    const faults = injectFaults(bucket.s3, () => {
      requests += 1;
      return requests % 3 === 0 ? s3Error('SlowDown', 503) : undefined;
    });
    expect(await listed(ALL, 'pages')).toEqual(keys);
    expect(pages.read()).toBeGreaterThanOrEqual(4);
    pages.stop();
    faults.stop();
  });

  it('finds accounts and their regions, whose folders may be under several prefixes', async () => {
    const [one, other] = ['111111111111', '222222222222'];
    const at = MARCH;
    await putAll([
      deliveredKey({ at, root: 'accounts/AWSLogs/', accountId: one, region: 'us-east-1' }),
      deliveredKey({ at, root: 'accounts/AWSLogs/o-abc/', accountId: one, region: 'us-east-1' }),
      deliveredKey({ at, root: 'accounts/AWSLogs/o-abc/', accountId: one, region: 'eu-west-1' }),
      deliveredKey({ at, root: 'accounts/AWSLogs/o-abc/', accountId: other, region: 'us-east-1' }),
    ]);
    const found: string[] = [];
    for (const { accountId, regions } of await listing('accounts').accounts()) {
      for (const { region, folders } of await regions()) {
        found.push(`${accountId} ${region} ${folders({ ...ALL, since: undefined }).map(({ name }) => name)}`);
      }
    }
    const root = 'accounts/AWSLogs/';
    expect(found.sort()).toEqual([
      `${one} eu-west-1 ${root}o-abc/${one}/CloudTrail/eu-west-1/`,
      `${one} us-east-1 ${root}${one}/CloudTrail/us-east-1/,${root}o-abc/${one}/CloudTrail/us-east-1/`,
      `${other} us-east-1 ${root}o-abc/${other}/CloudTrail/us-east-1/`,
    ]);
  });

  it('has the entity tag, the size and the time that the bucket has', async () => {
    const [folder] = await listing('pages').folders(ALL);
    for await (const file of folder?.files() ?? []) {
      const storedAt = expect.stringMatching(/^20\d\d-.*Z$/);
      expect(file).toMatchObject({ bucket: bucket.name, bytes: 7, eTag: expect.stringContaining('"'), storedAt });
      return;
    }
  });
});

function at(time: string): Date {
  return new Date(time);
}

function listing(prefix: string): S3LogListing {
  return new S3LogListing(bucket.s3, { name: bucket.name, owner: EMBEDDED_ACCOUNT }, prefix);
}

async function listed(scope: ListingScope, prefix = ''): Promise<readonly string[]> {
  const keys: string[] = [];
  for (const folder of await listing(prefix).folders(scope)) for await (const { key } of folder.files()) keys.push(key);
  return keys;
}

/** Has the bucket give pages of so many keys, as it gives pages of a thousand by itself, and counts them. */
function shortPages({ middlewareStack }: S3Client, most: number) {
  let read = 0;
  const name = 'short-pages';
  middlewareStack.add(
    (next) => (args) => {
      if ('Prefix' in args.input) Object.assign(args.input, { MaxKeys: most });
      if ('ContinuationToken' in args.input && args.input.ContinuationToken !== undefined) read += 1;
      return next(args);
    },
    { step: 'initialize', name },
  );
  return { read: () => read + 1, stop: () => middlewareStack.remove(name) };
}

/** Puts objects; gives their keys in the order of a bucket. */
async function putAll(keys: readonly string[]): Promise<readonly string[]> {
  await mapConcurrently(keys, 20, (key) => bucket.put(key, 'content'));
  return [...keys].sort();
}
