import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../lib/core/record/json';

let records = 0;
let files = 0;

/** A record of Systems Manager as CloudTrail writes it, with an `eventID` of its own; `overrides` replace or add members. */
export function ssmRecord(overrides: JsonObject = {}): JsonObject {
  records += 1;
  return {
    eventVersion: '1.08',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE',
      arn: 'arn:aws:iam::111122223333:user/alice',
      accountId: '111122223333',
      userName: 'alice',
    },
    eventTime: '2024-03-01T10:00:00Z',
    eventSource: 'ssm.amazonaws.com',
    eventName: 'DeleteDocument',
    awsRegion: 'us-east-2',
    sourceIPAddress: '203.0.113.7',
    userAgent: 'aws-cli/2.15.0',
    requestParameters: { name: 'example-Document' },
    responseElements: null,
    requestID: 'request',
    eventID: `event-${records}`,
    readOnly: false,
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
    ...overrides,
  };
}

/** `count` records that differ by their `eventID`. */
export function ssmRecords(count: number, overrides: JsonObject = {}): readonly JsonObject[] {
  return Array.from({ length: count }, () => ssmRecord(overrides));
}

/** What the agent of a node sends every five minutes, which is its own traffic. */
export function heartbeatRecord(overrides: JsonObject = {}, node = 'mi-0c3563a41707f02c5'): JsonObject {
  return ssmRecord({
    eventName: 'UpdateInstanceInformation',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLE:${node}`,
      arn: `arn:aws:sts::111122223333:assumed-role/hybrid-node-role/${node}`,
      accountId: '111122223333',
      sessionContext: {
        sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/service-role/hybrid-node-role' },
      },
    },
    userAgent: 'aws-sdk-go/1.55.5 (go1.23.4; linux; amd64) amazon-ssm-agent/3.3.3050.0',
    requestParameters: { instanceId: node, agentVersion: '3.3.3050.0', platformName: 'Amazon Linux' },
    ...overrides,
  });
}

/** A KMS call on a parameter, which is kept as related. */
export function kmsRecord(overrides: JsonObject = {}): JsonObject {
  const arn = 'arn:aws:ssm:us-east-2:111122223333:parameter/db';
  return ssmRecord({
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    requestParameters: { encryptionContext: { PARAMETER_ARN: arn } },
    ...overrides,
  });
}

/** The content of a log file, compressed as CloudTrail does. */
export function logFile(content: readonly JsonObject[]): Buffer {
  return gzipSync(JSON.stringify({ Records: content }));
}

/** The key of a log file that no other test has, delivered at `stamp`. */
export function logKey(stamp = '20240301T1005Z'): string {
  files += 1;
  const unique = String(files).padStart(16, '0');
  return `AWSLogs/111122223333/CloudTrail/us-east-2/2024/03/01/111122223333_CloudTrail_us-east-2_${stamp}_${unique}.json.gz`;
}
