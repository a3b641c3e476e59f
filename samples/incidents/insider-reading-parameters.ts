import {
  describeParameters,
  getParameter,
  getParameterHistory,
  getParameters,
  getParametersByPath,
  kmsDecrypt,
  throughParameterStore,
} from '../actions/parameters';
import { CLI_AGENT, identityCenterSession, network } from '../callers';
import { assumedRole } from '../identities';
import { parameterArn, placeOf } from '../place';
import { denied } from '../refusals';
import type { Caller, Happening, SampleCall } from '../sample-call';
import { momentOf, type ScriptLine, scripted } from '../script';

/** The names of the story, for those who ask about it. */
export const INSIDER_READING_PARAMETERS = {
  accountId: '444455556666',
  region: 'eu-central-1',
  day: '2026-03-04',
  /** The culprit: a session name chosen by Identity Center, so it is the user. */
  user: 'jorge.souza@example.com',
  permissionSet: 'PaymentsDeveloper',
  address: '203.0.113.58',
  path: '/payments',
  secretNames: [
    '/payments/production/card-processor/api-key',
    '/payments/production/card-processor/webhook-secret',
    '/payments/production/database/password',
    '/payments/production/database/replica-password',
    '/payments/production/signing-key',
    '/payments/staging/database/password',
  ],
} as const;

const { accountId, region, day, user, permissionSet, address, path, secretNames } = INSIDER_READING_PARAMETERS;
const PLACE = placeOf(accountId, region);
const PASSWORD = '/payments/production/database/password';
const API_KEY = '/payments/production/card-processor/api-key';
const KEY_NAME = 'alias/payments';
/** How many parameters the first page holds; the second, asked for with `nextToken`, has the rest. */
const FIRST_PAGE = 4;

/**
 * An insider reading SecureStrings by path. What shows it: three attempts at named production secrets are denied, then
 * `GetParametersByPath` with decryption succeeds on the path above, because access to a path covers all below it. Its
 * records name no parameter; the `Decrypt` records of KMS in the same seconds name all six.
 */
export function insiderReadingParameters(): readonly Happening[] {
  return scripted(PLACE, day, [
    ['13:31:12', insider(), describeParameters(path)],
    ['13:32:40', insider(), refused(getParameter(PLACE, PASSWORD, true), PASSWORD)],
    ['13:32:58', insider(), refused(getParameters(PLACE, [PASSWORD, API_KEY], true), PASSWORD)],
    ['13:33:25', insider(), refused(getParameterHistory(PLACE, PASSWORD), PASSWORD)],
    ['13:33:51', insider(), refused(getParametersByPath('/payments/production/'), '/payments/production/')],
    ['13:41:07', insider(), getParametersByPath(path)],
    ...decryptions('13:41:07', secretNames.slice(0, FIRST_PAGE)),
    ['13:41:09', insider(), getParametersByPath(path, { nextToken: 'EXAMPLEnextToken1aB2cD3eF4' })],
    ...decryptions('13:41:09', secretNames.slice(FIRST_PAGE)),
  ]);
}

function insider(): Caller {
  const session = identityCenterSession(permissionSet, user, momentOf(day, '13:30:00'));
  return network(assumedRole(PLACE, session), address, CLI_AGENT);
}

function refused(call: SampleCall, name: string): SampleCall {
  return denied(call, insider(), parameterArn(PLACE, name), 'with an explicit deny in an identity-based policy');
}

function decryptions(time: string, names: readonly string[]): readonly ScriptLine[] {
  return names.map((name) => [time, throughParameterStore(insider()), kmsDecrypt(PLACE, name, KEY_NAME)]);
}
