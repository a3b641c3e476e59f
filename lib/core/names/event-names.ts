import type { NameLookup } from './names';

/** What of an event, or of a count of events, names can be looked up for. */
export interface Nameable {
  readonly recipientAccountId?: string;
  readonly userIdentityArn?: string;
  readonly sourceIPAddress?: string;
  readonly actor?: string;
  readonly actorSource?: string;
  readonly actorAliases?: readonly string[];
  readonly roleArn?: string;
}

/** The names of an event's IDs, as they are looked up. Absent where an ID has none. */
export interface EventNames {
  /** Of the account that CloudTrail wrote the event for. */
  readonly recipientAccount?: string;
  /** Of the caller's account, if it is another one. */
  readonly callerAccount?: string;
  /** Of the user of IAM Identity Center who made the call. */
  readonly actor?: string;
  /** Of the network that the call came from. */
  readonly sourceNetwork?: string;
}

/** The names of the IDs of an event. */
export function eventNames(event: Nameable, names: NameLookup): EventNames {
  const { recipientAccountId, userIdentityArn, sourceIPAddress } = event;
  const caller = callerAccount(userIdentityArn);
  return {
    ...said('recipientAccount', recipientAccountId && names.account(recipientAccountId)),
    ...said('callerAccount', caller && caller !== recipientAccountId ? names.account(caller) : undefined),
    ...said('actor', userName(event, names)),
    ...said('sourceNetwork', sourceIPAddress && names.address(sourceIPAddress)),
  };
}

function said<Name extends keyof EventNames>(name: Name, value: string | undefined) {
  return value ? ({ [name]: value } as { readonly [Each in Name]: string }) : {};
}

/** The roles of Identity Center's permission sets. Nobody else can make a role at this path. */
const PERMISSION_SET = /^arn:[^:]*:iam::\d{12}:role\/aws-reserved\/sso\.amazonaws\.com\//;

const IDENTITY_CENTER = 'identitycenter:';

/**
 * The name of the user of Identity Center who made a call. Whoever assumes a role chooses the name of its session, so that
 * only those names count that Identity Center gave: a session may be called as somebody's ID.
 */
function userName(event: Nameable, names: NameLookup): string | undefined {
  const { actor, actorSource, actorAliases = [], userIdentityArn = '', roleArn = '' } = event;
  const isUser = actorSource === 'identityCenterUser';
  const ids = [
    ...(isUser && actor !== undefined ? [actor] : []),
    ...(isUser && PERMISSION_SET.test(roleArn) ? actorAliases : []),
    ...(userIdentityArn.startsWith(IDENTITY_CENTER) ? [userIdentityArn.slice(IDENTITY_CENTER.length)] : []),
  ];
  for (const id of ids) {
    const name = names.user(id);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The account of an ARN, or of a principal. Undefined for a text without one. */
export function callerAccount(arn: string | undefined): string | undefined {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn ?? '')?.[1];
}
