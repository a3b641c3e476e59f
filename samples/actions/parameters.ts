import type { JsonObject } from '../../lib/core/record/json';
import { application, cloudFormationForDeveloper, developer, pipeline } from '../callers';
import { arnOf, type Place, parameterArn, resourceOf } from '../place';
import type { Caller, SampleCall } from '../sample-call';
import type { Activity } from '../scene';
import { SeededRandom } from '../seeded-random';

const VALUE_HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
/** What CloudTrail writes as service, address and user agent where Parameter Store calls KMS in a caller's name. */
const AWS_INTERNAL = 'AWS Internal';
const SESSION_KEY_LENGTH = 9;

/** `GetParameter`, of one name. */
export function getParameter(place: Place, name: string, withDecryption: boolean): SampleCall {
  return onParameters(place, 'GetParameter', [name], { name, withDecryption });
}

/** `GetParameters`, of up to ten names: one resource each. */
export function getParameters(place: Place, names: readonly string[], withDecryption: boolean): SampleCall {
  return onParameters(place, 'GetParameters', names, { names, withDecryption });
}

/** `GetParametersByPath`: the record names the path only. Which parameters were decrypted is told by KMS. */
export function getParametersByPath(path: string, page?: { readonly nextToken: string }): SampleCall {
  const requestParameters = { path, recursive: true, withDecryption: true, ...page };
  return { service: 'ssm', eventName: 'GetParametersByPath', requestParameters };
}

/** `GetParameterHistory`: the values that a parameter had before. */
export function getParameterHistory(place: Place, name: string): SampleCall {
  return onParameters(place, 'GetParameterHistory', [name], { name, withDecryption: true });
}

/** `DescribeParameters`: names and types below a path, no values. */
export function describeParameters(path: string): SampleCall {
  const parameterFilters = [{ key: 'Path', option: 'Recursive', values: [path] }];
  return { service: 'ssm', eventName: 'DescribeParameters', requestParameters: { parameterFilters, shared: false } };
}

/** `PutParameter`: the value is hidden; a version above 1 in the answer means that an older value was replaced. */
export function putParameter(place: Place, name: string, version: number): SampleCall {
  const request = { name, value: VALUE_HIDDEN, type: 'SecureString', overwrite: version > 1, tier: 'Standard' };
  return {
    ...onParameters(place, 'PutParameter', [name], { ...request, keyId: 'alias/orders', dataType: 'text' }),
    responseElements: { version, tier: 'Standard' },
  };
}

/** KMS decrypting one SecureString in the name of whoever reads it; `keyName` tells the account's keys apart. */
export function kmsDecrypt(place: Place, parameterName: string, keyName: string): SampleCall {
  const keyArn = arnOf(place, 'kms', `key/${SeededRandom.of(`${place.accountId}/${keyName}`).uuid()}`);
  return {
    service: 'kms',
    eventName: 'Decrypt',
    requestParameters: {
      encryptionContext: { PARAMETER_ARN: parameterArn(place, parameterName) },
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    },
    readOnly: true,
    resources: [{ accountId: place.accountId, type: 'AWS::KMS::Key', ARN: keyArn }],
  };
}

/** The caller as KMS sees it when Parameter Store decrypts: the same principal, inside AWS, with another access key. */
export function throughParameterStore(caller: Caller): Caller {
  const own = caller.userIdentity ?? {};
  const random = SeededRandom.of(JSON.stringify(own));
  const key = `ASIA${random.base32(SESSION_KEY_LENGTH).toUpperCase()}EXAMPLE`;
  return {
    userIdentity: { ...own, accessKeyId: key, invokedBy: AWS_INTERNAL },
    sourceIPAddress: AWS_INTERNAL,
    userAgent: AWS_INTERNAL,
    overTls: false,
  };
}

const DATABASE_PASSWORD = '/orders/production/db-password';
const MAIL_KEY = '/orders/production/mail-api-key';
const API_KEYS = ['/orders/production/payment-api-key', MAIL_KEY];
const FEATURE_FLAG = '/orders/production/feature-flags';

/** An application reads its configuration, a pipeline writes it, a person looks around. KMS is not among them. */
export const PARAMETER_ACTIVITIES: readonly Activity[] = [
  { by: application, call: ({ place }) => getParameter(place, DATABASE_PASSWORD, true) },
  { by: application, call: ({ place }) => getParameters(place, API_KEYS, true) },
  { by: application, call: () => getParametersByPath('/orders/production') },
  { by: developer, call: () => describeParameters('/orders') },
  { by: developer, call: ({ place }) => getParameterHistory(place, FEATURE_FLAG) },
  { by: cloudFormationForDeveloper, call: ({ place }) => publicParameter(place) },
  { by: pipeline, call: ({ place }) => putParameter(place, '/orders/staging/mail-api-key', 1) },
  { by: pipeline, call: ({ place }) => putParameter(place, DATABASE_PASSWORD, 7) },
  { by: pipeline, call: ({ place }) => labelCall(place, 'LabelParameterVersion') },
  { by: pipeline, call: ({ place }) => labelCall(place, 'UnlabelParameterVersion') },
  { by: pipeline, call: ({ place }) => onParameters(place, 'DeleteParameter', [MAIL_KEY], { name: MAIL_KEY }) },
  { by: pipeline, call: ({ place }) => onParameters(place, 'DeleteParameters', API_KEYS, { names: API_KEYS }) },
];

function publicParameter(place: Place): SampleCall {
  return getParameter(place, '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64', false);
}

function labelCall(place: Place, eventName: string): SampleCall {
  const request = { name: FEATURE_FLAG, parameterVersion: 4, labels: ['release-2026-03'] };
  const call = onParameters(place, eventName, [FEATURE_FLAG], request);
  return { ...call, responseElements: { invalidLabels: [], parameterVersion: 4 } };
}

function onParameters(place: Place, eventName: string, names: readonly string[], request: JsonObject): SampleCall {
  const resources = names.map((name) => resourceOf(place, parameterArn(place, name)));
  return { service: 'ssm', eventName, requestParameters: request, resources };
}
