import { digitsOf, parseKeepingDigits, stringifyKeepingDigits } from '../../../lib/core/explorer/exact-numbers';

it.each(['9007199254740993', '-12345678901234567890', '1e400', '1.10', '0.1000000000000000000001', '-0'])(
  'keeps the digits of %s',
  (digits) => {
    const value = parseKeepingDigits(`{"a":[${digits}, 1.5]}`) as { readonly a: readonly unknown[] };
    expect([digitsOf(value.a[0]) ?? String(value.a[0]), value.a[1]]).toEqual([digits, 1.5]);
  },
);

it.each([
  '{"a":"9007199254740993 \\" 1e400, 5","b":9007199254740993,"c":{"1.10":[1.10]},"d":null}',
  '["\\\\",9007199254740993,"x: 9007199254740994"]',
])('writes %s as it was', (json) => {
  expect(stringifyKeepingDigits(parseKeepingDigits(json)).replace(/\n\s*/g, '').replaceAll('": ', '":')).toBe(json);
});

it('takes no text for digits', () => {
  expect([digitsOf('9007199254740993'), digitsOf(5), digitsOf(undefined)]).toEqual([undefined, undefined, undefined]);
  expect(() => parseKeepingDigits('{"a":9007199254740993')).toThrow(SyntaxError);
});
