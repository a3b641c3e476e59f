import { isIP } from 'node:net';
import { MatchError } from './match-error';
import type { TextTest } from './text-test';

/** An address as a number, with the width of its family: 32 or 128 bits. */
interface Address {
  readonly bits: bigint;
  readonly width: number;
}

/**
 * A test that holds for text that is an address inside a network, `10.0.0.0/8` or `2001:db8::/32`; a lone address is a
 * network of one. Text that is no address (`AWS Internal`) and addresses of the other family are outside.
 * Throws a `MatchError` where the network is none, or has bits set beyond its prefix.
 */
export function networkTest(cidr: string): TextTest {
  const [address, prefix, ...rest] = cidr.split('/');
  const network = rest.length === 0 && address !== undefined ? parseAddress(address) : undefined;
  const length = network === undefined ? undefined : prefixLength(prefix, network.width);
  if (network === undefined || length === undefined) throw new MatchError(`cidr ${JSON.stringify(cidr)}`, EXPECTED);
  const hostBits = BigInt(network.width - length);
  if ((network.bits >> hostBits) << hostBits !== network.bits) {
    throw new MatchError(`cidr ${JSON.stringify(cidr)}`, `has address bits set beyond its /${length}; ${EXPECTED}`);
  }
  return (text) => {
    const found = parseAddress(text);
    return found?.width === network.width && found.bits >> hostBits === network.bits >> hostBits;
  };
}

const EXPECTED = 'expected a network such as 10.0.0.0/8 or 2001:db8::/32';

function prefixLength(prefix: string | undefined, width: number): number | undefined {
  if (prefix === undefined) return width;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= width ? Number(prefix) : undefined;
}

function parseAddress(text: string): Address | undefined {
  const family = isIP(text);
  if (family === 4) return { bits: bitsOfV4(text), width: 32 };
  // A zone (`fe80::1%eth0`) names an interface of the sender and is part of no network.
  return family === 6 && !text.includes('%') ? { bits: bitsOfV6(text), width: 128 } : undefined;
}

function bitsOfV4(text: string): bigint {
  return text.split('.').reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
}

/** Only for text that `isIP` takes for IPv6: at most one `::`, and a dotted IPv4 address at most at the end. */
function bitsOfV6(text: string): bigint {
  const [head = '', tail] = text.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0n);
  return [...before, ...zeros, ...after].reduce((bits, group) => (bits << 16n) | group, 0n);
}

function groupsOf(text: string): readonly bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)];
    const bits = bitsOfV4(group);
    return [bits >> 16n, bits & 0xffffn];
  });
}
