import { ALERT_STATE_TABLE, DELIVERIES_TABLE, EVENTS_TABLE, TERMS_TABLE } from '../../../lib/contract/tables';

/** A call as IAM judges it. */
export interface AwsCall {
  /** `service:Operation`. */
  readonly action: string;
  /** The ARN of what it is on, or `*` where the action knows no resources. */
  readonly resource: string;
  /** The values of the context keys that the service sets: here `dynamodb:LeadingKeys` alone. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** A request over HTTP to AWS, with its headers in small letters. */
export interface AwsRequest {
  readonly method: string;
  /** The path with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Where the calls go that a request makes. */
export interface Whereabouts {
  readonly account: string;
  /** ARNs of stacks by their names. */
  readonly stacks: Readonly<Record<string, string>>;
}

const TABLES = [EVENTS_TABLE, TERMS_TABLE, DELIVERIES_TABLE, ALERT_STATE_TABLE];
const PARTITION_KEYS: readonly string[] = TABLES.flatMap((table) => [
  table.partitionKey,
  ...table.indexes.map(({ partitionKey }) => partitionKey),
]);

/** The calls that IAM judges for a request: one, or one a table. Throws for a request that nobody has taught it yet. */
export function callsOf(request: AwsRequest, where: Whereabouts): readonly AwsCall[] {
  const [, , region = '', service = ''] =
    /Credential=([^,]+)/.exec(header(request, 'authorization'))?.[1]?.split('/') ?? [];
  const arn = `arn:aws:${service}:${region}:${where.account}`;
  switch (service) {
    case 'dynamodb':
      return tableCalls(operationOf(request), JSON.parse(request.body), arn);
    case 'sqs':
      return [plain(`sqs:${operationOf(request)}`, `${arn}:${queueOf(request)}`)];
    case 'cloudtrail':
      return [plain(`cloudtrail:${operationOf(request)}`, '*')];
    case 'cloudformation':
      return [stackCall(new URLSearchParams(request.body), where.stacks)];
    case 's3':
      return [objectCall(request)];
    case 'sts':
      return callerCalls(new URLSearchParams(request.body));
    default:
      throw new Error(`nothing is known of calls to the service '${service}': ${request.method} ${request.path}`);
  }
}

function plain(action: string, resource: string): AwsCall {
  return { action, resource, context: {} };
}

function header({ headers }: AwsRequest, name: string): string {
  return String(headers[name] ?? '');
}

/** The operation in the header of the protocols that write JSON, such as `DynamoDB_20120810.Query`. */
function operationOf(request: AwsRequest): string {
  const [operation = ''] = header(request, 'x-amz-target').split('.').slice(-1);
  if (operation === '') throw new Error(`no operation in the headers of ${request.method} ${request.path}`);
  return operation;
}

function queueOf({ body }: AwsRequest): string {
  const [name = ''] = String(JSON.parse(body).QueueUrl).split('/').slice(-1);
  return name;
}

function stackCall(form: URLSearchParams, stacks: Whereabouts['stacks']): AwsCall {
  const name = form.get('StackName') ?? '';
  return plain(`cloudformation:${form.get('Action')}`, stacks[name] ?? `no stack ${name}`);
}

/** Whoever calls may ask who that is: no policy allows or denies it (STS API reference, GetCallerIdentity). */
function callerCalls(form: URLSearchParams): readonly AwsCall[] {
  const operation = form.get('Action');
  if (operation !== 'GetCallerIdentity') throw new Error(`nothing is known of sts:${operation}`);
  return [];
}

/** A call on a bucket or on an object, addressed by a path: `/BUCKET?list-type=2` or `/BUCKET/KEY`. */
function objectCall({ method, path }: AwsRequest): AwsCall {
  const { pathname, searchParams } = new URL(path, 'http://s3');
  const [, bucket = '', key = ''] = /^\/([^/]+)\/?(.*)$/s.exec(pathname) ?? [];
  const resource = `arn:aws:s3:::${bucket}${key === '' ? '' : `/${decodeURIComponent(key)}`}`;
  if (method !== 'GET' && method !== 'HEAD') throw new Error(`a call that changes something: ${method} ${path}`);
  if (key === '') return plain('s3:ListBucket', resource);
  return plain(searchParams.has('versionId') ? 's3:GetObjectVersion' : 's3:GetObject', resource);
}

/** A key or a value of DynamoDB's, such as `{ S: 'x' }`. All partitions are texts. */
type Attributes = Readonly<Record<string, { readonly S?: string }>>;

/** The parts of requests to DynamoDB that IAM looks at. */
interface TableRequest {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly Key?: Attributes;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Attributes;
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Attributes[] }>>;
}

function tableCalls(operation: string, request: TableRequest, arn: string): readonly AwsCall[] {
  const call = (table: string, partitions: readonly string[] | undefined): AwsCall => ({
    action: `dynamodb:${operation}`,
    resource: `${arn}:table/${table}`,
    context: partitions ? { 'dynamodb:LeadingKeys': partitions } : {},
  });
  const { TableName = '', IndexName, RequestItems } = request;
  if (RequestItems) return Object.entries(RequestItems).map(([table, { Keys }]) => call(table, Keys.map(partitionOf)));
  switch (operation) {
    case 'DescribeTable':
      return [call(TableName, undefined)];
    case 'GetItem':
      return [call(TableName, [partitionOf(request.Key ?? {})])];
    case 'Query':
      return [
        call(IndexName === undefined ? TableName : `${TableName}/index/${IndexName}`, [queriedPartition(request)]),
      ];
    default:
      throw new Error(`nothing is known of the keys in dynamodb:${operation}`);
  }
}

function partitionOf(key: Attributes): string {
  const [partition] = Object.entries(key).flatMap(([name, { S }]) => (PARTITION_KEYS.includes(name) ? [S] : []));
  if (partition === undefined) throw new Error(`no partition in the key ${JSON.stringify(key)}`);
  return partition;
}

/** The one partition that a query is of: its condition sets the partition's key equal to a value. */
function queriedPartition(request: TableRequest): string {
  const { KeyConditionExpression = '', ExpressionAttributeNames: names = {} } = request;
  for (const [, name = '', value = ''] of KeyConditionExpression.matchAll(/([#\w]+)\s*=\s*(:\w+)/g)) {
    const partition = request.ExpressionAttributeValues?.[value]?.S;
    if (partition !== undefined && PARTITION_KEYS.includes(names[name] ?? name)) return partition;
  }
  throw new Error(`no partition in the condition '${KeyConditionExpression}'`);
}
