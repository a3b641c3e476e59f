import type { Context } from './cdk-app';
import type { DeployedStack } from './deployed-stack';
import { ACCOUNT, type Emulator, REGION } from './emulator';

/** Makes what a situation says that a company has already: its bucket, and topics of it. */
export function makeWhatExists(emulator: Emulator, context: Context): void {
  const text = (key: string) => String(context[`ssm-audit:${key}`] ?? '');
  if (text('bucketName') !== '') {
    makeBucket(emulator, text('bucketName'), text('bucketAccount') || ACCOUNT, text('bucketRegion') || REGION);
  }
  for (const key of ['deliveryTopicArn', 'alarmTopicArn']) {
    const [, , , region, account, name] = text(key).split(':');
    if (name !== undefined) emulator.aws(['sns', 'create-topic', '--name', name], account, region);
  }
}

/** A versioned bucket whose log files S3 announces on EventBridge. */
function makeBucket(emulator: Emulator, name: string, account: string, region: string): void {
  const s3 = (...args: readonly string[]) => emulator.aws(['s3api', ...args, '--bucket', name], account, region);
  const where = region === 'us-east-1' ? [] : ['--create-bucket-configuration', `LocationConstraint=${region}`];
  s3('create-bucket', ...where);
  s3('put-bucket-versioning', '--versioning-configuration', 'Status=Enabled');
  s3('put-bucket-notification-configuration', '--notification-configuration', '{"EventBridgeConfiguration":{}}');
}

/** Makes the rule that a stack asks the owner of a bucket for, where S3 tells an event bus that is not the stack's. */
export function forwardEvents(emulator: Emulator, stack: DeployedStack): void {
  const given = stack.outputs['LogBucketForwardingRule'];
  if (given === undefined) return;
  const { EventPattern: pattern, Targets: targets } = JSON.parse(given);
  const events = (...args: readonly string[]) =>
    emulator.aws(['events', ...args], stack.output('LogBucketOwner'), stack.output('LogBucketRegion'));
  events('put-rule', '--name', 'to-the-audit', '--event-pattern', JSON.stringify(pattern));
  events('put-targets', '--rule', 'to-the-audit', '--targets', JSON.stringify([{ Id: 'audit', ...targets[0] }]));
}
