import fc from 'fast-check';
import { beginning, shortened, storedField } from '../../../lib/core/text/shortened-text';
import { anyCharacter } from './any-character';

const anyText = fc.string({ unit: anyCharacter, maxLength: 400 });
const halfCharacters = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 })
  .map((units) => String.fromCharCode(...units));

describe('shortened', () => {
  it('leaves what fits as it is, to the byte', () => {
    expect(shortened('é'.repeat(64), 128)).toBe('é'.repeat(64));
    expect(shortened(`${'é'.repeat(64)}x`, 128)).not.toBe(`${'é'.repeat(64)}x`);
  });

  it('keeps the beginning and tells long texts apart by the end', () => {
    const [one, other] = [shortened(`${'a'.repeat(5000)}1`, 200), shortened(`${'a'.repeat(5000)}2`, 200)];
    expect(one).toMatch(/^a{128}~sha256:[0-9a-f]{64}$/);
    expect(other).not.toBe(one);
    expect(shortened(`${'a'.repeat(5000)}1`, 200)).toBe(one);
  });

  it('always fits, is well-formed, and is its own shortening', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, halfCharacters), fc.integer({ min: 72, max: 300 }), (text, maxBytes) => {
        const short = shortened(text, maxBytes);
        expect(Buffer.byteLength(short)).toBeLessThanOrEqual(maxBytes);
        expect(short.isWellFormed()).toBe(true);
        expect(shortened(short, maxBytes)).toBe(short);
      }),
    );
  });
});

describe('beginning', () => {
  it('cuts between characters', () => {
    expect(beginning('aé', 2)).toBe('a');
    expect(beginning('a😀b', 4)).toBe('a');
    expect(beginning('a😀b', 5)).toBe('a😀');
  });

  it('is a beginning that fits', () => {
    fc.assert(
      fc.property(anyText, fc.nat(200), (text, maxBytes) => {
        const start = beginning(text, maxBytes);
        expect(text.toWellFormed().startsWith(start)).toBe(true);
        expect(Buffer.byteLength(start)).toBeLessThanOrEqual(maxBytes);
      }),
    );
  });

  it('replaces half characters', () => {
    expect(beginning('a\ud800', 10)).toBe('a\ufffd');
    expect(beginning('\udc00'.repeat(9), 3)).toBe('\ufffd');
  });
});

it('keeps a field of 10 KB whole', () => {
  expect(storedField('x'.repeat(10_240))).toHaveLength(10_240);
  expect(storedField('x'.repeat(400_000)).length).toBeLessThan(13_000);
});
