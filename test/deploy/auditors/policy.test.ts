import type { AwsCall } from './aws-call';
import { isAllowed, type Statement } from './policy';

const TABLE = 'arn:aws:dynamodb:eu-central-1:111122223333:table/state';

const reading: Statement = {
  Effect: 'Allow',
  Action: ['dynamodb:GetItem', 's3:Get*'],
  Resource: [TABLE, 'arn:aws:s3:::logs/AWSLogs/*'],
};
const onOnePartition: Statement = {
  Effect: 'Allow',
  Action: 'dynamodb:GetItem',
  Resource: TABLE,
  Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['reconciliation', 'verification'] } },
};

function call(action: string, resource: string, ...partitions: readonly string[]): AwsCall {
  return { action, resource, context: partitions.length === 0 ? {} : { 'dynamodb:LeadingKeys': partitions } };
}

it.each([
  ['an action and a resource that it names', call('dynamodb:GetItem', TABLE), true],
  ['an action in other letters', call('DynamoDB:getitem', TABLE), true],
  ['what wildcards mean, across slashes', call('s3:GetObject', 'arn:aws:s3:::logs/AWSLogs/1/x.gz'), true],
  ['another action', call('dynamodb:PutItem', TABLE), false],
  ['another resource', call('dynamodb:GetItem', `${TABLE}/index/x`), false],
  ['a dot as a dot', call('s3:GetObject', 'arn:aws:s3:::logs-AWSLogs/x'), false],
])('judges %s', (_, asked, isRight) => {
  expect(isAllowed([reading], asked)).toBe(isRight);
});

it.each([
  ['all partitions that it names', ['reconciliation', 'verification'], true],
  ['one more', ['reconciliation', 'rebuild'], false],
  ['another one', ['rebuild'], false],
])('judges by the condition: %s', (_, partitions, isRight) => {
  expect(isAllowed([onOnePartition], call('dynamodb:GetItem', TABLE, ...partitions))).toBe(isRight);
});

it('denies what one statement denies, whatever the others allow', () => {
  const refusal: Statement = { Effect: 'Deny', Action: '*', Resource: `${TABLE}*` };
  expect(isAllowed([reading, refusal], call('dynamodb:GetItem', TABLE))).toBe(false);
  expect(isAllowed([reading, refusal], call('s3:GetObject', 'arn:aws:s3:::logs/AWSLogs/x'))).toBe(true);
});

it('refuses to judge what it does not know', () => {
  const odd = { ...reading, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } };
  expect(() => isAllowed([odd], call('dynamodb:GetItem', TABLE))).toThrow('the operator IpAddress');
  const excepting = { ...reading, NotAction: 's3:*' };
  expect(() => isAllowed([excepting], call('dynamodb:GetItem', TABLE))).toThrow('the element NotAction');
});
