import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Context } from 'aws-lambda';
import { KEEP_ALL_VARIABLES } from '../lib/app/ingest/indexing-configuration';
import { ingestDependencies } from '../lib/functions/ingest/ingest-dependencies';
import { createIngestHandler, type IngestHandler } from '../lib/functions/ingest/ingest-handler';
import { generatedCorpus } from '../samples/generated-corpus';

process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
process.env['POWERTOOLS_METRICS_DISABLED'] = 'true';

/** What a deployment tells of its stack. None of the generated records names it. */
const GUARDED = JSON.stringify({
  id: 'arn:aws:cloudformation:us-east-1:111122223333:stack/ssm-audit/0a1b2c3d-0000-11f0-8000-0123456789ab',
  prefix: 'Audit',
  known: [
    'arn:aws:s3:::ssm-audit-auditlogs-1a2b3c4d5e6f',
    'arn:aws:cloudtrail:us-east-1:111122223333:trail/ssm-audit-us-east-1',
  ],
  logBucket: 'ssm-audit-auditlogs-1a2b3c4d5e6f',
});

const SYSTEMS_MANAGER = 0.05;
const RECORDS = 10_000;

/** Calls of guarded services, some of which the table lists. */
const GUARDED_CALLS = [
  ['s3.amazonaws.com', 'PutBucketPolicy'],
  ['s3.amazonaws.com', 'GetObject'],
  ['iam.amazonaws.com', 'AttachRolePolicy'],
  ['kms.amazonaws.com', 'Decrypt'],
  ['lambda.amazonaws.com', 'UpdateFunctionCode20150331v2'],
  ['lambda.amazonaws.com', 'Invoke'],
] as const;

/** `npm run bench:lambda -- [--runs N]`: the CPU of the ingest function, guard on and off in turns; bench/README.md. */
async function main(): Promise<void> {
  const { values: flags } = parseArgs({ options: { runs: { type: 'string', default: '21' } } });
  for (const share of [0.05, 0.6]) await compare(share, Number(flags.runs));
}

async function compare(share: number, runs: number): Promise<void> {
  const file = logFileOf(share);
  const [off, on] = [handlerOf(file, ''), handlerOf(file, GUARDED)];
  const times: Record<'off' | 'on', number[]> = { off: [], on: [] };
  for (let run = -3; run < runs; run += 1) {
    const order = run % 2 === 0 ? (['off', 'on'] as const) : (['on', 'off'] as const);
    for (const which of order) {
      const milliseconds = await cpuOf(which === 'on' ? on : off);
      if (run >= 0) times[which].push(milliseconds);
    }
  }
  const [without, withGuard] = [median(times.off), median(times.on)];
  const spread = median(times.off.map((time) => Math.abs(time - without)));
  const percent = ((withGuard - without) / without) * 100;
  process.stdout.write(
    `${share * 100} % S3, IAM, KMS and Lambda: off ${without.toFixed(1)} ms, on ${withGuard.toFixed(1)} ms a file (${percent.toFixed(1)} %, off deviates by ${((spread / without) * 100).toFixed(1)} %), ${((withGuard * 1000) / (RECORDS * SYSTEMS_MANAGER)).toFixed(0)} us an event\n`,
  );
}

async function cpuOf(handler: IngestHandler): Promise<number> {
  const { user, system } = process.cpuUsage();
  await handler(announcement(), { getRemainingTimeInMillis: () => 300_000, functionName: 'ingest' } as Context);
  const now = process.cpuUsage();
  return (now.user + now.system - user - system) / 1000;
}

let announced = 0;

function announcement() {
  announced += 1;
  const name = `111122223333_CloudTrail_us-east-1_20260302T0905Z_${String(announced).padStart(16, '0')}.json.gz`;
  const key = `AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/02/${name}`;
  const body = JSON.stringify({ s3Bucket: 'logs', s3ObjectKey: [key] });
  return { Records: [{ messageId: 'm', body, eventSource: 'aws:sqs', eventSourceARN: 'arn:aws:sqs:us-east-1:1:q' }] };
}

function logFileOf(share: number): Buffer {
  const options = {
    seed: 5,
    files: 10,
    recordsPerFile: RECORDS / 10,
    systemsManagerShare: SYSTEMS_MANAGER,
    from: '2026-03-02T00:00:00Z',
  };
  const records = [...generatedCorpus(options)].flatMap(({ records: those }) => [...those]);
  let nth = 0;
  const mixed = records.map((record, index) => {
    if (String(Object(record)['eventSource']).startsWith('ssm') || (index * 0.6180339887) % 1 >= share) return record;
    nth += 1;
    const [eventSource, eventName] = GUARDED_CALLS[nth % GUARDED_CALLS.length] ?? GUARDED_CALLS[0];
    return { ...Object(record), eventSource, eventName };
  });
  return gzipSync(JSON.stringify({ Records: mixed }));
}

/** The function on endpoints that answer at once. */
function handlerOf(file: Buffer, guarded: string): IngestHandler {
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  const answering = (answer: () => object) => ({
    region: 'us-east-1',
    credentials,
    requestHandler: { handle: async () => ({ response: answer() }) },
  });
  const object = () => ({
    statusCode: 200,
    headers: { etag: '"e"', 'content-length': String(file.length) },
    body: Readable.from([file]),
  });
  const item = () => ({
    statusCode: 200,
    headers: {},
    body: Readable.from([Buffer.from('{"Items":[],"Count":0,"UnprocessedItems":{}}')]),
  });
  const settings = { s3: answering(object), dynamodb: answering(item) };
  return createIngestHandler(
    ingestDependencies(environmentOf(guarded), settings as Parameters<typeof ingestDependencies>[1]),
  );
}

function environmentOf(guarded: string): Parameters<typeof ingestDependencies>[0] {
  return {
    ...KEEP_ALL_VARIABLES,
    EVENTS_TABLE_NAME: 'events',
    TERMS_TABLE_NAME: 'terms',
    DELIVERIES_TABLE_NAME: 'deliveries',
    LOG_BUCKET_NAME: 'logs',
    LOG_BUCKET_REGION: 'us-east-1',
    LOG_BUCKET_OWNER: '111122223333',
    LOG_PREFIX: '',
    BACKFILL_QUEUE_ARN: 'arn:aws:sqs:us-east-1:111122223333:backfill',
    BACKFILL_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/111122223333/backfill',
    RETENTION_DAYS: '36500',
    SPREAD_EVENTS: '',
    EXTRA_TERMS: '',
    GUARDED_STACK: guarded,
    STACK_NAME: 'bench',
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
