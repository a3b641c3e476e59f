import fc from 'fast-check';
import { holdsUnsafeNumber } from '../../../lib/core/record/unsafe-number';

describe('holdsUnsafeNumber', () => {
  it.each([
    '{"n":1e400}',
    '[9007199254740993]',
    '{"a":"1","b":[{"c":-0.10000000000000000001}]}',
    '[1e-400]',
    '{"":12345678901234567890}',
  ])('finds the one of %s', (text) => expect(holdsUnsafeNumber(text)).toBe(true));

  it.each(['{"n":"1e400"}', '["\\"1e400"]', '{"1e400\\\\":1.5}', '[9007199254740991,0.1,1E5,-0]', '"\\\\\\" 1e400"'])(
    'finds none in %s',
    (text) => expect(holdsUnsafeNumber(text)).toBe(false),
  );

  it('tells texts from numbers wherever they stand', () => {
    const part = fc.oneof(
      fc.constantFrom('1e400', '12345678901234567890', '1.5', '7', 'null', 'true'),
      fc.string().map((text) => JSON.stringify(`${text}1e400\\" 12345678901234567890`)),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const isUnsafe = parts.some((each) => each === '1e400' || each === '12345678901234567890');
        expect(holdsUnsafeNumber(`[${parts.join(', ')}]`)).toBe(isUnsafe);
      }),
    );
  });

  it('takes time in proportion to a hostile text', () => {
    const texts = ['1.5,'.repeat(100_000), '"1.5",'.repeat(60_000), `"${'\\\\'.repeat(200_000)} 1.5",`];
    const began = performance.now();
    for (const text of texts) expect(holdsUnsafeNumber(`[${text}1]`)).toBe(false);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
