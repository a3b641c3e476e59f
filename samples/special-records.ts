import { deleteDocument, getDocument } from './actions/documents';
import { getParameter, getParametersByPath, kmsDecrypt, throughParameterStore } from './actions/parameters';
import { application, network, OFFICE_ADDRESS, pipeline } from './callers';
import { assumedRole, foreignAccount } from './identities';
import { arnOf, type Place, parameterArn, placeOf, resourceOf } from './place';
import type { Caller, Happening, SampleCall } from './sample-call';
import { sceneAt } from './scene';
import { momentOf, scripted } from './script';

/** The deletion that the first run asks for: who deleted `example-Document`? */
export const DOCUMENT_DELETION = {
  accountId: '111122223333',
  region: 'us-east-2',
  day: '2018-03-06',
  time: '20:30:12',
  documentName: 'example-Document',
  roleName: 'operations-engineer',
  sessionName: 'carlos.salazar',
} as const;

/** A parameter of one account, read by another: both accounts get a record, tied by its `sharedEventID`. */
export const SHARED_PARAMETER_READ = {
  ownerAccountId: '111122223333',
  readerAccountId: '777788889999',
  region: 'us-east-1',
  sharedEventID: '6d1c2b3a-4f5e-4a6b-9c7d-8e9fa0b1c2d3',
  parameterName: '/shared/licence-key',
} as const;

/** A record that CloudTrail corrected later by a second one, which points back at the first. */
export const CORRECTED_RECORD = {
  accountId: '777788889999',
  region: 'eu-west-1',
  originalEventID: '2b7e1516-28ae-4d2a-abf7-158809cf4f3c',
  originalRequestID: '3ad77bb4-0d7a-4660-a89e-caf32466ef97',
} as const;

/** What 2018 wrote: `eventVersion` 1.05, without the fields that came later. */
export function documentDeletion(): readonly Happening[] {
  const { accountId, region, day, time, documentName } = DOCUMENT_DELETION;
  const place = placeOf(accountId, region);
  const engineer = engineerOf2018(place);
  const describeInstances = { service: 'ec2', eventName: 'DescribeInstances', requestParameters: { filterSet: {} } };
  return scripted(place, day, [
    ['20:30:02', engineer, early(describeInstances)],
    ['20:30:07', engineer, early(getDocument(place, documentName))],
    [time, engineer, early(deleteDocument(place, documentName))],
  ]);
}

/** The reader's record knows the whole principal; the owner's knows the account that came, and no ARN. */
export function sharedParameterRead(): readonly Happening[] {
  const { ownerAccountId, readerAccountId, region, sharedEventID, parameterName } = SHARED_PARAMETER_READ;
  const [owner, reader] = [placeOf(ownerAccountId, region), placeOf(readerAccountId, region)];
  const at = momentOf('2026-03-06', '09:04:30');
  const requestParameters = { name: parameterArn(owner, parameterName), withDecryption: true };
  const resources = [resourceOf(owner, parameterArn(owner, parameterName))];
  const call: SampleCall = { service: 'ssm', eventName: 'GetParameter', requestParameters, resources, sharedEventID };
  const caller = application(sceneAt(reader, at));
  const stranger = { ...caller, userIdentity: foreignAccount(readerAccountId, 'orders-service') };
  return [
    { at, place: reader, caller, call },
    { at, place: owner, caller: stranger, call },
  ];
}

/** The correction is a record of its own, with its own `eventID` (CloudTrail user guide, addendum). */
export function correctedRecord(): readonly Happening[] {
  const { accountId, region, originalEventID, originalRequestID } = CORRECTED_RECORD;
  const place = placeOf(accountId, region);
  const at = momentOf('2026-03-05', '10:03:12');
  const caller = pipeline(sceneAt(place, at));
  const settingId = arnOf(place, 'ssm', 'servicesetting/ssm/parameter-store/high-throughput-enabled');
  const requestParameters = { settingId, settingValue: 'true' };
  const call: SampleCall = { service: 'ssm', eventName: 'UpdateServiceSetting', requestParameters };
  const addendum = { reason: 'UPDATED_DATA', updatedFields: 'responseElements', originalRequestID, originalEventID };
  return [
    { at, place, caller, call: { ...call, eventID: originalEventID, requestID: originalRequestID } },
    { at, place, caller, call: { ...call, responseElements: {}, addendum } },
  ];
}

/** An application reads its configuration by path; KMS records, in the same second, which secrets that decrypted. */
export function decryptedReadByPath(): readonly Happening[] {
  const place = placeOf('444455556666', 'eu-central-1');
  const at = momentOf('2026-03-02', '09:04:09');
  const reader = application(sceneAt(place, at));
  const names = ['db-password', 'payment-api-key', 'mail-api-key'].map((name) => `/orders/production/${name}`);
  const decryptions = names.map((name) => kmsDecrypt(place, name, 'alias/orders'));
  return [
    { at, place, caller: reader, call: getParametersByPath('/orders/production') },
    ...decryptions.map((call) => ({ at, place, caller: throughParameterStore(reader), call })),
  ];
}

/** Ordinary reads whose records are delivered two days late. */
export function lateReads(): readonly Happening[] {
  const place = placeOf('444455556666', 'eu-west-1');
  const at = momentOf('2026-03-03', '18:01:44');
  const caller = application(sceneAt(place, at));
  return ['/orders/production/db-password', '/orders/production/mail-api-key'].map((name) => {
    return { at, place, caller, call: getParameter(place, name, true) };
  });
}

function engineerOf2018(place: Place): Caller {
  const { roleName, sessionName, day } = DOCUMENT_DELETION;
  const session = { roleName, sessionName, startedAt: momentOf(day, '20:05:00') };
  return network(
    assumedRole(place, session),
    OFFICE_ADDRESS,
    'aws-cli/1.14.44 Python/2.7.13 Linux/4.9 botocore/1.8.48',
  );
}

function early(call: SampleCall): SampleCall {
  return { ...call, eventVersion: '1.05' };
}
