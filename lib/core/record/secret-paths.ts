/** Where in a record secrets stand: a tree of member names, spelled exactly, down to the members that are secret. */
export interface SecretPaths {
  readonly [member: string]: 'secret' | SecretPaths;
}

/** The web socket of a session or of the agent: whoever has address and token may speak in it. */
const CHANNEL: SecretPaths = { responseElements: { streamUrl: 'secret', tokenValue: 'secret' } };

/** The same for the calls that open a channel, whose caller hands the token in. */
const OPENED_CHANNEL: SecretPaths = { ...CHANNEL, requestParameters: { tokenValue: 'secret' } };

/** Temporary credentials, but for the id of their access key: that is what they are traced by. */
const KEYS: SecretPaths = { secretAccessKey: 'secret', sessionToken: 'secret', token: 'secret' };

/** The agent's token comes with its keys beside the other members, the person's in a member of their own. */
const CREDENTIALS: SecretPaths = { responseElements: { ...KEYS, credentials: KEYS } };

/**
 * The closed list, by event name: what the services of the Systems Manager family leave readable in a record though
 * it opens something. Everything else is evidence.
 */
const PATHS_BY_EVENT: ReadonlyMap<unknown, SecretPaths> = new Map([
  ['StartSession', CHANNEL],
  ['ResumeSession', CHANNEL],
  ['CreateControlChannel', CHANNEL],
  ['CreateDataChannel', CHANNEL],
  ['OpenControlChannel', OPENED_CHANNEL],
  ['OpenDataChannel', OPENED_CHANNEL],
  ['CreateActivation', { responseElements: { activationCode: 'secret' } }],
  ['RegisterManagedInstance', { requestParameters: { activationCode: 'secret' } }],
  ['GetAccessToken', CREDENTIALS],
  ['RequestManagedInstanceRoleToken', CREDENTIALS],
  ['PutParameter', { requestParameters: { value: 'secret' } }],
]);

/** Calls that hand out secrets by their name, beside those of the list: services of the family grow new ones. */
const HANDS_OUT_SECRETS = /^Get.*Token$|Credentials$/s;

/** How the names of members that hold secrets end, in lower case. Identifiers of secrets end otherwise: `tokenId`. */
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

/** Where the secrets of a Systems Manager call stand; undefined for one that is not in the list. */
export function secretPathsOf(eventName: unknown): SecretPaths | undefined {
  return PATHS_BY_EVENT.get(eventName);
}

/** Whether a Systems Manager call that is not in the list hands out secrets, in members named like secrets. */
export function handsOutSecrets(eventName: unknown): boolean {
  return typeof eventName === 'string' && !PATHS_BY_EVENT.has(eventName) && HANDS_OUT_SECRETS.test(eventName);
}

/** Whether a member is named like a secret. */
export function isNamedLikeSecret(member: string): boolean {
  const name = member.toLowerCase();
  return SECRET_ENDINGS.some((ending) => name.endsWith(ending));
}

/** Whether a member is the mark of a place in a list, in any call. Services differ in its case. */
export function isNextToken(member: string): boolean {
  return member.toLowerCase() === 'nexttoken';
}
