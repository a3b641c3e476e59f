import type { JsonObject, JsonValue } from '../../../lib/core/record/json';
import { ssmRecord } from '../../log-records';

/** What the closed list masks: the event, the side that the documentation has it in, and the member. */
export const ITEMS: readonly (readonly [
  eventName: string,
  side: 'requestParameters' | 'responseElements',
  name: string,
])[] = [
  ...['StartSession', 'ResumeSession', 'CreateControlChannel', 'OpenControlChannel'].flatMap(channelOf),
  ...['CreateDataChannel', 'OpenDataChannel'].flatMap(channelOf),
  ['CreateActivation', 'responseElements', 'activationCode'],
  ['RegisterManagedInstance', 'requestParameters', 'activationCode'],
  ['ActivateContactChannel', 'requestParameters', 'activationCode'],
  ['AcceptPage', 'requestParameters', 'acceptCode'],
  ['StartConnection', 'responseElements', 'ConnectionKey'],
  ['StartConnection', 'responseElements', 'ClientToken'],
  ...['GetAccessToken', 'RequestManagedInstanceRoleToken'].flatMap(credentialsOf),
  ['PutParameter', 'requestParameters', 'value'],
  ['DescribeSessions', 'requestParameters', 'nextToken'],
  ['ListNodes', 'responseElements', 'nextToken'],
  ['GetConnectionToken', 'responseElements', 'accessToken'],
  ['GetNodeCredentials', 'responseElements', 'password'],
];

function channelOf(eventName: string): typeof ITEMS {
  return (['streamUrl', 'tokenValue'] as const).map((name) => [eventName, 'responseElements', name]);
}

function credentialsOf(eventName: string): typeof ITEMS {
  return (['secretAccessKey', 'sessionToken', 'token'] as const).map((name) => [eventName, 'responseElements', name]);
}

const SECRET = 'pl/41n "s3cret" +x';

/** The readable core of the secret: no spelling of it that we know of lacks this. */
export const CORE = 's3cret';

/** How a service could spell a name. */
export const CASES: readonly (readonly [string, (name: string) => string])[] = [
  ['as it is', (name) => name],
  ['in lower case', (name) => name.toLowerCase()],
  ['in upper case', (name) => name.toUpperCase()],
  ['capitalised', (name) => name.charAt(0).toUpperCase() + name.slice(1)],
];

const json = (value: JsonValue) => JSON.stringify(value);
const escaped = (name: string) =>
  [...name].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** A way for a member to stand on a side of a call, with what the error message beside it says. */
export interface Form {
  readonly form: string;
  readonly side: (name: string) => JsonValue;
  readonly errorMessage?: string;
}

export const FORMS: readonly Form[] = [
  { form: 'a member', side: (name) => ({ [name]: SECRET }) },
  { form: 'deep down', side: (name) => ({ a: { b: { c: { [name]: SECRET } } } }) },
  { form: 'deeper than a row can have it', side: (name) => nested(40, { [name]: SECRET }) },
  { form: 'in lists', side: (name) => ({ items: [[{ [name]: SECRET }], 1] }) },
  { form: 'as a list', side: (name) => ({ [name]: [SECRET, { also: SECRET }] }) },
  { form: 'as an object', side: (name) => ({ [name]: { one: [SECRET] } }) },
  { form: 'in a text of JSON', side: (name) => ({ text: json({ other: 1, [name]: SECRET }) }) },
  { form: 'under an escaped key of JSON', side: (name) => ({ text: `{"${escaped(name)}" : ${json(SECRET)}}` }) },
  { form: 'in a text of JSON within a list', side: (name) => ['a', json([{ [name]: [SECRET] }])] },
  { form: 'in JSON within JSON', side: (name) => ({ text: json({ in: json({ in: json({ [name]: SECRET }) }) }) }) },
  { form: 'in a text instead of an object', side: (name) => json({ [name]: SECRET }) },
  { form: 'in JSON that was cut off', side: (name) => ({ text: json({ a: 1, [name]: SECRET }).slice(0, -3) }) },
  { form: 'in JSON behind a word', side: (name) => ({ text: `Payload: ${json({ [name]: SECRET })}, and so on` }) },
  { form: 'in JSON with a bad escape', side: (name) => ({ text: `{"a":"\\q","${name}":${json(SECRET)}}` }) },
  {
    form: 'repeated in the message',
    side: (name) => ({ [name]: SECRET }),
    errorMessage: `bad value ${SECRET}, or ${json(SECRET)}, or ${encodeURIComponent(SECRET)}`,
  },
];

function nested(levels: number, inmost: JsonValue): JsonValue {
  return Array.from({ length: levels }).reduce<JsonValue>((inside) => ({ a: inside }), inmost);
}

/** The record of a call with a secret in it: an item of the list, its name spelt in some way, in some form. */
export function secretiveRecord(
  [eventName, side, name]: (typeof ITEMS)[number],
  spelt: (name: string) => string,
  { side: written, errorMessage }: Form,
): JsonObject {
  return ssmRecord({ eventName, [side]: written(spelt(name)), ...(errorMessage !== undefined && { errorMessage }) });
}
