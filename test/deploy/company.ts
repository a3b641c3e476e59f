import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from './cdk-app';
import { ranWell } from './command';
import type { DeployedStack } from './deployed-stack';
import { documentedCommands } from './documented-commands';
import { ACCOUNT, type Emulator, REGION } from './emulator';

const PAGE = 'docs/deploy.md';

/** Makes what a situation says that a company has already: its buckets, topics and event buses of it. */
export function makeWhatExists(emulator: Emulator, context: Context): void {
  const text = (key: string) => String(context[`ssm-audit:${key}`] ?? '');
  if (text('bucketName') !== '') {
    makeLogBucket(emulator, text('bucketName'), text('bucketAccount') || ACCOUNT, text('bucketRegion') || REGION);
  }
  if (text('exportBucketName') !== '') createBucket(emulator, text('exportBucketName'), ACCOUNT, REGION);
  for (const key of ['deliveryTopicArn', 'alarmTopicArn']) {
    const [, , , region, account, name] = text(key).split(':');
    if (name !== undefined) emulator.aws(['sns', 'create-topic', '--name', name], account, region);
  }
  makeEventBuses(emulator, context['ssm-audit:alertTopics']);
}

/** The event buses that alerts go to. */
function makeEventBuses(emulator: Emulator, topics: unknown): void {
  for (const topic of Array.isArray(topics) ? topics : []) {
    const [, , , region, account, resource] = String(topic.eventBusArn ?? '').split(':');
    const name = resource?.replace('event-bus/', '');
    if (name !== undefined) emulator.aws(['events', 'create-event-bus', '--name', name], account, region);
  }
}

/** A versioned bucket whose log files S3 announces on EventBridge. */
function makeLogBucket(emulator: Emulator, name: string, account: string, region: string): void {
  createBucket(emulator, name, account, region);
  const versioning = ['put-bucket-versioning', '--bucket', name, '--versioning-configuration', 'Status=Enabled'];
  emulator.aws(['s3api', ...versioning], account, region);
  inFolder((folder) => {
    const [announce = ''] = documentedCommands(PAGE, 'An existing bucket');
    ranWell(announce, { cwd: folder, env: emulator.environment(account, region) });
  });
}

function createBucket(emulator: Emulator, name: string, account: string, region: string): void {
  const where = region === 'us-east-1' ? [] : ['--create-bucket-configuration', `LocationConstraint=${region}`];
  emulator.aws(['s3api', 'create-bucket', '--bucket', name, ...where], account, region);
}

/** Does what a stack asks the owner of a bucket in another account for: to admit it, and to tell it of new log files. */
export function askOwner(emulator: Emulator, stack: DeployedStack): void {
  const statements = stack.outputs['LogBucketPolicyStatements'];
  if (statements !== undefined) {
    const policy = `{"Version":"2012-10-17","Statement":${statements}}`;
    const put = ['s3api', 'put-bucket-policy', '--bucket', stack.output('LogBucketName'), '--policy', policy];
    emulator.aws(put, stack.output('LogBucketOwner'), stack.output('LogBucketRegion'));
  }
  forwardEvents(emulator, stack);
}

/** Makes the rule for a bucket whose events S3 tells to an event bus that is not the stack's. */
function forwardEvents(emulator: Emulator, stack: DeployedStack): void {
  if (stack.outputs['LogBucketForwardingRule'] === undefined) return;
  inFolder((folder) => {
    const [fetch = '', make = ''] = documentedCommands(PAGE, 'Forward the events of a bucket');
    const owner = emulator.environment(stack.output('LogBucketOwner'), stack.output('LogBucketRegion'));
    ranWell(fetch, { cwd: folder, env: emulator.environment() });
    ranWell(make, { cwd: folder, env: owner });
  });
}

/**
 * The commands with which a delegated administrator makes the trail, as the output has them. The trail is the management
 * account's. The emulator knows no organizations, so it is that account which runs them here.
 */
export function makeTrail(emulator: Emulator, stack: DeployedStack): void {
  const commands = stack.outputs['TrailCommands'];
  if (commands === undefined) return;
  const arn = stack.output('TrailArn');
  const [, , , region = REGION, account = ACCOUNT] = arn.split(':');
  ranWell(commands, { env: emulator.environment(account, region) });
  const status = emulator.aws(['cloudtrail', 'get-trail-status', '--name', arn, '--output', 'json'], account, region);
  if (!JSON.parse(status).IsLogging)
    throw new Error(`the trail ${arn} does not log after the commands in TrailCommands`);
}

function inFolder(use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-company-'));
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
