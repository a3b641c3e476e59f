import { isUtf8 } from 'node:buffer';
import { firstIllFormed } from './utf8-check';

/** What makes a record unreadable although its first and last byte are known. */
const DAMAGE_KINDS = ['length', 'utf8', 'control', 'escape', 'json'] as const;
type DamageKind = (typeof DAMAGE_KINDS)[number];

/** Why one record cannot be read. The records around it can. */
export interface Damage {
  readonly kind: DamageKind;
  /** The position in the record, from 0, of the byte that shows it. 0 if the whole record does. */
  readonly at: number;
  /** That byte. Undefined if it says nothing. */
  readonly byte?: number;
}

/**
 * The longest record that the scanner holds in memory, in bytes. It is 64 times the 256 KB to which CloudTrail limits an
 * event (CloudTrail user guide: record contents).
 */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** A record that is too long to be read. */
export const TOO_LONG: Damage = { kind: 'length', at: MAX_RECORD_BYTES };

/** A record that is not JSON. It has no position, because each version of `JSON.parse` reports another one. */
export const NOT_JSON: Damage = { kind: 'json', at: 0 };

/** The first damage in the bytes of a record: bytes that are not UTF-8, or the flaw that a scan found at `flawAt`. */
export function firstDamage(bytes: Buffer, flawAt: number | undefined): Damage | undefined {
  const illFormed = isUtf8(bytes) ? undefined : firstIllFormed(bytes);
  if (illFormed !== undefined && illFormed <= (flawAt ?? illFormed))
    return { kind: 'utf8', at: illFormed, ...byteAt(bytes, illFormed) };
  return flawAt === undefined ? undefined : flawOf(bytes, flawAt);
}

/** Describes a damage. Quotes at most one byte of the record, because the bytes around it may be a secret. */
export function damageText({ kind, at, byte }: Damage): string {
  const place = `byte ${at} of the record${byte === undefined ? '' : `, 0x${byte.toString(16).padStart(2, '0')},`}`;
  switch (kind) {
    case 'length':
      return `the record is longer than ${at} bytes`;
    case 'utf8':
      return `${place} is not UTF-8`;
    case 'control':
      return `${place} is a control character that JSON wants escaped`;
    case 'escape':
      return `${place} begins an escape that JSON does not have`;
    case 'json':
      return 'the record is not JSON';
  }
}

const BACKSLASH = 0x5c;
const SPACE = 0x20;

function flawOf(bytes: Buffer, at: number): Damage {
  const byte = byteAt(bytes, at);
  if (byte.byte !== undefined && byte.byte < SPACE) return { kind: 'control', at, ...byte };
  return bytes[at - 1] === BACKSLASH ? { kind: 'escape', at, ...byte } : NOT_JSON;
}

function byteAt(bytes: Buffer, at: number): { readonly byte?: number } {
  const byte = bytes[at];
  return byte === undefined ? {} : { byte };
}

/** Elements of the `Records` of a file that nobody sees in an answer: how many, and the place of the first of each kind, from 0. */
export interface UnseenRecords {
  readonly malformedRecords: number;
  readonly firstMalformedRecord?: number;
  readonly sourcelessRecords: number;
  readonly firstSourcelessRecord?: number;
}

/** What the tool tells a person about them. Empty if there are none. */
export function unseenRemarks({
  malformedRecords,
  firstMalformedRecord = 0,
  sourcelessRecords,
  firstSourcelessRecord = 0,
}: UnseenRecords): readonly string[] {
  return [
    ...(malformedRecords > 0 ? [malformedRemark(malformedRecords, firstMalformedRecord)] : []),
    ...(sourcelessRecords > 0 ? [sourcelessRemark(sourcelessRecords, firstSourcelessRecord)] : []),
  ];
}

function malformedRemark(count: number, first: number): string {
  return `${count} of its records ${count === 1 ? 'is not an object and is' : 'are not objects and are'} left out, the first at index ${first}`;
}

function sourcelessRemark(count: number, first: number): string {
  const those = count === 1 ? 'a record has' : `${count} records have`;
  const where = count === 1 ? `at place ${first}` : `the first at place ${first}`;
  return `${those} no event source (${where}), so nobody can tell whether Systems Manager was called: --all-sources of extract shows it`;
}
