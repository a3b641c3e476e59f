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
