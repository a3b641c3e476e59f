/** Whether a member of this name, in whatever letter case, is secret. */
export type IsSecretName = (member: string) => boolean;

/** Which members of a call are secret, by where in its record they stand; at any depth. */
export interface SecretNames {
  readonly inRequest: IsSecretName;
  readonly inResponse: IsSecretName;
  /** Outside of request and response. */
  readonly elsewhere: IsSecretName;
}

/** The web socket of a session or of the agent. Whoever has its address and token can speak in it. */
const CHANNEL = ['streamUrl', 'tokenValue'];

/** Temporary credentials, except the id of their access key, by which people trace them. */
const CREDENTIALS = ['secretAccessKey', 'sessionToken', 'token'];

/** What turns a machine into a node of the account. */
const ACTIVATION = ['activationCode'];

/**
 * The closed list, by event name: what the services of the Systems Manager family and its neighbours leave readable in a record although
 * it gives access. Everything else is evidence. `StartConnection` opens a remote desktop (AWS's own example of its
 * record has both members). `ExecuteCommand` of ECS gives the channel of the session that it opens. `ActivateContactChannel` and `AcceptPage` belong to the contacts of Incident Manager.
 */
const NAMES_BY_EVENT: Readonly<Record<string, readonly string[]>> = {
  StartSession: CHANNEL,
  ResumeSession: CHANNEL,
  CreateControlChannel: CHANNEL,
  OpenControlChannel: CHANNEL,
  CreateDataChannel: CHANNEL,
  OpenDataChannel: CHANNEL,
  ExecuteCommand: CHANNEL,
  StartConnection: ['connectionKey', 'clientToken'],
  CreateActivation: ACTIVATION,
  RegisterManagedInstance: ACTIVATION,
  ActivateContactChannel: ACTIVATION,
  AcceptPage: ['acceptCode'],
  GetAccessToken: CREDENTIALS,
  RequestManagedInstanceRoleToken: CREDENTIALS,
  PutParameter: ['value'],
};

const LISTED: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(NAMES_BY_EVENT).map(([eventName, names]) => [eventName, inLowerCase(names)]),
);

/** Every name of the list, because a record of an unknown call could have any of them. */
const ALL_LISTED = inLowerCase(Object.values(NAMES_BY_EVENT).flat());

/** Calls that hand out secrets by their name, beside those of the list: services of the family grow new ones. */
const HANDS_OUT_SECRETS = /^Get.*Token$|Credentials$/s;

/**
 * The endings of names of members that contain secrets, in lower case. Identifiers of secrets end differently:
 * `tokenId`.
 */
const SECRET_ENDINGS = [
  'token',
  'tokenvalue',
  'secret',
  'secretkey',
  'secretaccesskey',
  'password',
  'passphrase',
  'privatekey',
  'apikey',
];

/** The mark of a place in a list, of any call and any service. */
const NEXT_TOKEN = 'nexttoken';

/** What is secret in the record of a call of another family. */
export const NEXT_TOKENS_ONLY: SecretNames = oneFor(isNextToken);

/** What is secret in the record of a call of the Systems Manager family. */
export function secretNamesOf(eventName: unknown): SecretNames {
  if (typeof eventName !== 'string') return listedNames(ALL_LISTED);
  const listed = LISTED.get(eventName);
  if (listed !== undefined) return listedNames(listed);
  if (!HANDS_OUT_SECRETS.test(eventName)) return NEXT_TOKENS_ONLY;
  return { ...NEXT_TOKENS_ONLY, inResponse: isNamedLikeSecret };
}

function listedNames(listed: ReadonlySet<string>): SecretNames {
  return { ...oneFor((member) => listed.has(member.toLowerCase()) || isNextToken(member)), elsewhere: isNextToken };
}

function oneFor(isSecret: IsSecretName): SecretNames {
  return { inRequest: isSecret, inResponse: isSecret, elsewhere: isSecret };
}

function inLowerCase(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}

/** The name of a next token also looks like a secret. */
function isNamedLikeSecret(member: string): boolean {
  const name = member.toLowerCase();
  return SECRET_ENDINGS.some((ending) => name.endsWith(ending));
}

function isNextToken(member: string): boolean {
  return member.length === NEXT_TOKEN.length && member.toLowerCase() === NEXT_TOKEN;
}
