import { assumedRoleOf } from './assumed-role';
import { type JsonValue, member, textAt, valueAt } from './json';
import { readableTextAt } from './readable-text';

/** Kinds of identity that only people have: their own, or what an identity provider vouches for. */
const PERSONAL_TYPES = new Set(['IAMUser', 'Root', 'FederatedUser', 'IdentityCenterUser', 'SAMLUser']);

/** Where Identity Center makes the roles of permission sets. Nobody else can make a role at this path. */
const PERMISSION_SET_PATH = /^arn:[^:]*:iam::[^:]*:role\/aws-reserved\/sso\.amazonaws\.com\//;

/** What these roles are called: all that is left of them where CloudTrail writes no issuer. */
const PERMISSION_SET_NAME = 'AWSReservedSSO_';

/**
 * Whether a person is known behind a call: by the kind of identity, the role of an Identity Center permission set, a
 * second factor or the console. A person in a role without any of these looks like a machine. The selection `by_person`
 * in the rules of the pack has the same conditions.
 */
export function isPerson(record: JsonValue | undefined): boolean {
  const identity = member(record, 'userIdentity');
  return (
    PERSONAL_TYPES.has(textAt(identity, 'type') ?? '') ||
    isPermissionSetRole(identity) ||
    isTrue(valueAt(identity, 'sessionContext', 'attributes', 'mfaAuthenticated')) ||
    isTrue(member(record, 'sessionCredentialFromConsole'))
  );
}

/**
 * Whether a session is one of an Identity Center permission set: its name is then the user's, whom Identity Center puts
 * there. The path of the role decides; its name does where the issuer is missing.
 *
 * @param identity the record's `userIdentity`
 */
export function isPermissionSetRole(identity: JsonValue | undefined): boolean {
  const issuer = readableTextAt(identity, 'sessionContext', 'sessionIssuer', 'arn');
  if (issuer !== undefined) return PERMISSION_SET_PATH.test(issuer);
  const role = assumedRoleOf(readableTextAt(identity, 'arn') ?? '');
  return role?.roleName.startsWith(PERMISSION_SET_NAME) ?? false;
}

/** CloudTrail writes these marks as texts, copies of its logs as booleans. */
function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === 'true';
}
