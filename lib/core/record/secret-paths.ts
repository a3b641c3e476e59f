/** Where in a record secrets stand: a tree of member names, in any letter case, down to the members that are secret. */
export interface SecretPaths {
  readonly [member: string]: 'secret' | SecretPaths;
}

/** The web socket of a session or of the agent: whoever has address and token may speak in it. */
const CHANNEL_MEMBERS: SecretPaths = { streamUrl: 'secret', tokenValue: 'secret' };
const CHANNEL: SecretPaths = { responseElements: CHANNEL_MEMBERS };

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
const PATHS_BY_EVENT: ReadonlyMap<string, SecretPaths> = new Map([
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

/** Every path of the list: a record that does not say what was called could be any of them. */
const ALL_PATHS: SecretPaths = {
  requestParameters: { tokenValue: 'secret', activationCode: 'secret', value: 'secret' },
  responseElements: { ...CHANNEL_MEMBERS, activationCode: 'secret', ...KEYS, credentials: KEYS },
};

/** Where the secrets of a Systems Manager call stand; undefined for one that is not in the list. */
export function secretPathsOf(eventName: unknown): SecretPaths | undefined {
  return typeof eventName === 'string' ? PATHS_BY_EVENT.get(eventName) : ALL_PATHS;
}

/** What the list says of a member. Services differ in the letter case of theirs: `TokenValue`. */
export function listedMember(paths: SecretPaths | undefined, name: string): 'secret' | SecretPaths | undefined {
  if (paths === undefined) return undefined;
  const lower = name.toLowerCase();
  const known = Object.keys(paths).find((member) => member.toLowerCase() === lower);
  return known === undefined ? undefined : paths[known];
}

/** Whether a text that stands where an object is expected holds, as JSON, a member that is secret there. */
export function isTextWithSecrets(paths: SecretPaths, text: string): boolean {
  const lower = text.toLowerCase();
  return secretNames(paths).some((name) => lower.includes(`"${name.toLowerCase()}"`));
}

function secretNames(paths: SecretPaths): readonly string[] {
  return Object.entries(paths).flatMap(([name, below]) => (below === 'secret' ? [name] : secretNames(below)));
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
