import ipaddr from 'ipaddr.js';
import { readAddress } from '../text/ip-address';

const BITS_PER_BYTE = 8;

/** A network by what it is looked up by: its family and prefix length, and its leading bits. */
export interface NetworkKey {
  /** Bits of the prefix. */
  readonly length: number;
  /** Bytes of an address of its family: 4 or 16. */
  readonly bytes: number;
  readonly key: string;
}

/**
 * A network as it is written, `10.0.0.0/8`, `2001:db8::/32`, or one address. Undefined for any other text, and for a network
 * that has bits set beyond its prefix, because nobody knows what is meant by that.
 */
export function readNetwork(text: string): NetworkKey | undefined {
  const [written = '', prefix, another] = text.split('/');
  const address = another === undefined ? bytesOf(written) : undefined;
  if (address === undefined) return undefined;
  const bits = address.length * BITS_PER_BYTE;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : bits + 1;
  if (length > bits) return undefined;
  const key = keyOf(address, length);
  return key === keyOf(address, bits) ? { length, bytes: address.length, key } : undefined;
}

/** Names of networks. Of several that an address is in, the one with the longest prefix tells most. */
export class NetworkNames {
  /** The names of each family and prefix length, by leading bits. */
  private readonly tables = new Map<string, Map<string, string>>();
  /** The prefix lengths of each family, the longest first. */
  private readonly lengths = new Map<number, number[]>();
  /** What was asked before: the same addresses come again and again. */
  private readonly known = new Map<string, string | undefined>();

  /** Adds a network. Gives the name that it has already, and then adds nothing. */
  add({ length, bytes, key }: NetworkKey, name: string): string | undefined {
    const table = this.tables.get(`${bytes}/${length}`) ?? this.newTable(bytes, length);
    const before = table.get(key);
    if (before === undefined) table.set(key, name);
    return before;
  }

  /** The name of the narrowest network that an address is in. Undefined for text that is no address. */
  of(text: string): string | undefined {
    if (this.tables.size === 0) return undefined;
    if (!this.known.has(text)) {
      if (this.known.size >= MOST_KNOWN) this.known.clear();
      this.known.set(text, this.found(text));
    }
    return this.known.get(text);
  }

  private found(text: string): string | undefined {
    const address = bytesOf(text);
    if (address === undefined) return undefined;
    for (const length of this.lengths.get(address.length) ?? []) {
      const name = this.tables.get(`${address.length}/${length}`)?.get(keyOf(address, length));
      if (name !== undefined) return name;
    }
    return undefined;
  }

  private newTable(bytes: number, length: number): Map<string, string> {
    const table = new Map<string, string>();
    this.tables.set(`${bytes}/${length}`, table);
    this.lengths.set(
      bytes,
      [...(this.lengths.get(bytes) ?? []), length].sort((one, other) => other - one),
    );
    return table;
  }
}

/** Addresses that are remembered at most. */
const MOST_KNOWN = 10_000;

/** The bytes of an address. One of version 4 that is written as one of version 6 (`::ffff:10.0.0.1`) is of version 4. */
function bytesOf(text: string): readonly number[] | undefined {
  const address = readAddress(text);
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()) return address.toIPv4Address().toByteArray();
  return address?.toByteArray();
}

/** The leading bits of an address as text, with zeros behind them. */
function keyOf(address: readonly number[], length: number): string {
  let key = '';
  for (const [at, byte] of address.entries()) {
    const kept = Math.min(BITS_PER_BYTE, Math.max(0, length - at * BITS_PER_BYTE));
    key += String.fromCharCode(byte & (0xff << (BITS_PER_BYTE - kept)));
  }
  return key;
}
