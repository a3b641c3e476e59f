const UINT32_VALUES = 2 ** 32;
/** Every two bytes in hexadecimal: benchmarks draw millions of IDs, and formatting numbers was most of their time. */
const HEX_OF_TWO_BYTES = Array.from({ length: 2 ** 16 }, (_, value) => value.toString(16).padStart(4, '0'));
const BASE32_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * A stream of numbers that look random and are the same for the same seed, so that samples never change between runs
 * (mulberry32). Its period is 2^32 draws: half a billion UUIDs before one comes again. Not for secrets.
 */
export class SeededRandom {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A stream for a text: the same text gives the same stream (FNV-1a of its characters). */
  static of(text: string): SeededRandom {
    let hash = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    return new SeededRandom(hash);
  }

  /** An integer from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor((this.next() / UINT32_VALUES) * limit);
  }

  /** One of a list's items; throws `RangeError` on an empty list. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('cannot pick from an empty list: expected at least one item');
    return item;
  }

  /** The items in another order. */
  shuffled<T>(items: readonly T[]): readonly T[] {
    const drawn = items.map((item) => ({ item, rank: this.next() }));
    return drawn.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
  }

  /** `digits` lower-case hexadecimal digits. */
  hex(digits: number): string {
    let drawn = '';
    while (drawn.length < digits) {
      const bits = this.next();
      drawn += `${HEX_OF_TWO_BYTES[bits >>> 16]}${HEX_OF_TWO_BYTES[bits & 0xffff]}`;
    }
    return drawn.slice(0, digits);
  }

  /** A version 4 UUID, as CloudTrail writes `eventID` and `requestID`. */
  uuid(): string {
    const hex = this.hex(32);
    const variant = '89ab'.charAt(this.below(4));
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** `length` characters of base 32 in lower case, as in the IDs of sessions. */
  base32(length: number): string {
    return this.characters(BASE32_ALPHABET, length);
  }

  /** `length` letters and digits, as in the unique string of a log file's name. */
  alphanumeric(length: number): string {
    return this.characters(ALPHANUMERIC, length);
  }

  private characters(alphabet: string, length: number): string {
    let drawn = '';
    for (let i = 0; i < length; i++) drawn += alphabet.charAt(this.below(alphabet.length));
    return drawn;
  }

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
}
