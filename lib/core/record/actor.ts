import { assumedRoleOf } from './assumed-role';
import { type JsonValue, textAt } from './json';
import { isPermissionSetRole } from './person';
import { readableTextAt } from './readable-text';

/** What an `actor` is, from the most to the least reliable. Whoever assumes a role chooses the name of the session. */
const ACTOR_SOURCES = [
  /** The account's root user; the actor is `root`. */
  'root',
  /** A user's name, of IAM or of an identity provider. */
  'userName',
  /** Set when the first role was assumed, and kept through every role assumed from there. */
  'sourceIdentity',
  /** The person behind a permission set's session, or the Identity Center's id of a user. */
  'identityCenterUser',
  /** The managed node whose id is the name of the session. Whoever may assume its role can also take that name. */
  'instance',
  /** The name of the session, if it says nothing more. */
  'sessionName',
] as const;
type ActorSource = (typeof ACTOR_SOURCES)[number];

/**
 * Who made the call, as a person would name them, and how that is known. Both are absent for services, and if nothing
 * tells.
 */
export interface Actor {
  readonly actor?: string;
  readonly actorSource?: ActorSource;
}

const INSTANCE_ID = /^m?i-[0-9a-f]{8,32}$/i;

const IAM_USER = /^arn:[^:]*:iam::[^:]*:user\//;
const FEDERATED_USER = /^arn:[^:]*:sts::[^:]*:federated-user\/(.+)$/s;

/** `AROA…:<session>` of a role, `<account>:<name>` of a federated user. */
const SESSION_PRINCIPAL_ID = /^(?:AROA[A-Z0-9]*|\d+):(.+)$/s;

/**
 * The actor of a record, by the first of `ACTOR_SOURCES` that it has.
 *
 * @param identity the record's `userIdentity`
 */
export function actorOf(identity: JsonValue | undefined): Actor {
  if (textAt(identity, 'type') === 'Root') return { actor: 'root', actorSource: 'root' };
  const session = sessionNameOf(identity);
  return (
    named(userNameOf(identity), 'userName') ??
    named(readableTextAt(identity, 'sessionContext', 'sourceIdentity'), 'sourceIdentity') ??
    named(identityCenterUserOf(identity, session), 'identityCenterUser') ??
    named(session, INSTANCE_ID.test(session ?? '') ? 'instance' : 'sessionName') ??
    {}
  );
}

/** Actors beside whom the session has a name of its own. */
const BESIDE_SESSION: readonly (ActorSource | undefined)[] = ['sourceIdentity', 'identityCenterUser'];

/**
 * Other names of the actor of a record. If Identity Center's id or a source identity is the actor, the name of the
 * session, because it is what other records of the session show. If that name is the actor, the id.
 *
 * @param identity the record's `userIdentity`
 */
export function actorAliasesOf(identity: JsonValue | undefined): readonly string[] {
  const { actor, actorSource } = actorOf(identity);
  if (!BESIDE_SESSION.includes(actorSource)) return [];
  const names = [sessionNameOf(identity), readableTextAt(identity, 'onBehalfOf', 'userId')];
  return names.filter((name): name is string => name !== undefined && name !== actor);
}

function named(actor: string | undefined, actorSource: ActorSource): Actor | undefined {
  return actor === undefined ? undefined : { actor, actorSource };
}

function sessionNameOf(identity: JsonValue | undefined): string | undefined {
  const arn = readableTextAt(identity, 'arn') ?? '';
  const principalId = readableTextAt(identity, 'principalId') ?? '';
  return (
    assumedRoleOf(arn)?.sessionName ?? FEDERATED_USER.exec(arn)?.[1] ?? SESSION_PRINCIPAL_ID.exec(principalId)?.[1]
  );
}

/** `userName`, or the name in the ARN of an IAM user, which stands behind its path. */
function userNameOf(identity: JsonValue | undefined): string | undefined {
  const arn = readableTextAt(identity, 'arn') ?? '';
  const nameInArn = IAM_USER.test(arn) ? arn.split('/').at(-1) : undefined;
  return readableTextAt(identity, 'userName') ?? (nameInArn || undefined);
}

function identityCenterUserOf(identity: JsonValue | undefined, session: string | undefined): string | undefined {
  const user = isPermissionSetRole(identity) ? session : undefined;
  return user ?? readableTextAt(identity, 'onBehalfOf', 'userId');
}
