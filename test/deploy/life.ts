import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BEGIN, publicKeyList, REGION as SIGNED_REGION, signedDigest, signer } from '../core/integrity/signed-trail';
import { contextOf } from '../infra/situations';
import type { CdkApp } from './cdk-app';
import { makeWhatExists } from './company';
import { DeployedStack } from './deployed-stack';
import type { Emulator } from './emulator';
import { freshLogFile, freshSample } from './fresh-log-file';
import { leftovers } from './leftovers';
import { type RunbookResult, runRunbook } from './runbook';

const STACK = 'ssm-audit';
const HOUR_MS = 60 * 60 * 1000;

/**
 * Settings of a stack with every function, for the runbook has a chapter on each. They stay: without the verification, the
 * policy of its state's table would change, at which the emulator makes another table.
 */
const EVERY_FUNCTION = {
  'ssm-audit:verifyRows': true,
  'ssm-audit:exportBucketName': 'company-lake',
  'ssm-audit:exportPrefix': 'ssm-audit',
};

/** One thing that was tried, and how it went. */
export interface Step {
  readonly what: string;
  readonly saw: string;
  readonly isRight: boolean;
}

/** What happened in the life of one stack. */
export interface Life {
  readonly steps: readonly Step[];
  readonly runbook: readonly RunbookResult[];
}

/** A stack from its first deployment to its end: asked by every command, mended, updated and destroyed. */
export async function liveOnce(emulator: Emulator, app: CdkApp, folder: string): Promise<Life> {
  const context = { ...contextOf('new trail'), ...EVERY_FUNCTION };
  makeWhatExists(emulator, context);
  const assembly = app.synthesize(STACK, context);
  app.deploy(assembly);
  const stack = await DeployedStack.find(emulator, STACK);
  startTrail(emulator, stack);
  const steps = [
    ...(await asks(stack)),
    ...(await mends(stack)),
    ...(await rebuilds(stack)),
    ...(await verifies(stack, folder)),
  ];
  const runbook = runRunbook(emulator, stack, folder);
  steps.push(...(await updates(emulator, app, stack)));
  app.destroy(assembly);
  steps.push(
    leaves('`cdk destroy` of the default leaves tables and buckets', leftovers(emulator, stack), {
      tables: 3,
      buckets: 3,
    }),
  );
  return { steps, runbook };
}

/** CloudFormation of the emulator makes no trail, but its CloudTrail does. */
function startTrail(emulator: Emulator, stack: DeployedStack): void {
  const [name = ''] = stack.output('TrailArn').split('/').slice(-1);
  const to = ['--s3-bucket-name', stack.output('LogBucketName'), '--sns-topic-name', stack.output('DeliveryTopicArn')];
  emulator.aws([
    'cloudtrail',
    'create-trail',
    '--name',
    name,
    ...to,
    '--is-multi-region-trail',
    '--enable-log-file-validation',
  ]);
  emulator.aws(['cloudtrail', 'start-logging', '--name', name]);
}

async function asks(stack: DeployedStack): Promise<readonly Step[]> {
  const file = await stack.deliver();
  const rows = await stack.rowsOf(file);
  const [deletion] = stack.answers('query', '--event', 'DeleteDocument', '--limit', '1');
  const shown = stack.ask('show', String(deletion?.['eventID']));
  const status = stack.ask('status');
  return [
    step('a delivered log file becomes rows (`query`)', `${rows} rows of ${file.events} records`, rows === file.events),
    step(
      '`show` prints an event',
      `exit code ${shown.code}`,
      shown.code === 0 && shown.stdout.includes('DeleteDocument'),
    ),
    step('`status`', `exit code ${status.code}`, status.code === 0),
  ];
}

async function mends(stack: DeployedStack): Promise<readonly Step[]> {
  const lost = await stack.put();
  const found = stack.askLater('reconcile', '--since', '1d');
  const [counts] = JSON.parse(`[${found.stdout.trim()}]`);
  stack.askLater('reconcile', '--since', '1d', '--repair');
  const repaired = await stack.rowsOf(lost);
  const old = await stack.put();
  const sent = stack.askLater('backfill', '--since', '1d');
  const filled = await stack.rowsOf(old);
  return [
    step(
      '`reconcile` names a log file that nobody announced',
      `${counts?.missing?.length} missing`,
      counts?.missing?.length === 1 && found.code === 1,
    ),
    step('`reconcile --repair` indexes it', `${repaired} rows`, repaired === lost.events),
    step(
      '`backfill` indexes another',
      `exit code ${sent.code}, ${filled} rows`,
      sent.code === 0 && filled === old.events,
    ),
  ];
}

/** Every row of Terms is deleted, which the emulator lets us do, and made again. */
async function rebuilds(stack: DeployedStack): Promise<readonly Step[]> {
  const before = await stack.dropTerms();
  const { code, stdout, stderr } = stack.ask('rebuild-terms', '--output', 'json');
  const { state, written, failed } = Object(JSON.parse(stdout.trim() || '{}'));
  const after = await stack.terms();
  const isRight = code === 0 && failed === 0 && JSON.stringify(after) === JSON.stringify(before);
  const saw = `exit code ${code}, ${state}, ${written} of ${before.length} rows, ${after.length} stand${isRight ? '' : ` ${stderr}`}`;
  return [step('`rebuild-terms` makes every row of Terms again', saw, isRight)];
}

/** A log file and the digest over it, signed by a key of ours, as CloudTrail would. */
async function verifies(stack: DeployedStack, folder: string): Promise<readonly Step[]> {
  const sample = freshSample(SIGNED_REGION);
  const file = { key: sample.key, body: gzipSync(sample.body), events: sample.records.length };
  await stack.put(file);
  await stack.announce(file);
  await stack.rowsOf(file);
  const by = signer('ours');
  const hour = Math.floor((Date.now() - 91_000 - Date.parse(BEGIN)) / HOUR_MS) - 1;
  const [, , , homeRegion, , resource = ''] = stack.output('TrailArn').split(':');
  const trail = `${resource.split('/').at(-1)}_${homeRegion}`;
  const digest = signedDigest({
    bucket: stack.output('LogBucketName'),
    hour,
    by,
    files: [sample],
    previous: undefined,
    trail,
  });
  await stack.put({ key: digest.key, body: digest.object.body, events: 0 }, digest.object.metadata);
  const keys = join(folder, 'keys.json');
  writeFileSync(keys, publicKeyList(by));
  const verified = stack.ask('verify', '--since', '1d', '--region', SIGNED_REGION, '--rows', '--keys', keys);
  const [answer] = JSON.parse(`[${verified.stdout.trim().split('\n').at(0)}]`);
  const { digests, files, rows } = Object(answer);
  const saw = `exit code ${verified.code}; ${digests?.valid} digest, ${files?.valid} log file, ${rows?.valid} rows valid; ${rows?.invalid?.length} invalid`;
  const isRight = digests?.valid === 1 && files?.valid === 1 && rows?.valid > 0 && rows?.invalid?.length === 0;
  return [step('`verify --rows` proves a signed log file and its rows', saw, isRight)];
}

/** Other settings for the same stack. */
async function updates(emulator: Emulator, app: CdkApp, before: DeployedStack): Promise<readonly Step[]> {
  const other = { 'ssm-audit:retentionDays': 500, 'ssm-audit:alertWindowMinutes': 15 };
  const changed = { ...contextOf('a large fleet'), ...EVERY_FUNCTION, ...other };
  app.deploy(app.synthesize(STACK, changed));
  const after = await DeployedStack.find(emulator, STACK);
  const replaced = ['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::SQS::Queue'].flatMap((type) => {
    const now = after.resourcesOf(type);
    return Object.entries(before.resourcesOf(type)).flatMap(([id, name]) => (now[id] === name ? [] : [id]));
  });
  const file = freshLogFile(after.prefix);
  await after.put(file);
  await after.announce(file);
  const rows = await after.rowsOf(file);
  return [
    step(
      'an update with other settings replaces no table, bucket or queue',
      replaced.length === 0 ? 'the same' : `replaced: ${replaced.join(', ')}`,
      replaced.length === 0,
    ),
    step('and goes on indexing', `${rows} rows`, rows > 0),
  ];
}

function leaves(
  what: string,
  left: Readonly<Record<string, number>>,
  expected: { tables: number; buckets: number },
): Step {
  const saw = Object.entries(left)
    .map(([type, count]) => `${count} ${type}`)
    .join(', ');
  const only = { 'AWS::DynamoDB::GlobalTable': expected.tables, 'AWS::S3::Bucket': expected.buckets };
  return step(what, saw === '' ? 'nothing is left' : saw, JSON.stringify(left) === JSON.stringify(only));
}

function step(what: string, saw: string, isRight: boolean): Step {
  return { what, saw, isRight };
}
