import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { S3Client } from '@aws-sdk/client-s3';
import { RETRYING } from '../../../lib/adapters/retry/retrying';
import { S3LogFiles } from '../../../lib/adapters/s3/s3-log-files';
import { NO_DEADLINE, OutOfTimeError } from '../../../lib/app/ports/deadline';
import { ForeignBucketError } from '../../../lib/app/ports/log-file-source';
import { AWS_SETTINGS, EMBEDDED_ACCOUNT, type TestBucket, testBucket } from '../../embedded/aws';
import { connectionReset, injectFaults, s3Error } from '../../embedded/faults';

const KEY = 'AWSLogs/one.json.gz';
const TEXT = '{"Records":[]}';

let bucket: TestBucket;
let logFiles: S3LogFiles;

beforeAll(async () => {
  bucket = await testBucket();
  logFiles = new S3LogFiles(bucket.s3, { name: bucket.name, owner: EMBEDDED_ACCOUNT });
  await bucket.put(KEY, gzipSync(TEXT));
});

afterAll(() => bucket.s3.destroy());

describe('S3LogFiles', () => {
  it('gives the decompressed content and what tells it from another', async () => {
    const opened = await logFiles.open({ bucket: bucket.name, key: KEY });
    expect(await textOf(opened.chunks)).toBe(TEXT);
    expect(opened.eTag).toMatch(/^"[0-9a-f]{32}"$/);
  });

  it('asks for the owner and the version', async () => {
    const requests = injectFaults(bucket.s3, () => undefined);
    const opened = await logFiles.open({ bucket: bucket.name, key: KEY }, 'null');
    opened.discard();
    requests.stop();
    expect(requests.requests).toMatchObject([{ input: { ExpectedBucketOwner: EMBEDDED_ACCOUNT, VersionId: 'null' } }]);
  });

  it('asks nobody about a foreign bucket', async () => {
    const requests = injectFaults(bucket.s3, () => undefined);
    await expect(logFiles.open({ bucket: 'stranger', key: KEY })).rejects.toThrow(ForeignBucketError);
    requests.stop();
    expect(requests.requests).toEqual([]);
  });

  it('names an object that is not there', async () => {
    await expect(logFiles.open({ bucket: bucket.name, key: 'none.json.gz' })).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
  });

  it('asks again where S3 throttles or the connection breaks', async () => {
    const errors = [s3Error('SlowDown', 503), connectionReset()];
    const faults = injectFaults(bucket.s3, () => errors.shift());
    const opened = await logFiles.open({ bucket: bucket.name, key: KEY });
    faults.stop();
    expect(await textOf(opened.chunks)).toBe(TEXT);
    expect(faults.requests).toHaveLength(3);
  });

  it('stops asking when the time is over', async () => {
    const open = logFiles.open({ bucket: bucket.name, key: KEY }, undefined, { remainingMs: () => 100 });
    await expect(open).rejects.toThrow(OutOfTimeError);
  });
});

describe('S3LogFiles over a connection that breaks', () => {
  const content = randomBytes(300_000);
  const ranges: (string | undefined)[] = [];
  let server: Server;
  let client: S3Client;

  /** Sends a third, and then nothing more: the connection is destroyed. Ranges are answered in full. */
  beforeAll(async () => {
    server = createServer((request, response) => {
      ranges.push(request.headers.range);
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      const rest = content.subarray(from);
      response.writeHead(from === 0 ? 200 : 206, { etag: '"e"', 'content-length': rest.length });
      if (from === 0) response.write(content.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 20));
      else response.end(rest);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    client = new S3Client({ ...AWS_SETTINGS, endpoint, ...RETRYING, responseChecksumValidation: 'WHEN_REQUIRED' });
  });

  afterAll(() => {
    client.destroy();
    server.close();
  });

  it('asks for the rest of the same content, so that every byte comes once', async () => {
    const opened = await new S3LogFiles(client, { name: 'b', owner: undefined }).open({
      bucket: 'b',
      key: 'plain.json',
    });
    expect((await bytesOf(opened.chunks)).equals(content)).toBe(true);
    expect(ranges).toEqual([undefined, 'bytes=100000-']);
  });

  it('gives up on the rest when the time is over', async () => {
    const deadline = { remainingMs: () => (ranges.length > 2 ? 0 : 60_000) };
    const opened = await new S3LogFiles(client, { name: 'b', owner: undefined }).open(
      { bucket: 'b', key: 'plain.json' },
      undefined,
      deadline,
    );
    await expect(bytesOf(opened.chunks)).rejects.toThrow(OutOfTimeError);
  });

  it('gives the connection back where nobody reads on', async () => {
    const opened = await new S3LogFiles(client, { name: 'b', owner: undefined }).open(
      { bucket: 'b', key: 'plain.json' },
      undefined,
      NO_DEADLINE,
    );
    for await (const _ of opened.chunks) break;
    opened.discard();
    await expect(closed(server)).resolves.toBe(0);
  });
});

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  return (await bytesOf(chunks)).toString();
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** The connections that are left after a moment. */
async function closed(server: Server): Promise<number> {
  let left = -1;
  for (let look = 0; look < 100 && left !== 0; look += 1) {
    left = await new Promise<number>((resolve, reject) =>
      server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return left;
}
