import { type Actor, actorOf } from './actor';
import { type JsonValue, member, textAt } from './json';
import { readableTextAt } from './readable-text';
import { roleArnOf } from './role-arn';

/** What `userIdentityArn` contains, in the order of preference. */
const PRINCIPAL_SOURCES = [
  /** `userIdentity.arn`. */
  'arn',
  /** The ARN of the role that issued the session, if the session has no ARN. */
  'sessionIssuer',
  /** `identitycenter:<userId>`. */
  'identityCenter',
  /** `saml:<provider>/<name>`. */
  'saml',
  /** `webidentity:<provider>/<name>`. */
  'webIdentity',
  /** `account:<accountId>/<principalId>`, or the user's name where there is no principal id, or the account alone. */
  'account',
  /** `service:<invokedBy>`. */
  'service',
  /** `unknown`. */
  'unknown',
] as const;
type PrincipalSource = (typeof PRINCIPAL_SOURCES)[number];

/** Who made a call. */
export interface Principal extends Actor {
  /** Never empty: an ARN, or the substitute that `principalSource` names. */
  readonly userIdentityArn: string;
  readonly principalSource: PrincipalSource;
  /** The role behind a session. */
  readonly roleArn?: string;
  readonly accessKeyId?: string;
}

/**
 * The principal of a record, for every type of `userIdentity` and for a record without one (CloudTrail user guide:
 * userIdentity element). Only text counts. Empty or redacted text counts as absent.
 */
export function principalOf(record: JsonValue | undefined): Principal {
  const identity = member(record, 'userIdentity');
  const roleArn = roleArnOf(identity);
  const accessKeyId = readableTextAt(identity, 'accessKeyId');
  return {
    ...nameOf(identity),
    ...(roleArn !== undefined && { roleArn }),
    ...actorOf(identity),
    ...(accessKeyId !== undefined && { accessKeyId }),
  };
}

type Name = Pick<Principal, 'userIdentityArn' | 'principalSource'>;

function nameOf(identity: JsonValue | undefined): Name {
  return (
    name('arn', '', readableTextAt(identity, 'arn')) ??
    name('sessionIssuer', '', readableTextAt(identity, 'sessionContext', 'sessionIssuer', 'arn')) ??
    name('identityCenter', 'identitycenter:', readableTextAt(identity, 'onBehalfOf', 'userId')) ??
    providerUserOf(identity) ??
    accountPrincipalOf(identity) ??
    name('service', 'service:', readableTextAt(identity, 'invokedBy')) ??
    // After the service: beside `invokedBy`, an account alone is the one acted upon.
    name('account', 'account:', readableTextAt(identity, 'accountId')) ?? {
      userIdentityArn: 'unknown',
      principalSource: 'unknown',
    }
  );
}

function name(principalSource: PrincipalSource, scheme: string, ...parts: readonly (string | undefined)[]) {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : { userIdentityArn: `${scheme}${known.join('/')}`, principalSource };
}

function providerUserOf(identity: JsonValue | undefined): Name | undefined {
  const provider = readableTextAt(identity, 'identityProvider');
  const user = readableTextAt(identity, 'userName') ?? readableTextAt(identity, 'principalId');
  const type = textAt(identity, 'type');
  if (type === 'SAMLUser') return name('saml', 'saml:', provider, user);
  return type === 'WebIdentityUser' ? name('webIdentity', 'webidentity:', provider, user) : undefined;
}

/** A principal of another account, or a user signing in at the console: both come without an ARN. */
function accountPrincipalOf(identity: JsonValue | undefined): Name | undefined {
  const id = readableTextAt(identity, 'principalId') ?? readableTextAt(identity, 'userName');
  if (id === undefined || textAt(identity, 'type') === 'AWSService') return undefined;
  return name('account', 'account:', readableTextAt(identity, 'accountId'), id);
}
