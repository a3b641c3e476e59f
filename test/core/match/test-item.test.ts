import { predicateOf } from '../../../lib/core/match/condition';
import type { RuleValue } from '../../../lib/core/match/rule-value';
import { compileTestItem } from '../../../lib/core/match/test-item';
import type { JsonObject, JsonValue } from '../../../lib/core/record/json';

/** Whether `key: values` holds for a record. */
function holds(record: JsonObject, key: string, ...values: readonly RuleValue[]): boolean {
  return predicateOf(compileTestItem(key, values))(record);
}

const request = (requestParameters: JsonValue): JsonObject => ({ eventName: 'SendCommand', requestParameters });

/** A value inside so many lists or maps: deeper than any call stack where it is some ten thousand. */
function nested(levels: number, innermost: JsonValue, wrap: (value: JsonValue) => JsonValue): JsonValue {
  let value = innermost;
  for (let level = 0; level < levels; level += 1) value = wrap(value);
  return value;
}

it('answers for a text that comes again, and for more texts than are remembered, as RE2 does', () => {
  const test = predicateOf(compileTestItem('field|re', ['1$']));
  const texts = Array.from({ length: 1_200 }, (_, at) => `${at}`);
  for (const text of [...texts, ...texts.toReversed(), 'x'.repeat(400), `${'x'.repeat(400)}1`]) {
    expect(test({ field: text })).toBe(text.endsWith('1'));
  }
});

describe('field paths', () => {
  it('descend at dots', () => {
    expect(holds(request({ a: { b: 'x' } }), 'requestParameters.a.b', 'x')).toBe(true);
    expect(holds(request({ a: { b: 'x' } }), 'requestParameters.a.c', 'x')).toBe(false);
  });

  it('try the longest literal key first', () => {
    const record = request({ 'a.b': 'long', a: { b: 'short' } });
    expect(holds(record, 'requestParameters.a.b', 'long')).toBe(true);
    expect(holds(record, 'requestParameters.a.b', 'short')).toBe(false);
    expect(holds(request({ 'aws:x.y': { z: 'x' } }), 'requestParameters.aws:x.y.z', 'x')).toBe(true);
  });

  it('fall back to a shorter key where the longer one leads nowhere', () => {
    expect(holds(request({ 'a.b': {}, a: { b: { c: 'x' } } }), 'requestParameters.a.b.c', 'x')).toBe(true);
  });

  it('are case-sensitive', () => {
    expect(holds({ eventname: 'x' }, 'eventName', 'x')).toBe(false);
  });

  it('find own members only', () => {
    expect(holds({}, 'constructor|exists', true)).toBe(false);
    expect(holds({}, '__proto__.toString|exists', true)).toBe(false);
    expect(holds(JSON.parse('{"__proto__":{"a":"x"}}'), '__proto__.a', 'x')).toBe(true);
  });
});

describe('lists', () => {
  const record = request({ instanceIds: ['i-1', 'i-2'], tags: [{ key: 'a', value: '1' }, { key: 'b' }], none: [] });

  it('hold if any element satisfies', () => {
    expect(holds(record, 'requestParameters.instanceIds', 'i-2')).toBe(true);
    expect(holds(record, 'requestParameters.tags.key', 'b')).toBe(true);
    expect(holds(record, 'requestParameters.tags.key', 'c')).toBe(false);
    expect(holds(request({ a: [[{ b: 'x' }], []] }), 'requestParameters.a.b', 'x')).toBe(true);
  });

  it('let neq mean that no element satisfies', () => {
    expect(holds(record, 'requestParameters.instanceIds|neq', 'i-2')).toBe(false);
    expect(holds(record, 'requestParameters.instanceIds|neq', 'i-3')).toBe(true);
  });

  it('let different elements satisfy the values of all', () => {
    expect(holds(record, 'requestParameters.instanceIds|contains|all', 'i-1', 'i-2')).toBe(true);
    expect(holds(record, 'requestParameters.instanceIds|contains|all', 'i-1', 'i-3')).toBe(false);
  });

  it('are null where an element lacks the field, and absent below an empty list', () => {
    expect(holds(record, 'requestParameters.tags.value', null)).toBe(true);
    expect(holds(record, 'requestParameters.tags.key', null)).toBe(false);
    expect(holds(record, 'requestParameters.none.key', null)).toBe(true);
    expect(holds(record, 'requestParameters.none.key|exists', false)).toBe(true);
    expect(holds(record, 'requestParameters.none', null)).toBe(false);
  });
});

describe('null, exists and the empty string', () => {
  it('null matches absent, JSON null, and below an absent or null parent', () => {
    expect(holds({}, 'errorCode', null)).toBe(true);
    expect(holds(request(null), 'requestParameters', null)).toBe(true);
    expect(holds(request(null), 'requestParameters.name', null)).toBe(true);
    expect(holds({}, 'requestParameters.name', null)).toBe(true);
    expect(holds(request('HIDDEN'), 'requestParameters.name', null)).toBe(true);
  });

  it('null never matches the empty string', () => {
    expect(holds({ errorCode: '' }, 'errorCode', null)).toBe(false);
  });

  it('exists asks for presence only', () => {
    expect(holds(request(null), 'requestParameters|exists', true)).toBe(true);
    expect(holds(request(''), 'requestParameters|exists', true)).toBe(true);
    expect(holds(request(null), 'requestParameters.name|exists', true)).toBe(false);
    expect(holds(request(null), 'requestParameters|exists', false)).toBe(false);
    expect(holds({}, 'requestParameters|exists', false)).toBe(true);
  });

  it("'' matches the empty string alone", () => {
    expect(holds({ errorCode: '' }, 'errorCode', '')).toBe(true);
    expect(holds({ errorCode: ' ' }, 'errorCode', '')).toBe(false);
    expect(holds({ errorCode: null }, 'errorCode', '')).toBe(false);
    expect(holds({}, 'errorCode', '')).toBe(false);
    expect(holds(request({ a: '' }), 'requestParameters', '')).toBe(false);
    expect(holds(request({ a: ['x', ''] }), 'requestParameters.a', '')).toBe(true);
  });

  it('null stands among other values', () => {
    expect(holds({}, 'errorCode', 'Success', null)).toBe(true);
    expect(holds({ errorCode: 'Success' }, 'errorCode', 'Success', null)).toBe(true);
    expect(holds({ errorCode: 'AccessDenied' }, 'errorCode', 'Success', null)).toBe(false);
  });
});

describe('scalars', () => {
  it.each<[JsonValue, RuleValue]>([
    [false, 'false'],
    ['false', false],
    [false, false],
    ['3306', { written: '3306', value: 3306 }],
    [3306, '3306'],
    [3306, { written: '0xCEA', value: 3306 }],
    ['012345678901', { written: '012345678901', value: 12345678901 }],
    ['1.10', { written: '1.10', value: 1.1 }],
    [1.1, { written: '1.10', value: 1.1 }],
  ])('compare %p with %p by their text', (found, value) => {
    expect(holds({ field: found }, 'field', value)).toBe(true);
  });

  it('are not equal to other texts', () => {
    expect(holds({ field: 33060 }, 'field', '3306')).toBe(false);
    expect(holds({ field: 0 }, 'field', 'false')).toBe(false);
  });

  it('ignore letter case unless cased', () => {
    expect(holds({ field: 'SendCommand' }, 'field', 'sendcommand')).toBe(true);
    expect(holds({ field: 'SendCommand' }, 'field|cased', 'sendcommand')).toBe(false);
    expect(holds({ field: 'SendCommand' }, 'field|cased|startswith', 'Send')).toBe(true);
    expect(holds({ field: 'SendCommand' }, 'field|startswith|cased', 'send')).toBe(false);
  });
});

describe('two-valued logic', () => {
  it('a test on a missing field is false, its negation true', () => {
    expect(holds({}, 'errorCode', 'Success')).toBe(false);
    expect(holds({}, 'errorCode|neq', 'Success')).toBe(true);
    expect(holds({}, 'errorCode|contains', 'Denied')).toBe(false);
    expect(holds({}, 'errorCode|contains|neq', 'Denied')).toBe(true);
  });
});

describe('wildcards', () => {
  it.each([
    ['Send*', 'SendCommand'],
    ['*Command', 'SendCommand'],
    ['*d*o*', 'SendCommand'],
    ['S?ndC*d', 'SendCommand'],
    ['a?c', 'a😀c'],
    ['a?c', 'a\nc'],
    ['a*c', 'a\n\nc'],
    ['*', ''],
    ['a**b', 'ab'],
    ['*?', 'x'],
    ['a*a', 'aa'],
  ])('%s matches %j', (pattern, text) => {
    expect(holds({ field: text }, 'field', pattern)).toBe(true);
  });

  it.each([
    ['Send', 'SendCommand'],
    ['Send?', 'Send'],
    ['?', ''],
    ['a*a', 'a'],
    ['ab*ba', 'aba'],
    ['*b*b*', 'abc'],
    ['Send*x', 'SendCommand\nx\n'],
  ])('%s does not match %j, because it is anchored to the whole value', (pattern, text) => {
    expect(holds({ field: text }, 'field', pattern)).toBe(false);
  });

  it.each([
    ['a\\*c', 'a*c', 'abc'],
    ['a\\?c', 'a?c', 'abc'],
    ['a\\\\*', 'a\\b', 'a*'],
    ['a\\\\\\*', 'a\\*', 'a\\b'],
    ['C:\\dir', 'C:\\dir', 'C:\\\\dir'],
    ['C:\\\\dir', 'C:\\dir', 'C:\\\\dir'],
    ['a\\\\\\\\b', 'a\\\\b', 'a\\b'],
    ['a\\\\\\b', 'a\\\\b', 'a\\b'],
    ['a\\', 'a\\', 'a'],
    ['Jersey/\u0024{project.version}', 'jersey/\u0024{project.version}', 'jersey/1'],
  ])('%s means %j and not %j', (pattern, meant, other) => {
    expect(holds({ field: meant }, 'field', pattern)).toBe(true);
    expect(holds({ field: other }, 'field', pattern)).toBe(false);
  });

  it("contains '*' is present and not null, maps and lists included", () => {
    for (const value of ['x', '', 0, false, {}, [], { a: null }, ['x']]) {
      expect(holds(request(value), 'requestParameters|contains', '*')).toBe(true);
      expect(holds(request(value), 'requestParameters', '*')).toBe(true);
    }
    expect(holds(request(null), 'requestParameters|contains', '*')).toBe(false);
    expect(holds({}, 'requestParameters|contains', '*')).toBe(false);
  });

  it('come to an end on hostile values', () => {
    const text = `${'a'.repeat(256 * 1024)}c`;
    expect(holds({ field: text }, 'field', '*a*a*a*a*a*a*b')).toBe(false);
    expect(holds({ field: text }, 'field', '*a?a?a?*a?a*b*')).toBe(false);
    expect(holds({ field: text }, 'field|contains', `${'a'.repeat(50)}b`)).toBe(false);
  });
});

describe('string tests on maps and lists', () => {
  const record = request({ policy: { Effect: 'Allow', Port: 22 }, versioning: [{ status: 'Suspended' }] });

  it('match the text of any leaf', () => {
    expect(holds(record, 'requestParameters|contains', 'suspend')).toBe(true);
    expect(holds(record, 'requestParameters', 'suspended')).toBe(true);
    expect(holds(record, 'requestParameters.policy|startswith', '2')).toBe(true);
    expect(holds(record, 'requestParameters|contains', 'absent')).toBe(false);
  });

  it('match the compact JSON of the value', () => {
    expect(holds(record, 'requestParameters|contains', '"Allow"')).toBe(true);
    expect(holds(record, 'requestParameters|contains', '"Port":22')).toBe(true);
    expect(holds(record, 'requestParameters.versioning', '[{"status":"Suspended"}]')).toBe(true);
    expect(holds(record, 'requestParameters.versioning', '{"status":"Suspended"}')).toBe(true);
    expect(holds(record, 'requestParameters|re', '"Effect":"Allow"')).toBe(true);
  });

  it('see what a map hides behind the marks of another type', () => {
    const forged = request({ isLosslessNumber: true, toString: 'x', command: 'evil' });
    expect(holds(forged, 'requestParameters|contains', 'evil')).toBe(true);
    expect(holds(forged, 'requestParameters.command', 'evil')).toBe(true);
    expect(holds(forged, '', 'evil')).toBe(true);
  });

  it.each([40, 20_000])('reach a leaf %i levels deep', (levels) => {
    const map = request(nested(levels, 'evil', (value) => ({ a: value })));
    const list = request(nested(levels, 'evil', (value) => [value]));
    for (const deep of [map, list]) {
      expect(holds(deep, 'requestParameters|contains', 'evil')).toBe(true);
      expect(holds(deep, 'requestParameters|contains', '"evil"')).toBe(true);
      expect(holds(deep, '', 'evil')).toBe(true);
      expect(holds(deep, 'requestParameters.a.b.c', null)).toBe(true);
      expect(holds(deep, 'requestParameters|fieldref', 'requestParameters')).toBe(true);
    }
    expect(holds(list, 'requestParameters', 'evil')).toBe(true);
  });
});

describe('re', () => {
  it('is unanchored and case-sensitive', () => {
    expect(holds({ field: 'SendCommand' }, 'field|re', 'dC.m')).toBe(true);
    expect(holds({ field: 'SendCommand' }, 'field|re', 'dc.m')).toBe(false);
    expect(holds({ field: 'SendCommand' }, 'field|re', '^Send$')).toBe(false);
  });

  it('takes the flags i, m and s', () => {
    expect(holds({ field: 'SendCommand' }, 'field|re|i', 'dc.m')).toBe(true);
    expect(holds({ field: 'a\nb' }, 'field|re', '^b')).toBe(false);
    expect(holds({ field: 'a\nb' }, 'field|re|m', '^b')).toBe(true);
    expect(holds({ field: 'a\nb' }, 'field|re', 'a.b')).toBe(false);
    expect(holds({ field: 'a\nb' }, 'field|re|s', 'a.b')).toBe(true);
    expect(holds({ field: 'A\nb' }, 'field|re|i|s', 'a.B')).toBe(true);
  });

  it('leaves backslashes and stars to the expression', () => {
    expect(holds({ field: 'a*\\' }, 'field|re', '^a\\*\\\\$')).toBe(true);
  });

  it('comes to an end whatever the pattern', () => {
    const text = `${'a'.repeat(256 * 1024)}bc`;
    expect(holds({ field: text }, 'field|re', '(a+)+(b+)+$')).toBe(false);
    expect(holds({ field: text }, 'field|re', '(a|aa|b)*d$|a{20}cb')).toBe(false);
  });
});

describe('cidr', () => {
  it.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['0.0.0.0/0', '8.8.8.8', true],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3/32', '10.1.2.4', false],
    ['2001:db8::/32', '2001:DB8:1::9', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['::ffff:10.0.0.0/104', '::ffff:10.9.9.9', true],
    ['::/0', '10.0.0.1', false],
    ['10.0.0.0/8', 'AWS Internal', false],
    ['10.0.0.0/8', '', false],
    ['10.0.0.0/8', '10.0.0.0/8', false],
    ['fe80::/10', 'fe80::1%eth0', false],
  ])('%s with %s is %s', (network, address, expected) => {
    expect(holds({ sourceIPAddress: address }, 'sourceIPAddress|cidr', network)).toBe(expected);
  });

  it('is false on what is no text', () => {
    expect(holds({}, 'sourceIPAddress|cidr', '10.0.0.0/8')).toBe(false);
    expect(holds(request({ ip: ['x', '10.0.0.1'] }), 'requestParameters.ip|cidr', '10.0.0.0/8')).toBe(true);
    expect(holds(request({ ip: '10.0.0.1' }), 'requestParameters|cidr', '10.0.0.0/8')).toBe(false);
  });
});

describe('lt, lte, gt and gte', () => {
  const three = { written: '3', value: 3 };

  it.each<[string, JsonValue, boolean]>([
    ['lt', 2, true],
    ['lt', 3, false],
    ['lte', 3, true],
    ['gt', '3.5', true],
    ['gt', '3', false],
    ['gte', '3', true],
    ['gt', '1e3', true],
    ['gt', 'AWS Internal', false],
    ['lt', 'AWS Internal', false],
    ['lt', '', false],
    ['lt', null, false],
    ['lt', true, false],
    ['gt', '9'.repeat(100_000), false],
    ['gt', {}, false],
  ])('%s 3 with %.20p is %s', (comparison, value, expected) => {
    expect(holds({ field: value }, `field|${comparison}`, three)).toBe(expected);
  });
});

describe('fieldref', () => {
  const record: JsonObject = { a: 'Same', b: 'same', c: 'a same b', n: 5, m: '5', list: ['x', 'same'], none: null };

  it.each([
    ['a|fieldref', 'b', true],
    ['a|fieldref|cased', 'b', false],
    ['a|cased|fieldref', 'b', false],
    ['n|fieldref', 'm', true],
    ['a|fieldref', 'c', false],
    ['a|fieldref', 'list', true],
    ['c|fieldref|contains', 'b', true],
    ['c|fieldref|startswith', 'b', false],
    ['c|fieldref|endswith', 'b', false],
    ['a|fieldref|neq', 'b', false],
    ['a|fieldref|neq', 'c', true],
  ])('%s %s is %s', (key, other, expected) => {
    expect(holds(record, key, other)).toBe(expected);
  });

  it('is false with either side absent', () => {
    expect(holds(record, 'a|fieldref', 'absent')).toBe(false);
    expect(holds(record, 'absent|fieldref', 'a')).toBe(false);
    expect(holds(record, 'absent|fieldref', 'missing')).toBe(false);
    expect(holds(record, 'none|fieldref', 'none')).toBe(false);
    expect(holds(record, 'a|fieldref|neq', 'absent')).toBe(true);
  });
});

describe('time modifiers', () => {
  const record = { eventTime: '2023-07-10T22:57:16Z' };

  it.each([
    ['minute', 57],
    ['hour', 22],
    ['day', 10],
    ['week', 28],
    ['month', 7],
    ['year', 2023],
  ])('%s reads %i', (part, number) => {
    expect(holds(record, `eventTime|${part}`, { written: String(number), value: number })).toBe(true);
    expect(holds(record, `eventTime|${part}`, { written: String(number + 1), value: number + 1 })).toBe(false);
  });

  it('compare with lt, lte, gt and gte', () => {
    expect(holds(record, 'eventTime|hour|gte', '22')).toBe(true);
    expect(holds(record, 'eventTime|hour|lt', '6')).toBe(false);
  });

  it('are false on text that is no ISO 8601 time', () => {
    expect(holds({ eventTime: 'Jul 10, 2023 1:57:16 PM' }, 'eventTime|year', '2023')).toBe(false);
    expect(holds({ eventTime: '2023-07-10' }, 'eventTime|hour', '0')).toBe(false);
    expect(holds({ eventTime: '2023-13-10T00:00:00Z' }, 'eventTime|year', '2023')).toBe(false);
  });

  it('count ISO weeks over the turn of the year', () => {
    expect(holds({ t: '2021-01-03' }, 't|week', '53')).toBe(true);
    expect(holds({ t: '2024-12-30' }, 't|week', '1')).toBe(true);
  });
});

describe('encodings', () => {
  const encoded = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding).toString('base64');

  it('base64 compares with the encoded text', () => {
    expect(holds({ field: encoded('whoami') }, 'field|base64', 'whoami')).toBe(true);
    expect(holds({ field: `x${encoded('who')}x` }, 'field|base64|contains', 'who')).toBe(true);
    expect(holds({ field: encoded('a*b') }, 'field|base64', 'a\\*b')).toBe(true);
  });

  it.each(['', 'x', 'xy', 'xyz'])('base64offset with contains finds text after %j', (before) => {
    for (const after of ['', 'p', 'pq', 'pqr']) {
      const field = encoded(`${before}whoami /all${after}`);
      expect(holds({ field }, 'field|base64offset|contains', 'whoami /all')).toBe(true);
      expect(holds({ field }, 'field|base64offset|contains', 'whoami /priv')).toBe(false);
    }
  });

  it('wide, utf16le, utf16be and utf16 encode before base64', () => {
    const utf16 = encoded('cmd', 'utf16le');
    expect(holds({ field: utf16 }, 'field|wide|base64', 'cmd')).toBe(true);
    expect(holds({ field: utf16 }, 'field|utf16le|base64offset|contains', 'cmd')).toBe(true);
    expect(holds({ field: encoded('\ufeffcmd', 'utf16le') }, 'field|utf16|base64', 'cmd')).toBe(true);
    expect(holds({ field: encoded('\0c\0m\0d') }, 'field|utf16be|base64', 'cmd')).toBe(true);
    expect(holds({ field: 'xc\0m\0d\0x' }, 'field|wide|contains', 'cmd')).toBe(true);
  });

  it.each([
    ['field|base64', 'a*', 'base64: takes text without wildcards'],
    ['field|contains|base64', 'a', 'base64: takes text without wildcards'],
    ['field|wide', 'é', 'takes only ASCII text'],
    ['field|base64', null, 'base64: takes text, not null'],
  ])('refuse %s: %s', (key, value, problem) => {
    expect(() => compileTestItem(key, [value])).toThrow(problem);
  });
});

describe('windash', () => {
  it.each(['-enc', '/enc', '–enc', '—enc', '―enc'])('finds %s for -enc and for /enc', (form) => {
    expect(holds({ field: `x ${form} y` }, 'field|windash|contains', ' -enc ')).toBe(true);
    expect(holds({ field: `x ${form} y` }, 'field|windash|contains', ' /enc ')).toBe(true);
    expect(holds({ field: `x ${form} y` }, 'field|contains|windash', ' -enc ')).toBe(true);
  });

  it('leaves dashes inside of words alone', () => {
    expect(holds({ field: '/well-known' }, 'field|windash', '-well-known')).toBe(true);
    expect(holds({ field: '/well/known' }, 'field|windash', '-well-known')).toBe(false);
  });

  it('refuses more than three', () => {
    expect(() => compileTestItem('field|windash', ['-a -b -c -d'])).toThrow('at most 3 dashes in one value, found 4');
  });
});

describe('keywords', () => {
  const record = request({ list: ['Mimikatz here', 22], map: { deep: 'two' } });

  it('are case-insensitive substrings of any leaf', () => {
    expect(holds(record, '', 'mimikatz')).toBe(true);
    expect(holds(record, '', 'absent', 'EVEN TWO', 'w')).toBe(true);
    expect(holds(record, '', { written: '22', value: 22 })).toBe(true);
    expect(holds(record, '', 'mimi*here')).toBe(true);
    expect(holds(record, '', 'requestParameters')).toBe(false);
    expect(holds(record, '', '"two"')).toBe(false);
  });

  it("'|all' needs every keyword, in any leaf", () => {
    expect(holds(record, '|all', 'mimikatz', 'two')).toBe(true);
    expect(holds(record, '|all', 'mimikatz', 'three')).toBe(false);
  });

  it('take re, cased and a position', () => {
    expect(holds(record, '|re', '^Mimi')).toBe(true);
    expect(holds(record, '|cased', 'mimikatz')).toBe(false);
    expect(holds(record, '|startswith', 'here')).toBe(false);
    expect(holds(record, '|endswith', 'here')).toBe(true);
  });

  it.each<[string, RuleValue, string]>([
    ['', null, 'null: needs a field'],
    ['|exists', true, 'exists: needs a field'],
    ['|cidr', '10.0.0.0/8', 'cidr: needs a field'],
    ['|fieldref', 'a', 'fieldref: needs a field'],
  ])('refuse %j: %p', (key, value, problem) => {
    expect(() => compileTestItem(key, [value])).toThrow(problem);
  });
});

describe('refused tests', () => {
  it.each<[string, readonly RuleValue[], string]>([
    ['a|expand', ['%x%'], 'modifier "expand": placeholders are not supported'],
    ['a|near', ['x'], 'modifier "near": unknown, expected one of'],
    ['a|', ['x'], 'modifier "": unknown'],
    ['a|contains|all', ['x'], 'all: needs more than one value'],
    ['a', [], '"a": has no values'],
    ['a|cased|re', ['x'], 'cased: applies to text, not to re'],
    ['a|re', [null], 're: takes text, not null'],
    ['a|contains|re', ['x'], 're: cannot follow a modifier that changes text'],
    ['a|re|contains', ['x'], 'contains: cannot follow re'],
    ['a|fieldref', ['x*'], 'fieldref: takes the path of a field, not "x*"'],
    ['a|hour', ['1.5'], 'hour: takes whole numbers, not 1.5'],
    ['a|lt|gt', ['1'], 'gt: cannot follow number'],
    ['a|re', ['a++'], 'uses a possessive quantifier'],
    ['a|re', ['('], 'not a regular expression that RE2 understands (missing closing )'],
  ])('%s %j', (key, values, problem) => {
    expect(() => compileTestItem(key, values)).toThrow(problem);
  });
});
