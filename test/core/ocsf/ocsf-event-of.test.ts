import { ocsfEventOf } from '../../../lib/core/ocsf/ocsf-event-of';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';

const EVENT: StoredEvent = {
  ref: 'PutParameter/2026-03-04T15:03:01Z#c187a84e-0000-4000-8000-000000000000',
  eventName: 'PutParameter',
  eventTime: '2026-03-04T15:03:01Z',
  eventID: 'c187a84e-0000-4000-8000-000000000000',
  eventSource: 'ssm.amazonaws.com',
  userIdentityArn: 'arn:aws:sts::111122223333:assumed-role/Deployer/mateo',
  principalSource: 'arn',
  roleArn: 'arn:aws:iam::111122223333:role/Deployer',
  actor: 'mateo',
  actorSource: 'sessionName',
  accessKeyId: 'ASIAEXAMPLE',
  awsRegion: 'eu-central-1',
  recipientAccountId: '111122223333',
  sourceIPAddress: '198.51.100.7',
  userAgent: 'aws-cli/2.15',
  errorCode: 'AccessDenied',
  outcome: 'denied',
  readOnly: false,
  resources: [{ id: '/app/key', kind: 'parameter', relation: 'changes', account: '999900001111', region: 'us-east-1' }],
  origin: 'delivery',
  logFile: 's3://logs/a.json.gz',
};

const RECORD = {
  eventVersion: '1.09',
  eventTime: '2026-03-04T15:03:01Z',
  eventCategory: 'Management',
  eventType: 'AwsApiCall',
  requestID: 'request-1',
  errorMessage: 'not authorized',
  requestParameters: { name: '/app/key', value: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
  responseElements: null,
  vpcEndpointId: 'vpce-0a1b',
  userIdentity: {
    type: 'AssumedRole',
    accountId: '111122223333',
    invokedBy: 'cloudformation.amazonaws.com',
    sessionContext: {
      sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/Deployer' },
      attributes: { mfaAuthenticated: 'true', creationDate: '2026-03-04T14:00:00Z' },
    },
  },
  tlsDetails: { tlsVersion: 'TLSv1.3' },
};

it('has each field at its place', () => {
  expect(ocsfEventOf(EVENT, RECORD, { recordSha256: 'ab' })).toEqual({
    category_uid: 6,
    category_name: 'Application Activity',
    class_uid: 6003,
    class_name: 'API Activity',
    activity_id: 3,
    activity_name: 'Update',
    type_uid: 600303,
    type_name: 'API Activity: Update',
    severity_id: 1,
    severity: 'Informational',
    status_id: 2,
    status: 'Failure',
    status_code: 'AccessDenied',
    time: Date.parse('2026-03-04T15:03:01Z'),
    time_dt: '2026-03-04T15:03:01.000Z',
    metadata: {
      version: '1.6.0',
      uid: EVENT.eventID,
      profiles: ['cloud', 'datetime'],
      product: { name: 'CloudTrail', vendor_name: 'AWS', version: '1.09', feature: { name: 'Management' } },
      log_provider: 'AWS',
      event_code: 'AwsApiCall',
      original_time: '2026-03-04T15:03:01Z',
    },
    cloud: {
      provider: 'AWS',
      region: 'eu-central-1',
      account: { uid: '111122223333', type_id: 10, type: 'AWS Account' },
    },
    api: {
      operation: 'PutParameter',
      service: { name: 'ssm.amazonaws.com' },
      request: { uid: 'request-1', data: RECORD.requestParameters },
      response: { error: 'AccessDenied', message: 'not authorized' },
    },
    actor: {
      user: {
        uid: EVENT.userIdentityArn,
        name: 'mateo',
        type_id: 99,
        type: 'AssumedRole',
        credential_uid: 'ASIAEXAMPLE',
        account: { uid: '111122223333', type_id: 10, type: 'AWS Account' },
      },
      session: {
        issuer: EVENT.roleArn,
        is_mfa: true,
        created_time: Date.parse('2026-03-04T14:00:00Z'),
        created_time_dt: '2026-03-04T14:00:00.000Z',
      },
      invoked_by: 'cloudformation.amazonaws.com',
    },
    src_endpoint: { ip: '198.51.100.7', uid: 'vpce-0a1b' },
    dst_endpoint: { svc_name: 'ssm.amazonaws.com' },
    http_request: { user_agent: 'aws-cli/2.15' },
    resources: [
      {
        uid: '/app/key',
        type: 'parameter',
        labels: ['relation:changes'],
        region: 'us-east-1',
        owner: { account: { uid: '999900001111', type_id: 10, type: 'AWS Account' } },
      },
    ],
    unmapped: {
      userIdentity: RECORD.userIdentity,
      tlsDetails: RECORD.tlsDetails,
      ssmAudit: {
        ref: EVENT.ref,
        outcome: 'denied',
        readOnly: false,
        principalSource: 'arn',
        actorSource: 'sessionName',
        roleArn: EVENT.roleArn,
        origin: 'delivery',
        logFile: EVENT.logFile,
        recordSha256: 'ab',
      },
    },
  });
});

it('names a call that is none of OCSF’s activities', () => {
  const { errorCode: _, resources: __, ...event } = EVENT;
  expect(ocsfEventOf({ ...event, eventName: 'AcknowledgePage', outcome: 'success' }, undefined)).toMatchObject({
    activity_id: 99,
    activity_name: 'AcknowledgePage',
    type_uid: 600399,
    type_name: 'API Activity: Other',
    status_id: 1,
    api: { request: { uid: EVENT.eventID } },
  });
});

it('has no form for a record without a name or a time', () => {
  const { eventName: _, ...nameless } = EVENT;
  const { eventTime: __, ...timeless } = EVENT;
  expect([ocsfEventOf(nameless, RECORD), ocsfEventOf(timeless, RECORD)]).toEqual([undefined, undefined]);
});
