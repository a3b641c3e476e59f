import { type Bucket, EMPTY_BUCKET } from './bucket';
import { byPlace, type Entry } from './entry';
import { entryIdBytes, readEntryId } from './entry-id';
import type { Shape } from './shape';

/** What the key of an entry is, which decides how it is stored: the event itself, a hash of a value, the rule, nothing. */
export type KeyKind = 'event' | 'value' | 'rule' | 'none';

/** The first byte: the version of this form, and whether entries were left out. */
const VERSION = 1;
const CAPPED = 0x80;

const TIME_BYTES = 3;
const ID_BYTES = 16;
/** A mark in the time, of which a week needs 20 bits. */
const HASHED_ID = 0x80_00_00;
/** A value is kept as the beginning of its hash, because log text is as long as its author likes. */
export const VALUE_BYTES = 8;

/** A bucket as the state stores it: 20 bytes an entry, 28 with a value. */
export function bucketBytes({ timespan }: Shape, kind: KeyKind, bucket: number, { entries, isCapped }: Bucket): Buffer {
  const parts = entries.map(({ t, id, rule, key }) => {
    const { bytes, isHash } = entryIdBytes(id);
    const head = Buffer.alloc(TIME_BYTES + 1);
    head.writeUIntBE(t - bucket * timespan + (isHash ? HASHED_ID : 0), 0, TIME_BYTES);
    head.writeUInt8(rule, TIME_BYTES);
    return Buffer.concat([head, bytes, kind === 'value' ? Buffer.from(key, 'hex') : Buffer.alloc(0)]);
  });
  return Buffer.concat([Buffer.of(VERSION | (isCapped ? CAPPED : 0)), ...parts]);
}

/** The bucket in such bytes. What this version does not understand is as empty: alerting goes on. */
export function readBucketBytes({ timespan }: Shape, kind: KeyKind, bucket: number, bytes: Uint8Array): Bucket {
  const data = Buffer.from(bytes);
  const size = TIME_BYTES + 1 + ID_BYTES + (kind === 'value' ? VALUE_BYTES : 0);
  const [head = 0] = data;
  if ((head & ~CAPPED) !== VERSION || (data.length - 1) % size !== 0) return EMPTY_BUCKET;
  const entries = Array.from({ length: (data.length - 1) / size }, (_, at) =>
    readEntry(data.subarray(1 + at * size, 1 + (at + 1) * size), kind, bucket * timespan),
  );
  return { entries: entries.sort(byPlace), isCapped: (head & CAPPED) !== 0 };
}

function readEntry(data: Buffer, kind: KeyKind, start: number): Entry {
  const time = data.readUIntBE(0, TIME_BYTES);
  const rule = data.readUInt8(TIME_BYTES);
  const id = readEntryId(data.subarray(TIME_BYTES + 1, TIME_BYTES + 1 + ID_BYTES), time >= HASHED_ID);
  return { t: start + (time % HASHED_ID), id, rule, key: keyOf(kind, id, rule, data) };
}

function keyOf(kind: KeyKind, id: string, rule: number, data: Buffer): string {
  if (kind === 'event') return id;
  if (kind === 'rule') return String(rule);
  return kind === 'value' ? data.subarray(-VALUE_BYTES).toString('hex') : '';
}
