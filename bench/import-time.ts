import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, buildSync } from 'esbuild';
import { rulePackFolder, ruleSources } from '../lib/adapters/folder/rule-folder';
import { packRules } from '../lib/core/rules/packed/packed-rules';
import { functionBundle, LAMBDA_BUNDLE } from '../scripts/function-bundles';
import { PROJECT_ROOT } from '../scripts/project-root';

/** Each is loaded in this many new processes, in turns. */
const RUNS = 21;

/** The clients and commands of the SDK that a function uses, and what it has to be told to load. */
const FUNCTIONS = {
  ingest: {
    sdk: `export { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
      export { DynamoDBClient, BatchWriteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';`,
    environment: { LOG_BUCKET_REGION: 'us-east-1', RETENTION_DAYS: '400', AGENT_TRAFFIC: 'keep', RELATED: 'true' },
  },
  alert: {
    sdk: `export { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
      export { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
      export { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';`,
    environment: { ALERT_CONFIGURATION: '{}', ALERT_TOPIC_ARNS: '{}', ALERT_WINDOW_SECONDS: '3600' },
  },
} as const;

/** Every variable that a function may ask for; those that it reads are overridden. */
const VARIABLES =
  'EVENTS_TABLE_NAME TERMS_TABLE_NAME DELIVERIES_TABLE_NAME LOG_BUCKET_NAME LOG_BUCKET_REGION LOG_BUCKET_OWNER LOG_PREFIX BACKFILL_QUEUE_ARN BACKFILL_QUEUE_URL SPREAD_EVENTS EXTRA_TERMS EVENT_SOURCES EXCLUDED_EVENTS STACK_NAME ALERT_STATE_TABLE_NAME ALERT_FAILURE_QUEUE_URL DISCARDED_BATCHES_URL'.split(
    ' ',
  );

/** `npm run bench:import`: how long a function's code takes to load, beside the bare SDK clients that it uses. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-import-'));
  try {
    const rules = join(folder, 'rules.json');
    writeFileSync(rules, JSON.stringify(packRules(await ruleSources(rulePackFolder()))));
    for (const [name, { sdk, environment }] of Object.entries(FUNCTIONS)) {
      const [own, bare] = [join(folder, `${name}.mjs`), join(folder, `${name}-sdk.mjs`)];
      await build({ ...functionBundle(name), sourcemap: false, outfile: own });
      buildSync({ ...LAMBDA_BUNDLE, stdin: { contents: sdk, resolveDir: PROJECT_ROOT }, outfile: bare });
      report(name, { ...environment, RULES_FILE: rules }, own, bare);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report(name: string, environment: Readonly<Record<string, string>>, own: string, bare: string): void {
  const env = {
    ...Object.fromEntries(VARIABLES.map((variable) => [variable, variable === 'STACK_NAME' ? 'bench' : ''])),
    AWS_REGION: 'us-east-1',
    ...environment,
  };
  const times: { own: number[]; bare: number[] } = { own: [], bare: [] };
  for (let run = 0; run < RUNS; run += 1) {
    times.own.push(importMs(own, env));
    times.bare.push(importMs(bare, env));
  }
  const [ours, sdk] = [median(times.own), median(times.bare)];
  process.stdout.write(
    `${name}: ${ours.toFixed(1)} ms, the bare SDK ${sdk.toFixed(1)} ms: ${(ours / sdk).toFixed(2)} x\n`,
  );
}

function importMs(file: string, env: Readonly<Record<string, string>>): number {
  const code = `const t=performance.now();await import(${JSON.stringify(pathToFileURL(file).href)});console.log(performance.now()-t);process.exit(0)`;
  return Number(
    execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8', env })
      .trim()
      .split('\n')
      .at(-1),
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

main().catch((error: unknown) => {
  process.stderr.write(`bench:import: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
