import { NetworkNames, readNetwork } from '../../../lib/core/names/network-names';

function namesOf(networks: readonly string[]): NetworkNames {
  const names = new NetworkNames();
  for (const network of networks) {
    const key = readNetwork(network);
    if (key === undefined) throw new Error(network);
    names.add(key, network);
  }
  return names;
}

const NAMES = namesOf([
  '10.1.0.0/16',
  '10.0.0.0/8',
  '10.1.2.0/25',
  '10.1.2.3',
  '0.0.0.0/0',
  '2001:db8::/32',
  '2001:db8:0:1::/64',
  '2001:db8:0:1::5',
  '192.0.2.128/31',
]);

it.each([
  ['10.1.2.3', '10.1.2.3'],
  ['10.1.2.4', '10.1.2.0/25'],
  ['10.1.2.128', '10.1.0.0/16'],
  ['10.200.0.1', '10.0.0.0/8'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['203.0.113.7', '0.0.0.0/0'],
  ['192.0.2.129', '192.0.2.128/31'],
  ['192.0.2.130', '0.0.0.0/0'],
  ['2001:db8:ffff::1', '2001:db8::/32'],
  ['2001:DB8:0:1:0:0:0:5', '2001:db8:0:1::5'],
  ['2001:db8:0:1::6', '2001:db8:0:1::/64'],
  ['2001:db9::1', undefined],
  ['AWS Internal', undefined],
  ['010.1.2.3', undefined],
])('finds for %s the narrowest network, %s', (address, network) => {
  expect(NAMES.of(address)).toBe(network);
  expect(NAMES.of(address)).toBe(network);
});

it.each(['10.0.0.1/8', '10.0.0.0/-1', '10.0.0.0/8/9', '10.0.0.0/', '2001:db8::1/64', '10.0.0.0/33', '::/129', 'x'])(
  'takes %s for no network',
  (text) => {
    expect(readNetwork(text)).toBeUndefined();
  },
);
