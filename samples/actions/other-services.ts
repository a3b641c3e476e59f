import type { JsonObject } from '../../lib/core/record/json';
import { administrator, application, DEVELOPER, developer, pipeline } from '../callers';
import { arnOf, globalArnOf, type Place } from '../place';
import type { SampleCall } from '../sample-call';
import { HOUR_MS, isoTime } from '../sample-time';
import { type Activity, type Scene, sessionIdIn, uuidIn } from '../scene';
import { awsServiceCalling, ownEventsOf, samlSignIn, webIdentitySignIn } from '../service-callers';

const BUCKET = 'example-orders-exports';

/**
 * What the rest of an account does, most of what a log file holds: none of it is Systems Manager's, though some of it
 * has the same names (Athena's `StartSession`). No KMS call here is about a parameter.
 */
export const OTHER_ACTIVITIES: readonly Activity[] = [
  { by: application, call: ({ place }) => describeTable(place) },
  { by: developer, call: () => plain('s3', 'ListBuckets', { Host: 's3.amazonaws.com' }) },
  { by: application, call: ({ place }) => bucketCall(place, 'GetBucketAcl', { acl: '' }) },
  { by: pipeline, call: ({ place }) => bucketCall(place, 'PutBucketPolicy', { policy: '' }) },
  {
    by: developer,
    call: ({ instanceId }) => plain('ec2', 'DescribeInstances', { instancesSet: itemsOf({ instanceId }) }),
  },
  { by: administrator, call: (scene) => stopInstances(scene) },
  { by: pipeline, call: () => unauthorizedRunInstances() },
  { by: awsServiceCalling('ec2.amazonaws.com'), call: (scene) => assumeRole(scene) },
  { by: developer, call: () => ({ ...plain('sts', 'GetCallerIdentity', null), readOnly: true }) },
  { by: samlSignIn, call: (scene) => federatedAssumeRole(scene, 'AssumeRoleWithSAML') },
  { by: webIdentitySignIn, call: (scene) => federatedAssumeRole(scene, 'AssumeRoleWithWebIdentity') },
  { by: application, call: ({ place }) => onKey(place, 'Decrypt', secretContext(place)) },
  { by: awsServiceCalling('s3.amazonaws.com'), call: ({ place }) => onKey(place, 'GenerateDataKey', bucketContext()) },
  { by: pipeline, call: ({ place }) => updateFunctionCode(place) },
  { by: developer, call: () => plain('lambda', 'ListFunctions20150331', { maxItems: 50 }) },
  { by: developer, call: (scene) => startAthenaSession(scene) },
  { by: application, call: () => plain('logs', 'CreateLogStream', { logGroupName: '/orders', logStreamName: 'web' }) },
  { by: developer, call: () => plain('rds', 'DescribeDBInstances', { maxRecords: 100 }) },
  { by: developer, call: (scene) => executeCommandInContainer(scene) },
  { by: ownEventsOf('ec2.amazonaws.com'), call: (scene) => sharedSnapshotVolume(scene) },
  { by: developer, call: () => plain('cloudformation', 'DescribeStacks', { stackName: 'orders' }) },
];

/** What only us-east-1 records: IAM and sign-ins are global services. */
export const GLOBAL_ACTIVITIES: readonly Activity[] = [
  { by: administrator, call: () => consoleLogin() },
  { by: developer, call: () => plain('iam', 'ListRoles', { maxItems: 100 }) },
  { by: developer, call: () => plain('iam', 'GetUser', { userName: DEVELOPER }) },
  { by: pipeline, call: ({ place }) => attachRolePolicy(place) },
];

function describeTable(place: Place): SampleCall {
  const resource = {
    accountId: place.accountId,
    type: 'AWS::DynamoDB::Table',
    ARN: arnOf(place, 'dynamodb', 'table/orders'),
  };
  return { ...plain('dynamodb', 'DescribeTable', { tableName: 'orders' }), resources: [resource] };
}

function bucketCall(place: Place, eventName: string, asked: JsonObject): SampleCall {
  const Host = `${BUCKET}.s3.${place.region}.amazonaws.com`;
  return {
    ...plain('s3', eventName, { bucketName: BUCKET, Host, ...asked }),
    additionalEventData: { SignatureVersion: 'SigV4', CipherSuite: 'TLS_AES_128_GCM_SHA256', bytesTransferredIn: 0 },
    resources: [{ accountId: place.accountId, type: 'AWS::S3::Bucket', ARN: `arn:${place.partition}:s3:::${BUCKET}` }],
  };
}

function stopInstances({ instanceId }: Scene): SampleCall {
  const currentState = { code: 64, name: 'stopping' };
  const stopped = { instanceId, currentState, previousState: { code: 16, name: 'running' } };
  return {
    ...plain('ec2', 'StopInstances', { instancesSet: itemsOf({ instanceId }), force: false }),
    responseElements: { instancesSet: itemsOf(stopped) },
  };
}

/** EC2 keeps the request of a denied call, and says why in an encoded message. */
function unauthorizedRunInstances(): SampleCall {
  return {
    ...plain('ec2', 'RunInstances', { instanceType: 'p5.48xlarge', minCount: 1, maxCount: 1 }),
    errorCode: 'Client.UnauthorizedOperation',
    errorMessage: 'You are not authorized to perform this operation. Encoded authorization failure message: EXAMPLE',
  };
}

function assumeRole(scene: Scene): SampleCall {
  const roleArn = globalArnOf(scene.place, 'iam', 'role/web-server-role');
  const request = { roleArn, roleSessionName: scene.instanceId };
  return { ...plain('sts', 'AssumeRole', request), readOnly: true, responseElements: temporaryCredentials(scene) };
}

function federatedAssumeRole(scene: Scene, eventName: string): SampleCall {
  const request = { roleArn: globalArnOf(scene.place, 'iam', 'role/federated-operator'), durationSeconds: 3600 };
  return { ...plain('sts', eventName, request), readOnly: true, responseElements: temporaryCredentials(scene) };
}

function temporaryCredentials({ at }: Scene): JsonObject {
  const expiration = isoTime(at + HOUR_MS);
  return { credentials: { accessKeyId: 'ASIATEMPORARYEXAMPLE', sessionToken: 'EXAMPLEsessionToken', expiration } };
}

function onKey(place: Place, eventName: string, encryptionContext: JsonObject): SampleCall {
  const key = arnOf(place, 'kms', 'key/1234abcd-12ab-34cd-56ef-1234567890ab');
  return {
    ...plain('kms', eventName, { encryptionContext, keyId: key }),
    readOnly: true,
    resources: [{ accountId: place.accountId, type: 'AWS::KMS::Key', ARN: key }],
  };
}

function secretContext(place: Place): JsonObject {
  return { SecretARN: arnOf(place, 'secretsmanager', 'secret:orders/db-EXAMPLE') };
}

function bucketContext(): JsonObject {
  return { 'aws:s3:arn': `arn:aws:s3:::${BUCKET}` };
}

function updateFunctionCode(place: Place): SampleCall {
  const functionName = arnOf(place, 'lambda', 'function:orders');
  return {
    ...plain('lambda', 'UpdateFunctionCode20150331v2', { functionName, publish: true, dryRun: false }),
    responseElements: { functionName: 'orders', runtime: 'nodejs24.x', version: '42' },
  };
}

/** The same `eventName` as Session Manager's: only the event source tells them apart. */
function startAthenaSession(scene: Scene): SampleCall {
  return {
    ...plain('athena', 'StartSession', { workGroup: 'analysts', engineConfiguration: { maxConcurrentDpus: 4 } }),
    responseElements: { sessionId: uuidIn(scene, 'athena'), state: 'CREATING' },
  };
}

/** A shell in a container: ECS opens the Session Manager session itself. */
function executeCommandInContainer(scene: Scene): SampleCall {
  return {
    ...plain('ecs', 'ExecuteCommand', { cluster: 'orders', task: uuidIn(scene, 'task'), interactive: true }),
    responseElements: { session: { sessionId: sessionIdIn(scene, 'ecs-execute-command') } },
  };
}

function sharedSnapshotVolume(scene: Scene): SampleCall {
  return {
    ...plain('ec2', 'SharedSnapshotVolumeCreated', null),
    eventType: 'AwsServiceEvent',
    sharedEventID: uuidIn(scene, 'snapshot'),
    serviceEventDetails: { snapshotId: 'snap-0123456789abcdef0' },
  };
}

function consoleLogin(): SampleCall {
  return {
    ...plain('signin', 'ConsoleLogin', null),
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MobileVersion: 'No', MFAUsed: 'No' },
  };
}

function attachRolePolicy(place: Place): SampleCall {
  const policyArn = `arn:${place.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore`;
  return plain('iam', 'AttachRolePolicy', { roleName: 'web-server-role', policyArn });
}

function itemsOf(item: JsonObject): JsonObject {
  return { items: [item] };
}

function plain(service: string, eventName: string, requestParameters: JsonObject | null): SampleCall {
  return { service, eventName, requestParameters };
}
