import fc from 'fast-check';
import { JsonCheck, MAX_CHECKED_BYTES } from '../../../lib/core/log-file/json-check';
import { isJsonObject } from '../../../lib/core/record/json';
import { anyCharacter } from '../text/any-character';

/** How many generated texts are compared; FUZZ_RUNS=3000000 is for an evening. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 500);

describe('JsonCheck', () => {
  it.each([
    '{}',
    ' { } ',
    '{"a":[],"b":[[],{}],"c":[1,-0,0.5,-12.25e+10,1E5,10e-7],"d":[true,false,null]}',
    '\t{\r\n"a" : { "b" : [ 1 , 2 ] } , "c" : "\\u00e9\\"\\\\\\/\\b\\f\\n\\r\\t" }\n',
    '{"a":{"\\u0061":1}}',
    '{"a":"\\ud800 \u2028 \u007f é漢🙂"}',
    `{"a":"${'x'.repeat(100)}","b":${'9'.repeat(50)}}`,
  ])('takes %j', (text) => {
    expect(JSON.parse(text)).toBeDefined();
    expect(checked(text)).toEqual({ eventSource: undefined });
  });

  it.each([
    ['{"a":1,}', '{,"a":1}', '{"a"}', '{"a":}', '{"a" 1}', '{a:1}', "{'a':1}", '{"a":1 "b":2}', '{"a":1}}', '{"a":1'],
    ['{"a":[1,]}', '{"a":[,1]}', '{"a":[1 2]}', '{"a":[}', '{"a":{]}', '{"a":[1}}', '{"a":[1:2]}', '{}{}', '{} x', ''],
    ['01', '-', '+1', '1.', '.5', '1e', '1e+', '-a', '0x1', '1_0', 'NaN', 'Infinity', '--1', '1.e1'].map(asMember),
    ['tru', 'truex', 'True', 'nul', 'fals', 'falsy', 'undefined', '\u00a01', '\ufeff1', '\v1', '/**/1'].map(asMember),
    ['"\t"', '"\u0000"', '"\n"', '"\\x"', '"\\u12"', '"\\u12g4"', '"\\U0041"', '"\\', '"', '"a""b"'].map(asMember),
  ])('refuses what JSON.parse refuses', (...texts) => {
    for (const text of texts) {
      expect(() => JSON.parse(text)).toThrow(SyntaxError);
      expect(checked(text)).toBeUndefined();
    }
  });

  it.each([
    ['{"eventSource":"ssm.amazonaws.com"}', 'ssm.amazonaws.com'],
    ['{ "a":1, "eventSource" : "s3é" , "b":{"eventSource":"no"}}', 's3é'],
    ['{"eventSource":"one","eventSource":"two"}', 'two'],
    ['{"eventSource":"one","eventSource":null}', undefined],
    ['{"eventSource":{"eventSource":"no"}}', undefined],
    ['{"eventSourc":"no","eventSources":"no","EventSource":"no","a":["eventSource","no"]}', undefined],
    ['{"eventSource":""}', ''],
  ])('reads the event source of %s', (text, eventSource) => {
    expect(checked(text)).toEqual({ eventSource });
  });

  it.each([
    ['an event source', '{"eventSource":"ss\\u006d.amazonaws.com"}'],
    ['its key', '{"event\\u0053ource":"ssm.amazonaws.com"}'],
  ])('leaves %s that is spelt with escapes to JSON.parse', (_, text) => {
    expect(checked(text)).toBeUndefined();
  });

  it('leaves what is very long or deep to JSON.parse', () => {
    expect(checked(`{"a":"${'x'.repeat(MAX_CHECKED_BYTES)}"}`)).toBeUndefined();
    const nested = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect(checked(nested(60_000))).toEqual({ eventSource: undefined });
    expect(checked(nested(70_000))).toBeUndefined();
  });

  it('forgets the text before', () => {
    checked('{"eventSource":"ssm.amazonaws.com","a":"}}}}}}"}');
    expect(checked('{"a":1')).toBeUndefined();
    expect(checked('{"a":1}')).toEqual({ eventSource: undefined });
  });

  it('agrees with JSON.parse on damaged texts', () => {
    fc.assert(
      fc.property(damagedText(), (text) => {
        const found = checked(text);
        if (found !== undefined) expect(found).toEqual({ eventSource: parsedSource(text) });
        else if (!text.includes('\\')) expect(() => JSON.parse(text)).toThrow(SyntaxError);
      }),
      { numRuns: RUNS, seed: 3 },
    );
  });
});

function checked(text: string) {
  return JsonCheck.shared.check(Buffer.from(text));
}

function asMember(value: string): string {
  return `{"a":${value}}`;
}

/** Throws where the text is no JSON. */
function parsedSource(text: string): string | undefined {
  const value: unknown = JSON.parse(text);
  const source = isJsonObject(value) && Object.hasOwn(value, 'eventSource') ? value['eventSource'] : undefined;
  return typeof source === 'string' ? source : undefined;
}

/** Objects as JSON, some with white space, some with one to three pieces replaced, taken out or put in. */
function damagedText(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    ...['{', '}', '[', ']', ',', ':', '"', '\\', '0', '1', '-', '.', 'e', '+', ' ', '\n', '\u0001', 'u', 'é', '""'],
    ...['true', 'false', 'null', '"eventSource"', '"eventSource":', '\\u0053', '\\n', '1e5', '0.5', '{}', '[]'],
  );
  const key = fc.oneof(fc.constant('eventSource'), fc.string({ maxLength: 20 }));
  const { tree } = fc.letrec<{ tree: unknown; leaf: unknown }>((tie) => ({
    leaf: fc.oneof(
      fc.constantFrom(true, false, null),
      fc.double({ noNaN: true }),
      fc.integer(),
      fc.string({ unit: anyCharacter }),
    ),
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      tie('leaf'),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  const damage = fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.option(piece, { nil: '' }));
  return fc
    .tuple(fc.dictionary(key, tree, { maxKeys: 4 }), fc.nat({ max: 2 }), fc.array(damage, { maxLength: 3 }))
    .map(([value, indent, damages]) =>
      damages
        .reduce(
          (text, [place, length, put]) => {
            const at = place % (text.length + 1);
            return text.slice(0, at) + put + text.slice(at + length);
          },
          JSON.stringify(value, undefined, indent),
        )
        .toWellFormed(),
    );
}
