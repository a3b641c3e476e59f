import ipaddr from 'ipaddr.js';
import { readAddress } from '../text/ip-address';
import { MatchError } from './match-error';
import type { TextTest } from './text-test';

/**
 * A test that holds for an address inside a network, `10.0.0.0/8` or `2001:db8::/32`. A single address is a network of
 * one. Text that is not an address (`AWS Internal`) and addresses of the other family are outside. Throws a
 * `MatchError` if the network is not valid, or has bits set beyond its prefix.
 */
export function networkTest(cidr: string): TextTest {
  const [network, length] = readNetwork(cidr);
  return (text) => {
    const address = readAddress(text);
    return address?.kind() === network.kind() && address.match(network, length);
  };
}

type Address = NonNullable<ReturnType<typeof readAddress>>;

const EXPECTED = 'expected a network such as 10.0.0.0/8 or 2001:db8::/32';

function readNetwork(cidr: string): readonly [address: Address, prefixLength: number] {
  const [text = '', prefix, ...rest] = cidr.split('/');
  const address = rest.length === 0 ? readAddress(text) : undefined;
  const length = address && prefixLength(prefix, address);
  if (address === undefined || length === undefined) throw new MatchError(`cidr ${JSON.stringify(cidr)}`, EXPECTED);
  if (!isFirstOf(address, length)) {
    throw new MatchError(`cidr ${JSON.stringify(cidr)}`, `has address bits set beyond its /${length}; ${EXPECTED}`);
  }
  return [address, length];
}

function prefixLength(prefix: string | undefined, address: Address): number | undefined {
  const width = address.toByteArray().length * 8;
  if (prefix === undefined) return width;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= width ? Number(prefix) : undefined;
}

/** Whether an address is the first of its network, with no bit set beyond the prefix. */
function isFirstOf(address: Address, length: number): boolean {
  const cidr = `${address.toString()}/${length}`;
  const family = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return family.networkAddressFromCIDR(cidr).toString() === address.toString();
}
