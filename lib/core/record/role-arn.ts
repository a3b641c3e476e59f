import { assumedRoleOf } from './assumed-role';
import type { JsonValue } from './json';
import { readableTextAt } from './readable-text';

const ROLE_ARN = /^arn:[^:]*:iam::[^:]*:role\//;

/** Letters that IAM allows in a role's name. The sessions of the default host management name no role: `aws:ec2-instance`. */
const ROLE_NAME = /^[\w+=,.@-]+$/;

/**
 * The role behind a session: `sessionIssuer.arn` if it is a role (the issuer of a federated user is not), or the ARN
 * itself of an identity that is a role. If CloudTrail leaves the issuer empty, the ARN is made from that of the
 * session. The path of the role is then lost (`role/<name>`), but its name is unique in the account.
 *
 * @param identity the record's `userIdentity`
 */
export function roleArnOf(identity: JsonValue | undefined): string | undefined {
  const issuer = readableTextAt(identity, 'sessionContext', 'sessionIssuer', 'arn') ?? '';
  if (ROLE_ARN.test(issuer)) return issuer;
  const arn = readableTextAt(identity, 'arn') ?? '';
  return ROLE_ARN.test(arn) ? arn : roleOfSession(arn);
}

function roleOfSession(arn: string): string | undefined {
  const session = assumedRoleOf(arn);
  if (session === undefined || !ROLE_NAME.test(session.roleName)) return undefined;
  return `arn:${session.partition}:iam::${session.accountId}:role/${session.roleName}`;
}
