import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * An address as the library has it; undefined for what is none. Node's own check comes first: the library takes what
 * old programs do, such as `0x7f.1` and `010.0.0.1`. A zone (`fe80::1%eth0`) names an interface of the sender: no address.
 */
export function readAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  return isIP(text) === 0 || text.includes('%') ? undefined : ipaddr.parse(text);
}

/**
 * An address in the one form that all its ways of writing have (RFC 5952: lower case, the longest row of zeros as `::`);
 * undefined for what is no address.
 */
export function canonicalAddress(text: string): string | undefined {
  const address = readAddress(text);
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address?.toString();
}
