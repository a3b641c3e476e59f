import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { IngestHandler } from '../lib/functions/ingest/ingest-handler';
import { generatedCorpus } from '../samples/generated-corpus';
import { announce, answeringFunction } from './answering-function';

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

/** What the function may take of a processor, in milliseconds: for an event, and for a log file without one. */
const MOST_EVENT_MS = 1;
const MOST_FILE_MS = 2;

/** A usual log file of a quiet place, and how many of them one measurement takes. */
const RECORDS_OF_SMALL = 50;
const SMALL_FILES = 200;

/** Runs before the first that counts: V8 has compiled the path of a log file after some 1,500 of them. */
const WARM_UPS_OF_SMALL = 8;

/** How many log files a message batch announces. */
const BATCH = 5;

/** `npm run bench:lambda -- [--runs N]`: the CPU of the ingest function, guard on and off in turns; bench/README.md. */
async function main(): Promise<void> {
  const { values: flags } = parseArgs({ options: { runs: { type: 'string', default: '21' } } });
  const runs = Number(flags.runs);
  const ofEvents: number[] = [];
  for (const share of [0.05, 0.6]) ofEvents.push(await compare(share, runs));
  const ofFile = await withoutEvents(runs);
  process.exitCode = Math.max(...ofEvents) <= MOST_EVENT_MS && ofFile <= MOST_FILE_MS ? 0 : 1;
}

/** Milliseconds an event, with guarding. */
async function compare(share: number, runs: number): Promise<number> {
  const file = logFileOf(share);
  const [off, on] = ['', GUARDED].map((guarded) =>
    answeringFunction({ file: () => file, environment: { GUARDED_STACK: guarded } }),
  ) as [IngestHandler, IngestHandler];
  const times: Record<'off' | 'on', number[]> = { off: [], on: [] };
  for (let run = -3; run < runs; run += 1) {
    const order = run % 2 === 0 ? (['off', 'on'] as const) : (['on', 'off'] as const);
    for (const which of order) {
      const milliseconds = await cpuOf(which === 'on' ? on : off, 1);
      if (run >= 0) times[which].push(milliseconds);
    }
  }
  const [without, withGuard] = [median(times.off), median(times.on)];
  const spread = median(times.off.map((time) => Math.abs(time - without)));
  const percent = ((withGuard - without) / without) * 100;
  const event = withGuard / (RECORDS * SYSTEMS_MANAGER);
  process.stdout.write(
    `${share * 100} % S3, IAM, KMS and Lambda: off ${without.toFixed(1)} ms, on ${withGuard.toFixed(1)} ms a file (${percent.toFixed(1)} %, off deviates by ${((spread / without) * 100).toFixed(1)} %), ${event.toFixed(2)} ms an event, at most ${MOST_EVENT_MS}\n`,
  );
  return event;
}

/** Milliseconds for a log file that has nothing of Systems Manager. */
async function withoutEvents(runs: number): Promise<number> {
  const options = {
    seed: 5,
    files: 1,
    recordsPerFile: RECORDS_OF_SMALL,
    systemsManagerShare: 0,
    from: '2026-03-02T00:00:00Z',
  };
  const [file] = [...generatedCorpus(options)].map(({ body }) => gzipSync(body));
  const handler = answeringFunction({ file: () => file ?? Buffer.alloc(0), environment: { GUARDED_STACK: GUARDED } });
  const times: number[] = [];
  for (let run = -WARM_UPS_OF_SMALL; run < runs; run += 1) {
    const milliseconds = (await cpuOf(handler, SMALL_FILES)) / SMALL_FILES;
    if (run >= 0) times.push(milliseconds);
  }
  const found = median(times);
  process.stdout.write(
    `a file of ${RECORDS_OF_SMALL} records, none of them indexed: ${found.toFixed(2)} ms, at most ${MOST_FILE_MS}\n`,
  );
  return found;
}

/** Processor time of some log files, in batches as the queue hands them out. */
async function cpuOf(handler: IngestHandler, files: number): Promise<number> {
  const { user, system } = process.cpuUsage();
  for (let file = 0; file < files; file += BATCH) {
    await announce(handler, Array.from({ length: Math.min(BATCH, files - file) }, nextKey));
  }
  const now = process.cpuUsage();
  return (now.user + now.system - user - system) / 1000;
}

let announced = 0;

function nextKey(): string {
  announced += 1;
  const name = `111122223333_CloudTrail_us-east-1_20260302T0905Z_${String(announced).padStart(16, '0')}.json.gz`;
  return `AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/02/${name}`;
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

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
