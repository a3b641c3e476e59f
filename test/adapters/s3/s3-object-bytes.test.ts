import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { RETRYING } from '../../../lib/adapters/retry/retrying';
import { S3ObjectBytes } from '../../../lib/adapters/s3/s3-object-bytes';
import { NO_DEADLINE, OutOfTimeError } from '../../../lib/app/ports/deadline';
import { ArchivedFileError, InaccessibleFileError } from '../../../lib/app/ports/log-file-source';
import { type TestBucket, testBucket } from '../../embedded/aws';
import { injectFaults, s3Error } from '../../embedded/faults';

async function read(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('S3ObjectBytes', () => {
  let bucket: TestBucket;

  beforeAll(async () => {
    bucket = await testBucket();
  });

  afterAll(() => bucket.s3.destroy());

  const open = (Key: string, deadline = NO_DEADLINE) =>
    S3ObjectBytes.open(bucket.s3, { Bucket: bucket.name, Key }, deadline);

  it('gives the bytes, how many, and what was said of them', async () => {
    const Metadata = { signature: 'ab' };
    await bucket.s3.send(new PutObjectCommand({ Bucket: bucket.name, Key: 'a', Body: 'content', Metadata }));
    const object = await open('a');
    expect(object).toMatchObject({ size: 7, metadata: Metadata, eTag: expect.stringMatching(/^"[0-9a-f]{32}"$/) });
    expect((await read(object)).toString()).toBe('content');
  });

  it('gives nothing of an object without content', async () => {
    await bucket.put('empty', Buffer.alloc(0));
    expect(await read(await open('empty'))).toHaveLength(0);
  });

  it.each([
    ['AccessDenied', InaccessibleFileError],
    ['InvalidObjectState', ArchivedFileError],
  ])('says of %s that the object is there and may not be read', async (name, kind) => {
    const faults = injectFaults(bucket.s3, () => s3Error(name, 403));
    await expect(open('a')).rejects.toThrow(kind);
    faults.stop();
  });

  it('asks for nothing with no time left', async () => {
    await expect(open('a', { remainingMs: () => 1 })).rejects.toThrow(OutOfTimeError);
  });
});

describe('S3ObjectBytes over a connection that breaks', () => {
  const content = randomBytes(300_000);
  const asked: (readonly [string | undefined, string | undefined])[] = [];
  let server: Server;
  let client: S3Client;
  let eTag: string;

  /** Sends a hundred thousand bytes more at each request, and destroys the connection. */
  beforeAll(async () => {
    server = createServer(({ headers }, response) => {
      const { range, 'if-match': ifMatch } = headers;
      asked.push([range, ifMatch]);
      if (ifMatch !== undefined && ifMatch !== eTag) return response.writeHead(412).end();
      const rest = content.subarray(Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0));
      response.writeHead(range === undefined ? 200 : 206, { etag: eTag, 'content-length': rest.length });
      return response.write(rest.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 20));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    client = new S3Client({ ...RETRYING, endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
  });

  beforeEach(() => {
    asked.length = 0;
    eTag = '"e"';
  });

  afterAll(() => {
    client.destroy();
    server.close();
  });

  const open = (deadline = NO_DEADLINE) => S3ObjectBytes.open(client, { Bucket: 'b', Key: 'k' }, deadline);

  it('asks for the rest of the same content, and never for what was read', async () => {
    expect((await read(await open())).equals(content)).toBe(true);
    expect(asked).toEqual([
      [undefined, undefined],
      ['bytes=100000-', '"e"'],
      ['bytes=200000-', '"e"'],
    ]);
  });

  it('does not join two contents that were put under one key', async () => {
    const object = await open();
    eTag = '"another"';
    await expect(read(object)).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
  });

  it('does not go on after the time is over', async () => {
    let remaining = 60_000;
    const object = await open({ remainingMs: () => remaining });
    remaining = 10;
    await expect(read(object)).rejects.toThrow(OutOfTimeError);
  });
});
