import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * An address in the library's form, or undefined. Node's own check comes first, because the library accepts what old
 * programs accept, such as `0x7f.1` and `010.0.0.1`. A zone (`fe80::1%eth0`) names an interface of the sender, so text
 * with a zone is not an address.
 */
export function readAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  return isIP(text) === 0 || text.includes('%') ? undefined : ipaddr.parse(text);
}

/**
 * An address in its one canonical form (RFC 5952: lower case, the longest row of zeros as `::`). Undefined for text
 * that is not an address.
 */
export function canonicalAddress(text: string): string | undefined {
  const address = readAddress(text);
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address?.toString();
}

/** Bits of an address that name its network: that of a site, within which addresses change. */
const NETWORK_BITS = { ipv4: 24, ipv6: 64 } as const;

/** The network of an address, `203.0.113.0/24` or `2001:db8::/64`. Undefined for text that is not an address. */
export function networkOf(text: string): string | undefined {
  const read = readAddress(text);
  if (read === undefined) return undefined;
  // All addresses of version 4 are in one network of version 6.
  const address = read instanceof ipaddr.IPv6 && read.isIPv4MappedAddress() ? read.toIPv4Address() : read;
  const bits = NETWORK_BITS[address.kind()];
  const family = address instanceof ipaddr.IPv6 ? ipaddr.IPv6 : ipaddr.IPv4;
  const first = family.networkAddressFromCIDR(`${address.toString()}/${bits}`).toString();
  return `${canonicalAddress(first) ?? first}/${bits}`;
}
