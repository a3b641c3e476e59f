import { canonicalAddress, networkOf } from '../../../lib/core/text/ip-address';

describe('canonicalAddress', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:0db8::0001', '2001:db8::1'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
    ['::', '::'],
  ])('%s is %s', (text, canonical) => {
    expect(canonicalAddress(text)).toBe(canonical);
  });

  it.each(['AWS Internal', 'ssm.amazonaws.com', '', '010.0.0.1', '0x7f.1', '10.1', '1', 'fe80::1%eth0', '10.0.0.0/8'])(
    '%p is none',
    (text) => {
      expect(canonicalAddress(text)).toBeUndefined();
    },
  );
});

describe('networkOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0/24'],
    ['203.0.113.255', '203.0.113.0/24'],
    ['203.0.114.0', '203.0.114.0/24'],
    ['2001:db8::1', '2001:db8::/64'],
    ['2001:DB8:0:0:ffff:ffff:ffff:ffff', '2001:db8::/64'],
    ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
    ['::1', '::/64'],
    ['::ffff:203.0.113.7', '203.0.113.0/24'],
  ])('%s is in %s', (text, network) => {
    expect(networkOf(text)).toBe(network);
  });

  it.each(['AWS Internal', 'ssm.amazonaws.com', '', '203.0.113.7/24', '010.0.0.1', 'fe80::1%eth0'])(
    '%p has none',
    (text) => {
      expect(networkOf(text)).toBeUndefined();
    },
  );
});
