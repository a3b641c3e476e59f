import type { JsonObject } from '../../../lib/core/record/json';

/** Identities as CloudTrail writes them, by the user guide's description of `userIdentity`. */

const ACCOUNT = '111122223333';
export const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/service/Deploy`;

export function iamUser(overrides: JsonObject = {}): JsonObject {
  return {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLE',
    arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
    accountId: ACCOUNT,
    accessKeyId: 'AKIAEXAMPLE',
    userName: 'alice',
    ...overrides,
  };
}

export function assumedRole(session: string, overrides: JsonObject = {}, context: JsonObject = {}): JsonObject {
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${session}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Deploy/${session}`,
    accountId: ACCOUNT,
    accessKeyId: 'ASIAEXAMPLE',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: ROLE_ARN, userName: 'Deploy', accountId: ACCOUNT },
      attributes: { mfaAuthenticated: 'false', creationDate: '2018-03-06T20:00:00Z' },
      ...context,
    },
    ...overrides,
  };
}

export function identityCenterUser(overrides: JsonObject = {}): JsonObject {
  return {
    type: 'IdentityCenterUser',
    accountId: ACCOUNT,
    onBehalfOf: {
      userId: '544894e8-80c1-707f-60e3-3ba6510dfac1',
      identityStoreArn: 'arn:aws:identitystore::1:identitystore/d-1',
    },
    credentialId: 'EXAMPLEVHULjJdTUdPJfofVa1sufHDoj7aYcOYcxFVllWR_Whr1fEXAMPLE',
    ...overrides,
  };
}
