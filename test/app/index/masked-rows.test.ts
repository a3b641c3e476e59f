import { INDEX_EVERYTHING, indexRecord } from '../../../lib/app/index/index-record';
import type { JsonObject, JsonValue } from '../../../lib/core/record/json';
import { readRecordAttribute } from '../../../lib/core/rows/record-attribute';
import { ssmRecord } from '../../log-records';

/** What the closed list masks: the event, the side that the documentation has it in, and the member. */
const ITEMS: readonly (readonly [eventName: string, side: 'requestParameters' | 'responseElements', name: string])[] = [
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

const CASES: readonly (readonly [string, (name: string) => string])[] = [
  ['as it is', (name) => name],
  ['in lower case', (name) => name.toLowerCase()],
  ['in upper case', (name) => name.toUpperCase()],
  ['capitalised', (name) => name.charAt(0).toUpperCase() + name.slice(1)],
];

const json = (value: JsonValue) => JSON.stringify(value);
const escaped = (name: string) =>
  [...name].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** A way for a member to stand on a side of a call, with what the error message beside it says. */
interface Form {
  readonly form: string;
  readonly side: (name: string) => JsonValue;
  readonly errorMessage?: string;
}

const FORMS: readonly Form[] = [
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

const PLACE = { logFile: 's3://b/k', recordIndex: 0, recordSha256: 'ab'.repeat(32) };
const SOURCE = { origin: 'delivery', deliveredAt: undefined, now: new Date('2024-03-01T10:06:00Z') } as const;

/** Everything that an indexed record leaves in the tables, as text. */
function stored(record: JsonObject): string {
  const indexed = indexRecord(record, PLACE, SOURCE, { ...INDEX_EVERYTHING, extraTerms: ['responseElements.text'] });
  if (typeof indexed === 'string') throw new Error(`not indexed: ${indexed}`);
  const { row, termRows } = indexed;
  const kept = row.record === undefined ? undefined : readRecordAttribute(row.record);
  return JSON.stringify([{ ...row, record: kept }, ...termRows(row)]);
}

/** The readable core of the secret: no spelling of it that we know of lacks this. */
const CORE = 's3cret';

describe.each(CASES)('what is masked, its name %s', (_, spelt) => {
  it.each(FORMS)('is in no row: $form', ({ side: written, errorMessage = null }) => {
    for (const [eventName, side, name] of ITEMS) {
      const rows = stored(ssmRecord({ eventName, [side]: written(spelt(name)), errorMessage }));
      expect({ eventName, name, isReadable: rows.includes(CORE) }).toEqual({ eventName, name, isReadable: false });
      expect(rows).toMatch(/\*\*\*masked:\d+\*\*\*/);
    }
  });
});

it('covers sixty forms', () => {
  expect(CASES.length * FORMS.length).toBe(60);
});
