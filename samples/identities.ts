import type { JsonObject } from '../lib/core/record/json';
import { globalArnOf, type Place } from './place';
import { isoTime } from './sample-time';
import { SeededRandom } from './seeded-random';

/** Access key ids have 20 characters, unique ids of principals 21; both end in EXAMPLE here, which no real one does. */
const ACCESS_KEY_FREE_CHARACTERS = 9;
const PRINCIPAL_FREE_CHARACTERS = 10;

/** A role's session: who took the role, when (milliseconds since 1970), and how. */
export interface RoleSession {
  readonly roleName: string;
  /** The role's path, with slashes at both ends: in `sessionIssuer.arn` only, STS drops it. `/` unless said. */
  readonly rolePath?: string;
  readonly sessionName: string;
  readonly startedAt: number;
  readonly mfa?: true;
  readonly sourceIdentity?: string;
  /** Credentials that came from the instance metadata service. */
  readonly onInstance?: true;
  readonly invokedBy?: string;
}

/** The account's root user. */
export function rootUser(place: Place, startedAt: number): JsonObject {
  return {
    type: 'Root',
    principalId: place.accountId,
    arn: globalArnOf(place, 'iam', 'root'),
    accountId: place.accountId,
    accessKeyId: accessKeyId('ASIA', `${place.accountId}/root/${startedAt}`),
    sessionContext: { attributes: { creationDate: isoTime(startedAt), mfaAuthenticated: 'true' } },
  };
}

/** An IAM user with a long-term access key. */
export function iamUser(place: Place, userName: string): JsonObject {
  return {
    type: 'IAMUser',
    principalId: principalIdOf('AIDA', `${place.accountId}/${userName}`),
    arn: globalArnOf(place, 'iam', `user/${userName}`),
    accountId: place.accountId,
    accessKeyId: accessKeyId('AKIA', `${place.accountId}/${userName}`),
    userName,
  };
}

/** An IAM user in whose name a service calls another: a session whose issuer CloudTrail leaves empty. */
export function iamUserThroughService(place: Place, userName: string, startedAt: number, service: string): JsonObject {
  return {
    ...iamUser(place, userName),
    accessKeyId: accessKeyId('ASIA', `${place.accountId}/${userName}/${startedAt}`),
    sessionContext: {
      sessionIssuer: {},
      webIdFederationData: {},
      attributes: { creationDate: isoTime(startedAt), mfaAuthenticated: 'false' },
    },
    invokedBy: service,
  };
}

/** A session of a role: of a person, a pipeline, an instance or a service. */
export function assumedRole(place: Place, session: RoleSession): JsonObject {
  const roleId = principalIdOf('AROA', `${place.accountId}/${session.roleName}`);
  return {
    type: 'AssumedRole',
    principalId: `${roleId}:${session.sessionName}`,
    arn: globalArnOf(place, 'sts', `assumed-role/${session.roleName}/${session.sessionName}`),
    accountId: place.accountId,
    accessKeyId: accessKeyId('ASIA', `${place.accountId}/${session.sessionName}/${session.startedAt}`),
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: roleId,
        arn: globalArnOf(place, 'iam', `role${session.rolePath ?? '/'}${session.roleName}`),
        accountId: place.accountId,
        userName: session.roleName,
      },
      webIdFederationData: {},
      attributes: { creationDate: isoTime(session.startedAt), mfaAuthenticated: session.mfa ? 'true' : 'false' },
      ...(session.sourceIdentity !== undefined && { sourceIdentity: session.sourceIdentity }),
      ...(session.onInstance && { ec2RoleDelivery: '2.0' }),
    },
    ...(session.invokedBy !== undefined && { invokedBy: session.invokedBy }),
  };
}

/** A role that acts as itself, without a session. */
export function persistentRole(place: Place, roleName: string): JsonObject {
  return {
    type: 'Role',
    principalId: principalIdOf('AROA', `${place.accountId}/${roleName}`),
    arn: globalArnOf(place, 'iam', `role/${roleName}`),
    accountId: place.accountId,
    userName: roleName,
  };
}

/** A user federated by `GetFederationToken`, with the IAM user who asked for the token as the issuer. */
export function federatedUser(place: Place, name: string, issuer: string, startedAt: number): JsonObject {
  return {
    type: 'FederatedUser',
    principalId: `${place.accountId}:${name}`,
    arn: globalArnOf(place, 'sts', `federated-user/${name}`),
    accountId: place.accountId,
    accessKeyId: accessKeyId('ASIA', `${place.accountId}/${name}/${startedAt}`),
    sessionContext: {
      sessionIssuer: {
        type: 'IAMUser',
        principalId: principalIdOf('AIDA', `${place.accountId}/${issuer}`),
        arn: globalArnOf(place, 'iam', `user/${issuer}`),
        accountId: place.accountId,
        userName: issuer,
      },
      attributes: { creationDate: isoTime(startedAt), mfaAuthenticated: 'false' },
    },
  };
}

/** A principal of another account, as the account whose thing was touched sees it: no ARN, no name. */
export function foreignAccount(accountId: string, principal: string): JsonObject {
  const roleId = principalIdOf('AROA', `${accountId}/${principal}`);
  return { type: 'AWSAccount', principalId: `${roleId}:${principal}`, accountId };
}

/** A caller without credentials, as CloudTrail names one. */
export function anonymousCaller(): JsonObject {
  return { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' };
}

/** An AWS service acting for itself: nothing but its name. */
export function awsService(service: string): JsonObject {
  return { type: 'AWSService', invokedBy: service };
}

/** An AWS service's own event: CloudTrail writes no type at all. */
export function typelessService(place: Place, service: string): JsonObject {
  return { accountId: place.accountId, invokedBy: service };
}

/** A user of IAM Identity Center; `accountId` is the owner of the Identity Center instance, not the place's. */
export function identityCenterUser(ownerAccountId: string, user: string): JsonObject {
  const random = SeededRandom.of(`${ownerAccountId}/${user}`);
  return {
    type: 'IdentityCenterUser',
    accountId: ownerAccountId,
    onBehalfOf: {
      userId: random.uuid(),
      identityStoreArn: `arn:aws:identitystore::${ownerAccountId}:identitystore/d-1234567890`,
    },
    credentialId: random.uuid(),
  };
}

/** Somebody who exchanges an assertion of a SAML provider for a role: the identity of the STS call, before the role. */
export function samlUser(place: Place, name: string): JsonObject {
  const provider = globalArnOf(place, 'iam', 'saml-provider/ExampleIdentityProvider');
  return { type: 'SAMLUser', principalId: `${provider}:${name}`, userName: name, identityProvider: provider };
}

/** Somebody who exchanges a token of an OpenID Connect provider for a role: the identity of the STS call. */
export function webIdentityUser(place: Place, subject: string): JsonObject {
  const provider = globalArnOf(place, 'iam', 'oidc-provider/tokens.example.com');
  return {
    type: 'WebIdentityUser',
    principalId: `${provider}:sts.amazonaws.com:${subject}`,
    userName: subject,
    identityProvider: provider,
  };
}

/** An identity that CloudTrail could not tell. */
export function unknownIdentity(place: Place): JsonObject {
  return { type: 'Unknown', accountId: place.accountId };
}

/** An access key id: `AKIA…` of a user, `ASIA…` of a session; the same for the same owner. */
export function accessKeyId(prefix: 'AKIA' | 'ASIA', owner: string): string {
  return `${prefix}${freeCharacters(owner, ACCESS_KEY_FREE_CHARACTERS)}EXAMPLE`;
}

function principalIdOf(prefix: 'AIDA' | 'AROA', principal: string): string {
  return `${prefix}${freeCharacters(principal, PRINCIPAL_FREE_CHARACTERS)}EXAMPLE`;
}

function freeCharacters(owner: string, length: number): string {
  return SeededRandom.of(owner).base32(length).toUpperCase();
}
