import { byteOrder } from '../../../lib/core/text/byte-order';

describe('byteOrder', () => {
  it('is that of UTF-8, which JavaScript does not sort by', () => {
    const texts = ['\u{1F600}', '\uFF5E', 'z', 'Z', ''];
    expect([...texts].sort(byteOrder)).toEqual(['', 'Z', 'z', '\uFF5E', '\u{1F600}']);
    expect([...texts].sort()).not.toEqual([...texts].sort(byteOrder));
  });
});
