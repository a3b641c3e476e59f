import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../../lib/core/record/json';
import { generatedCorpus } from '../../samples/generated-corpus';
import type { SampleLogFile } from '../../samples/log-file';
import { ACCOUNT, REGION } from './emulator';

/** How long ago the records of a fresh file happened. */
const AGE_MS = 30 * 60_000;

/** One log file. */
export interface LogFile {
  readonly key: string;
  readonly body: Buffer;
  /** How many of its records are of Systems Manager. */
  readonly events: number;
}

let files = 0;

/** A log file, of half an hour ago unless said, with a document that is deleted and one that is shared with everybody. */
export function freshLogFile(prefix: string, at?: Date): LogFile {
  const sample = freshSample(REGION, at);
  return { key: `${prefix}${sample.key}`, body: gzipSync(sample.body), events: sample.records.length };
}

/** The same as text, to be signed. */
export function freshSample(region = REGION, of = new Date(Date.now() - AGE_MS)): SampleLogFile {
  files += 1;
  const at = new Date(of.getTime() + files * 1000);
  const [sample] = generatedCorpus({
    seed: files + Math.floor(at.getTime() / 1000),
    files: 1,
    recordsPerFile: 20,
    systemsManagerShare: 1,
    from: at.toISOString(),
    accounts: [ACCOUNT],
    regions: [region],
  });
  if (!sample) throw new Error('no sample was made');
  const records = [...sample.records, ...documentCalls(at, region)];
  return { key: sample.key, records, body: JSON.stringify({ Records: records }) };
}

/** What rules alert on: at level `medium`, and at level `high`. No other file has the same calls. */
function documentCalls(at: Date, awsRegion: string) {
  const name = `runbook-${files}`;
  const shared = { name, permissionType: 'Share', accountIdsToAdd: ['all'], sharedDocumentVersion: '$DEFAULT' };
  return [
    documentCall(at, awsRegion, 'DeleteDocument', { name }),
    documentCall(at, awsRegion, 'ModifyDocumentPermission', shared),
  ];
}

function documentCall(at: Date, awsRegion: string, eventName: string, requestParameters: JsonObject) {
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/mateo`, accountId: ACCOUNT, userName: 'mateo' },
    eventTime: `${at.toISOString().slice(0, 19)}Z`,
    eventSource: 'ssm.amazonaws.com',
    eventName,
    awsRegion,
    sourceIPAddress: '203.0.113.20',
    userAgent: 'aws-cli/2.31.9',
    requestParameters,
    responseElements: null,
    requestID: randomUUID(),
    eventID: randomUUID(),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
  };
}
