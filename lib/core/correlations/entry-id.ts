import { createHash } from 'node:crypto';

/** An event ID as CloudTrail writes it. */
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

const HASH_DIGITS = 32;

/** What stands before the hash of an ID that is not a UUID. */
const HASHED = '#';

/** An event as an entry has it: its ID, or the hash of an ID of another form, which may be of any length. */
export function entryId(eventId: string): string {
  return UUID.test(eventId)
    ? eventId
    : `${HASHED}${createHash('sha256').update(eventId).digest('hex').slice(0, HASH_DIGITS)}`;
}

/** The ID that leads to the event; undefined where only its hash is known. */
export function eventIdOf(id: string): string | undefined {
  return id.startsWith(HASHED) ? undefined : id;
}

/** An entry's event as 16 bytes, and whether they are a hash. */
export function entryIdBytes(id: string): { readonly bytes: Buffer; readonly isHash: boolean } {
  return { bytes: Buffer.from(id.replace(/[#-]/g, ''), 'hex'), isHash: id.startsWith(HASHED) };
}

/** The event that such bytes stand for. */
export function readEntryId(bytes: Buffer, isHash: boolean): string {
  const digits = bytes.toString('hex');
  return isHash ? `${HASHED}${digits}` : digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
