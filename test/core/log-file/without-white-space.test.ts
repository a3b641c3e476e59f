import fc from 'fast-check';
import { withoutWhiteSpace } from '../../../lib/core/log-file/without-white-space';

describe('withoutWhiteSpace', () => {
  it('gives compact JSON back as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = Buffer.from(JSON.stringify(value));
        expect(withoutWhiteSpace(json)).toBe(json);
      }),
    );
  });

  it('undoes pretty-printing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(' ', '\t', '    '), (value, indent) => {
        const pretty = Buffer.from(JSON.stringify(value, undefined, indent));
        expect(withoutWhiteSpace(pretty).toString()).toBe(JSON.stringify(value));
      }),
    );
  });

  it('keeps strings, numbers and the order of keys byte for byte', () => {
    const json = '{ "b" :\r\n"\\u003c a\\\\" ,\t"a": [ 1.50E+2 , "\\"  x" ] }';
    expect(withoutWhiteSpace(Buffer.from(json)).toString()).toBe('{"b":"\\u003c a\\\\","a":[1.50E+2,"\\"  x"]}');
  });
});
