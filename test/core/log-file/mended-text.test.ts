import fc from 'fast-check';
import { mendedText } from '../../../lib/core/log-file/mended-text';

describe('mendedText', () => {
  it.each([
    ['a byte that is no UTF-8', '"a\xffb"', 'a\udcffb'],
    ['half a character', '"\xc3\xa9\xe6\xbc"', 'é\udce6\udcbc'],
    ['control characters', '"\x00\x1f\t\n"', '\0\u001f\t\n'],
    ['escapes that are none', '"\\x \\u12 \\u12G4 \\q"', '\\x \\u12 \\u12G4 \\q'],
    ['a broken escape of what has to be escaped', '"\\\x01"', '\\\u0001'],
    ['control characters outside of texts', '[\x01"a"\x0b,\r\n1]', ['a', 1]],
  ])('makes JSON of a text with %s', (_, damaged, mended) => {
    expect(JSON.parse(mendedText(Buffer.from(damaged, 'latin1')))).toEqual(mended);
  });

  it('leaves JSON as it is', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(mendedText(Buffer.from(json))).toBe(Buffer.from(json).toString());
      }),
    );
  });

  it('leaves what is wrong in another way wrong', () => {
    for (const wrong of ['{"a":tru}', '{"a" 1}', '{\\"a":1}']) expect(mendedText(Buffer.from(wrong))).toBe(wrong);
  });

  it('tells the bytes that it was made of', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = mendedText(
          Buffer.concat([Buffer.from('"'), bytes.filter((byte) => byte > 0x22 && byte !== 0x5c)]),
        );
        const parts = Array.from(text.slice(1), (character) =>
          /[\udc80-\udcff]/.test(character) && character.length === 1
            ? Buffer.of(character.charCodeAt(0) - 0xdc00)
            : Buffer.from(character),
        );
        expect(Buffer.concat(parts)).toEqual(Buffer.from(bytes.filter((byte) => byte > 0x22 && byte !== 0x5c)));
      }),
    );
  });
});
