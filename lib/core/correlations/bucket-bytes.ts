import type { Bucket } from './bucket';
import { byPlace, type Entry } from './entry';
import { ID_BYTES, isHashed, readEntryId, writeEntryId } from './entry-id';
import type { Shape } from './shape';

/** What the key of an entry is, which decides how it is stored: the event itself, a hash of a value, the rule, nothing. */
export type KeyKind = 'event' | 'value' | 'rule' | 'none';

/** The first byte: the version of this form, and whether entries were left out. */
const VERSION = 1;
const CAPPED = 0x80;

const TIME_BYTES = 3;
/** A mark in the time, of which a week needs 20 bits. */
const HASHED_ID = 0x80_00_00;
/** A value is kept as the beginning of its hash, because log text is as long as its author likes. */
export const VALUE_BYTES = 8;

/** Where the parts of an entry are, after its time. */
const RULE_AT = TIME_BYTES;
const ID_AT = RULE_AT + 1;
const VALUE_AT = ID_AT + ID_BYTES;

/** A bucket as the state stores it: 20 bytes an entry, 28 with a value. */
export function bucketBytes({ timespan }: Shape, kind: KeyKind, bucket: number, { entries, isCapped }: Bucket): Buffer {
  const size = entryBytes(kind);
  const data = Buffer.alloc(1 + entries.length * size);
  data.writeUInt8(VERSION | (isCapped ? CAPPED : 0));
  for (const [nth, { t, id, rule, key }] of entries.entries()) {
    const at = 1 + nth * size;
    data.writeUIntBE(t - bucket * timespan + (isHashed(id) ? HASHED_ID : 0), at, TIME_BYTES);
    data.writeUInt8(rule, at + RULE_AT);
    writeEntryId(id, data, at + ID_AT);
    if (kind === 'value') data.write(key, at + VALUE_AT, 'hex');
  }
  return data;
}

/** The bucket in such bytes. Undefined for what this version does not understand. */
export function readBucketBytes(
  { timespan }: Shape,
  kind: KeyKind,
  bucket: number,
  bytes: Uint8Array,
): Bucket | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = entryBytes(kind);
  const [head = 0] = data;
  if ((head & ~CAPPED) !== VERSION || (data.length - 1) % size !== 0) return undefined;
  const entries = Array.from({ length: (data.length - 1) / size }, (_, nth) =>
    readEntry(data, 1 + nth * size, kind, bucket * timespan),
  );
  return { entries: entries.sort(byPlace), isCapped: (head & CAPPED) !== 0 };
}

function entryBytes(kind: KeyKind): number {
  return kind === 'value' ? VALUE_AT + VALUE_BYTES : VALUE_AT;
}

function readEntry(data: Buffer, at: number, kind: KeyKind, start: number): Entry {
  const time = data.readUIntBE(at, TIME_BYTES);
  const rule = data.readUInt8(at + RULE_AT);
  const id = readEntryId(data, at + ID_AT, time >= HASHED_ID);
  const key =
    kind === 'value' ? data.toString('hex', at + VALUE_AT, at + VALUE_AT + VALUE_BYTES) : keyOf(kind, id, rule);
  return { t: start + (time % HASHED_ID), id, rule, key };
}

function keyOf(kind: KeyKind, id: string, rule: number): string {
  if (kind === 'event') return id;
  return kind === 'rule' ? String(rule) : '';
}
