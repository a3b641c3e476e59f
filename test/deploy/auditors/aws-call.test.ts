import { type AwsRequest, callsOf } from './aws-call';

const STACK_ID = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/audit/1';
const WHERE = { account: '111122223333', stacks: { audit: STACK_ID } };
const TABLE = 'arn:aws:dynamodb:eu-central-1:111122223333:table';

function request(service: string, over: Partial<AwsRequest>, operation = ''): AwsRequest {
  const authorization = `AWS4-HMAC-SHA256 Credential=key/20260304/eu-central-1/${service}/aws4_request, SignedHeaders=host`;
  const headers = { authorization, ...(operation !== '' && { 'x-amz-target': operation }) };
  return { method: 'POST', path: '/', body: '', headers, ...over };
}

function dynamo(operation: string, body: object): AwsRequest {
  return request('dynamodb', { body: JSON.stringify(body) }, `DynamoDB_20120810.${operation}`);
}

/** What a request is judged as: an action, a resource, and partitions, a line each. */
function judged(asked: AwsRequest): readonly string[] {
  return callsOf(asked, WHERE).map(({ action, resource, context }) =>
    [action, resource, ...(context['dynamodb:LeadingKeys'] ?? [])].join(' '),
  );
}

it.each([
  [
    'a query, with its partition behind a name',
    dynamo('Query', {
      TableName: 'Events',
      KeyConditionExpression: '#p = :p AND #s BETWEEN :a AND :b',
      ExpressionAttributeNames: { '#p': 'eventName', '#s': 'eventTimeId' },
      ExpressionAttributeValues: { ':p': { S: 'GetParameter' }, ':a': { S: 'a' }, ':b': { S: 'b' } },
    }),
    [`dynamodb:Query ${TABLE}/Events GetParameter`],
  ],
  [
    'a query of an index',
    dynamo('Query', {
      TableName: 'Events',
      IndexName: 'byPrincipal',
      KeyConditionExpression: 'userIdentityArn = :who',
      ExpressionAttributeValues: { ':who': { S: 'arn:x' } },
    }),
    [`dynamodb:Query ${TABLE}/Events/index/byPrincipal arn:x`],
  ],
  [
    'a look-up',
    dynamo('GetItem', { TableName: 'State', Key: { matchGroup: { S: 'verification' }, entryKey: { S: 'x' } } }),
    [`dynamodb:GetItem ${TABLE}/State verification`],
  ],
  [
    'look-ups in two tables',
    dynamo('BatchGetItem', {
      RequestItems: {
        Events: { Keys: [{ eventName: { S: 'A' } }, { eventName: { S: 'B' } }] },
        Terms: { Keys: [{ term: { S: 'actor=x' } }] },
      },
    }),
    [`dynamodb:BatchGetItem ${TABLE}/Events A B`, `dynamodb:BatchGetItem ${TABLE}/Terms actor=x`],
  ],
  [
    'a list of a bucket',
    request('s3', { method: 'GET', path: '/logs?list-type=2&prefix=AWSLogs%2F' }),
    ['s3:ListBucket arn:aws:s3:::logs'],
  ],
  [
    'an object, and a version of one',
    request('s3', { method: 'GET', path: '/logs/AWSLogs/a%20b?versionId=1' }),
    ['s3:GetObjectVersion arn:aws:s3:::logs/AWSLogs/a b'],
  ],
  [
    'the length of a queue',
    request('sqs', { body: '{"QueueUrl":"http://127.0.0.1/111122223333/work"}' }, 'AmazonSQS.GetQueueAttributes'),
    ['sqs:GetQueueAttributes arn:aws:sqs:eu-central-1:111122223333:work'],
  ],
  [
    'the outputs of a stack',
    request('cloudformation', { body: 'Action=DescribeStacks&StackName=audit' }),
    [`cloudformation:DescribeStacks ${STACK_ID}`],
  ],
  ['who calls, which anybody may ask', request('sts', { body: 'Action=GetCallerIdentity' }), []],
])('judges %s', (_, asked, calls) => {
  expect(judged(asked)).toEqual(calls);
});

it.each([
  ['a service that nobody taught it', request('kms', {}), "the service 'kms'"],
  ['another role', request('sts', { body: 'Action=AssumeRole' }), 'sts:AssumeRole'],
  ['a change of an object', request('s3', { method: 'PUT', path: '/logs/x' }), 'changes something'],
  ['another call on a table', dynamo('PutItem', { TableName: 'Events' }), 'dynamodb:PutItem'],
  ['a key without a partition', dynamo('GetItem', { TableName: 'Events', Key: { other: { S: 'x' } } }), 'no partition'],
])('refuses to judge %s', (_, asked, why) => {
  expect(() => judged(asked)).toThrow(why);
});
