import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IngestEnvironment } from '../../../lib/contract/environment';
import { ingestDependencies } from '../../../lib/functions/ingest/ingest-dependencies';

const ENVIRONMENT: IngestEnvironment = {
  EVENTS_TABLE_NAME: 'events',
  TERMS_TABLE_NAME: 'terms',
  DELIVERIES_TABLE_NAME: 'deliveries',
  LOG_BUCKET_NAME: 'logs',
  LOG_BUCKET_REGION: 'us-east-1',
  LOG_BUCKET_OWNER: '111122223333',
  LOG_PREFIX: '',
  BACKFILL_QUEUE_ARN: 'arn:aws:sqs:us-east-1:111122223333:backfill',
  BACKFILL_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/111122223333/backfill',
  GUARDED_STACK: '',
  STACK_NAME: 'audit',
  RETENTION_DAYS: '400',
  SPREAD_EVENTS: '',
  EXTRA_TERMS: '',
  EVENT_SOURCES: '',
  EXCLUDED_EVENTS: '',
  AGENT_TRAFFIC: 'keep',
  RELATED: 'true',
  NEIGHBOURS: '',
};

/** A bucket that is in eu-west-1, as S3 says it to who asks elsewhere. */
let server: Server;
const signedFor: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const region = /\/\d{8}\/([a-z0-9-]+)\/s3\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
    signedFor.push(region);
    if (region === 'eu-west-1') return void response.writeHead(200, { etag: '"e"', 'content-length': 2 }).end('{}');
    const body = '<?xml version="1.0"?><Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>';
    response.writeHead(301, { 'x-amz-bucket-region': 'eu-west-1', 'content-type': 'application/xml' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => server.close());

it('reads a bucket where it is, though the stack was told of another region', async () => {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const { logFiles } = ingestDependencies(ENVIRONMENT, { s3: { endpoint, credentials, forcePathStyle: true } });
  const opened = await logFiles.open({ bucket: 'logs', key: 'plain.json' });
  opened.discard();
  expect(opened.storedBytes).toBe(2);
  expect(signedFor).toEqual(['us-east-1', 'eu-west-1']);
});
