import { AbortMultipartUploadCommand, ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { S3ExportTarget } from '../../../lib/adapters/s3/s3-export-target';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { type TestBucket, testBucket } from '../../embedded/aws';
import { connectionReset, injectFaults, s3Error } from '../../embedded/faults';

const MB = 1024 * 1024;

let bucket: TestBucket;
let target: S3ExportTarget;
beforeAll(async () => {
  bucket = await testBucket();
  const place = { bucket: bucket.name, prefix: 'lake/' };
  target = new S3ExportTarget(bucket.s3, place, NO_DEADLINE, () => new Date());
});
afterAll(() => bucket.s3.destroy());

describe('a prefix of a bucket', () => {
  it('has a small object after one request', async () => {
    const sent = injectFaults(bucket.s3, () => undefined);
    const file = await target.create('days/a.ndjson');
    await file.write(Buffer.from('one'));
    await file.write(Buffer.from('two'));
    await file.complete();
    await file.abandon();
    sent.stop();
    expect(sent.requests.map(({ command }) => command)).toEqual(['PutObjectCommand']);
    expect(await target.read('days/a.ndjson')).toBe('onetwo');
    expect(await target.list('days')).toEqual(['a.ndjson']);
    expect(await target.read('days/none')).toBeUndefined();
  });

  it('has a large object when its upload is completed, in the place of the one before', async () => {
    const text = Buffer.alloc(3 * MB, 'x');
    const before = await target.versions('days');
    expect(before.get('a.ndjson')).toEqual(expect.stringMatching(/./));
    const file = await target.create('days/a.ndjson');
    for (let part = 0; part < 7; part += 1) await file.write(text);
    expect(await target.read('days/a.ndjson')).toBe('onetwo');
    await file.complete();
    expect((await target.read('days/a.ndjson'))?.length).toBe(21 * MB);
    expect(await target.versions('days')).not.toEqual(before);
  });

  it('has nothing of an upload that was abandoned or fails', async () => {
    const file = await target.create('b');
    await file.write(Buffer.alloc(9 * MB));
    const faults = injectFaults(bucket.s3, ({ command }) =>
      command === 'CompleteMultipartUploadCommand' ? s3Error('AccessDenied', 403) : undefined,
    );
    await expect(file.complete()).rejects.toMatchObject({ name: 'AccessDenied' });
    await file.abandon();
    await file.abandon();
    faults.stop();
    expect(faults.requests.map(({ command }) => command).slice(-2)).toEqual([
      'CompleteMultipartUploadCommand',
      'AbortMultipartUploadCommand',
    ]);
    expect(await target.read('b')).toBeUndefined();
  });

  it('tries again where S3 throttles or the connection breaks', async () => {
    const errors = [s3Error('SlowDown', 503), connectionReset()];
    const faults = injectFaults(bucket.s3, () => errors.shift());
    const file = await target.create('c');
    await file.write(Buffer.from('x'));
    await file.complete();
    faults.stop();
    expect(await target.read('c')).toBe('x');
  });

  it('aborts uploads that began more than a day ago, and leaves those of others', async () => {
    // The embedded S3 does not list uploads.
    const s3 = mockClient(S3Client);
    const now = new Date('2026-03-03T12:00:00Z');
    s3.on(ListMultipartUploadsCommand).resolvesOnce({
      Uploads: [
        { Key: 'lake/a', UploadId: 'old', Initiated: new Date('2026-03-02T11:59:59Z') },
        { Key: 'lake/b', UploadId: 'new', Initiated: new Date('2026-03-02T12:00:01Z') },
      ],
      IsTruncated: true,
      NextKeyMarker: 'lake/b',
      NextUploadIdMarker: 'new',
    });
    s3.on(ListMultipartUploadsCommand, { KeyMarker: 'lake/b', UploadIdMarker: 'new' }).resolves({});
    s3.on(AbortMultipartUploadCommand).resolves({});
    const place = { bucket: 'b', prefix: 'lake/' };
    expect(await new S3ExportTarget(new S3Client({}), place, NO_DEADLINE, () => now).cleanUp()).toBe(1);
    const aborted = s3.commandCalls(AbortMultipartUploadCommand).map(({ args: [{ input }] }) => input);
    expect(aborted).toEqual([{ Bucket: 'b', Key: 'lake/a', UploadId: 'old' }]);
    expect(s3.commandCalls(ListMultipartUploadsCommand)[0]?.args[0].input).toMatchObject({ Prefix: 'lake/' });
    s3.restore();
  });
});
