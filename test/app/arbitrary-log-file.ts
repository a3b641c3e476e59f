import fc from 'fast-check';

/** Event sources of the family and not, among them the ones that a search for bytes would get wrong. */
const EVENT_SOURCES = [
  'ssm.amazonaws.com',
  'SSM.amazonaws.com',
  'ssm-incidents.amazonaws.com',
  'gamma-ssm-contacts.amazonaws.com',
  'ssmmessages.amazonaws.com',
  'EC2Messages.Amazonaws.COM',
  'ec2.amazonaws.com',
  's3.amazonaws.com',
  'kms.amazonaws.com',
  'assm.amazonaws.com',
  'ssm.amazonaws.com.',
  'ssm',
];

const KEYS = ['eventSource', 'eventSource', 'Records', 'requestParameters', '__proto__', 'constructor', 'é"\\', ''];

const space = fc.constantFrom('', '', '', '', ' ', '\n  ', '\t\r\n');

/** The JSON text of one of `texts`, with some of its characters as `\uXXXX`. */
function stringOf(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(texts, fc.array(fc.nat({ max: 40 }), { maxLength: 2 })).map(([text, escaped]) => {
    const characters = Array.from(text, (character, at) =>
      escaped.includes(at) ? escapeAll(character) : plain(character),
    );
    return `"${characters.join('')}"`;
  });
}

const escapeAll = (character: string) => character.split('').map(escapeUnit).join('');
const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const plain = (character: string) => JSON.stringify(character).slice(1, -1);

const anyText = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.constantFrom('{"eventSource":"ssm.amazonaws.com"}', ']}', '\\', '"', '\\"', 'eventSource', 'PARAMETER_ARN'),
  fc.constantFrom(...EVENT_SOURCES),
);

const key = stringOf(fc.oneof(fc.constantFrom(...KEYS), anyText));

function objectOf(members: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return listOf(members).map((list) => `{${list}}`);
}

function listOf(items: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(fc.array(items, { maxLength: 4 }), space).map(([list, gap]) => gap + list.join(`${gap},`) + gap);
}

function memberOf(keys: fc.Arbitrary<string>, values: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(keys, space, values).map(([name, gap, value]) => `${name}${gap}:${gap}${value}`);
}

const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('null', 'true', 'false', '0', '-1.5', '1e400', '12E-3', '[]', '{}'),
    stringOf(anyText),
    listOf(tie('value')).map((list) => `[${list}]`),
    objectOf(memberOf(key, tie('value'))),
  ),
}));

const eventSource = memberOf(stringOf(fc.constant('eventSource')), stringOf(fc.constantFrom(...EVENT_SOURCES)));

/** The JSON text of a record: members at random, mostly an event source among them, perhaps twice. */
const record = objectOf(fc.oneof(eventSource, memberOf(key, value)));

const records = fc
  .tuple(stringOf(fc.constant('Records')), listOf(fc.oneof({ weight: 9, arbitrary: record }, value)))
  .map(([name, list]) => `${name}:[${list}]`);

/** Keys beside `Records`: none that says that the whole is a record, or holds records in another way. */
const otherKey = key.filter((name) => !['Records', 'eventSource'].includes(JSON.parse(name)));

/** The text of a valid log file: `Records` once at the top level, anywhere among other keys. */
export const logFileText: fc.Arbitrary<string> = fc
  .tuple(fc.array(memberOf(otherKey, value), { maxLength: 3 }), records, fc.nat({ max: 3 }), space)
  .map(([members, list, at, gap]) => `${gap}{${gap}${members.toSpliced(at, 0, list).join(`,${gap}`)}}${gap}`);

/** Log files of the shapes that people have, made of the same records. */
export const shapedText: fc.Arbitrary<string> = fc
  .tuple(fc.array(record, { minLength: 1, maxLength: 3 }), fc.nat({ max: 6 }))
  .map(([list, shape]) => {
    const versioned = list.map((each) =>
      each.replace('{', each.includes(':') ? '{"eventVersion":"1",' : '{"eventVersion":"1"'),
    );
    const inText = list.map((each) => `{"EventId":"x","CloudTrailEvent":${JSON.stringify(each)}}`);
    switch (shape) {
      case 0:
        return versioned.join('\n');
      case 1:
        return `[${versioned}]`;
      case 2:
        return `{"records":[${versioned}]}`;
      case 3:
        return `{"Events":[${inText}]}`;
      case 4:
        return versioned.map((each) => `{"id":"1","detail":${each}}`).join('');
      case 5:
        return `[{"Records":[${list}]},{"Records":[${list}]}]`;
      default:
        return `{"Records":[${list}]}\r\n{"foo":[${list}]}`;
    }
  });

/** A change of a few bytes of a file, anywhere in it. */
export const mutation: fc.Arbitrary<(file: Buffer) => Buffer> = fc
  .array(fc.record({ at: fc.nat(), removed: fc.nat({ max: 3 }), added: fc.uint8Array({ maxLength: 2 }) }), {
    minLength: 1,
    maxLength: 2,
  })
  .map((edits) => (file) => edits.reduce(applyEdit, file));

/** Bytes that mean something in JSON stand for most of the added ones, or hardly a change would be interesting. */
const TELLING = Buffer.from('{}[]",:\\u0 \u0001');

function applyEdit(file: Buffer, { at, removed, added }: { at: number; removed: number; added: Uint8Array }): Buffer {
  const start = at % (file.length + 1);
  const bytes = added.map((byte) => (byte < 200 ? (TELLING[byte % TELLING.length] ?? byte) : byte));
  return Buffer.concat([file.subarray(0, start), bytes, file.subarray(start + removed)]);
}

/** Ways to cut a file into chunks: their lengths, used over and over. */
export const chunkLengths: fc.Arbitrary<readonly number[]> = fc.array(fc.integer({ min: 1, max: 60 }), {
  minLength: 1,
  maxLength: 4,
});

/** A file in chunks of these lengths. */
export async function* cut(file: Buffer, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, nth = 0; at < file.length; nth += 1) {
    const length = lengths[nth % lengths.length] ?? file.length;
    yield file.subarray(at, at + length);
    at += length;
  }
}
