import { REBUILD_GROUP } from '../../../lib/contract/tables';
import type { DeployedStack } from '../deployed-stack';
import { ACCOUNT, type Emulator, REGION } from '../emulator';
import type { Step } from '../life';
import { type AwsCall, type AwsRequest, callsOf } from './aws-call';
import { isAllowed, type Statement } from './policy';

/** What only the larger policy allows: the content of log files and of digests, and the keys that prove them. */
const OF_LOG_FILES = ['s3:GetObject', 's3:GetObjectVersion', 'cloudtrail:ListPublicKeys'];

/** What docs/operations.md has a person do by hand: find the ARN of a table, and read an earlier version of a log file. */
const BY_HAND = ['dynamodb:DescribeTable', 's3:GetObjectVersion'];

/** Whether the stack's policies for auditors are right for the requests that the explorer made. */
export function judged(requests: readonly AwsRequest[], emulator: Emulator, stack: DeployedStack): readonly Step[] {
  const stacks = { [stack.name]: stack.stackId };
  const calls = distinct(requests.flatMap((request) => callsOf(request, { account: ACCOUNT, stacks })));
  const whole = policyIn(emulator, stack.output('AuditorPolicyArn'));
  const rowsOnly = policyIn(emulator, stack.output('AuditorPolicyWithoutLogFilesArn'));
  const others = calls.filter(({ action }) => !OF_LOG_FILES.includes(action));
  const ofLogFiles = calls.filter(({ action }) => OF_LOG_FILES.includes(action));
  return [
    allows('`AuditorPolicyArn` allows each call that the explorer made', whole, calls),
    allows('`AuditorPolicyWithoutLogFilesArn` allows each but those of verification', rowsOnly, others),
    denies('which it denies', rowsOnly, ofLogFiles),
    leaves(whole, calls),
    denies('both deny what no auditor needs', [...whole, ...rowsOnly], needless(stack)),
  ];
}

/** The statements of a managed policy, as it was deployed. */
function policyIn(emulator: Emulator, arn: string): readonly Statement[] {
  const iam = (...args: readonly string[]) =>
    JSON.parse(emulator.aws(['iam', ...args, '--policy-arn', arn, '--output', 'json']));
  const version = iam('get-policy').Policy.DefaultVersionId;
  const document = iam('get-policy-version', '--version-id', version).PolicyVersion.Document;
  return document.Statement;
}

/** Each call once: most are made again and again. */
function distinct(calls: readonly AwsCall[]): readonly AwsCall[] {
  return [...new Map(calls.map((call) => [JSON.stringify(call), call])).values()];
}

function allows(what: string, policy: readonly Statement[], calls: readonly AwsCall[]): Step {
  const denied = calls.filter((call) => !isAllowed(policy, call));
  return {
    what,
    saw: denied.length === 0 ? counted(calls) : `denied: ${listed(denied)}`,
    isRight: isSome(calls, denied),
  };
}

function denies(what: string, policy: readonly Statement[], calls: readonly AwsCall[]): Step {
  const allowed = calls.filter((call) => isAllowed(policy, call));
  const saw = allowed.length === 0 ? counted(calls) : `allowed: ${listed(allowed)}`;
  return { what, saw, isRight: isSome(calls, allowed) };
}

/** A call that went past the proxy would be one that nobody judged: each action that is allowed was seen, or is made by hand. */
function leaves(policy: readonly Statement[], calls: readonly AwsCall[]): Step {
  const made = calls.map(({ action }) => action);
  const unused = [...new Set(policy.flatMap(({ Action }) => [Action].flat()))].filter((each) => !made.includes(each));
  const what =
    'the explorer makes each call that `AuditorPolicyArn` allows, but those that operations.md has made by hand';
  return { what, saw: `not made: ${unused.join(', ')}`, isRight: unused.sort().join() === BY_HAND.join() };
}

function isSome(calls: readonly AwsCall[], wrong: readonly AwsCall[]): boolean {
  return calls.length > 0 && wrong.length === 0;
}

function counted(calls: readonly AwsCall[]): string {
  const actions = [...new Set(calls.map(({ action }) => `\`${action}\``))].sort();
  return `${calls.length} different calls: ${actions.join(', ')}`;
}

function listed(calls: readonly AwsCall[]): string {
  return calls.map(({ action, resource, context }) => `${action} ${resource} ${JSON.stringify(context)}`).join('; ');
}

/** Calls that change something, or read what is not about the audit. */
function needless(stack: DeployedStack): readonly AwsCall[] {
  const table = (output: string) => `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${stack.output(output)}`;
  const tables = ['EventsTableName', 'TermsTableName', 'DeliveriesTableName', 'AlertStateTableName'].map(table);
  const bucket = `arn:aws:s3:::${stack.output('LogBucketName')}`;
  const queue = `arn:aws:sqs:${REGION}:${ACCOUNT}:${stack.output('DeliveryQueueUrl').split('/').at(-1)}`;
  const context = { 'dynamodb:LeadingKeys': [REBUILD_GROUP] };
  return [
    ...tables.flatMap((resource) => onEach(TABLE_CHANGES, resource)),
    ...onEach(['dynamodb:Query', 'dynamodb:BatchGetItem'], table('AlertStateTableName')),
    { action: 'dynamodb:GetItem', resource: table('AlertStateTableName'), context },
    ...onEach(['s3:DeleteObject', 's3:PutObject'], `${bucket}/${stack.prefix}AWSLogs/x`),
    ...onEach(['s3:GetObject'], `${bucket}/elsewhere/x`),
    ...onEach(['s3:ListBucket'], 'arn:aws:s3:::another-bucket'),
    ...onEach(['sqs:DeleteMessage', 'sqs:PurgeQueue', 'sqs:ReceiveMessage', 'sqs:SendMessage'], queue),
    ...onEach(['lambda:InvokeFunction'], stack.output('RebuildFunctionArn')),
    ...onEach(['cloudformation:DeleteStack', 'cloudformation:GetTemplate'], stack.stackId),
    ...onEach(['cloudformation:DescribeStacks'], stack.stackId.replace(`/${stack.name}/`, '/another/')),
  ];
}

const TABLE_CHANGES = ['BatchWriteItem', 'DeleteItem', 'PutItem', 'Scan', 'UpdateItem'].map(
  (operation) => `dynamodb:${operation}`,
);

function onEach(actions: readonly string[], resource: string): readonly AwsCall[] {
  return actions.map((action) => ({ action, resource, context: {} }));
}
