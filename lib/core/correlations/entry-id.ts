import { hash } from 'node:crypto';

/** An event ID as CloudTrail writes it. */
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

const HASH_DIGITS = 32;

/** What stands before the hash of an ID that is not a UUID. */
const HASHED = '#';

/** How many bytes stand for an event. */
export const ID_BYTES = 16;

/** An event as an entry has it: its ID, or the hash of an ID of another form, which may be of any length. */
export function entryId(eventId: string): string {
  return UUID.test(eventId) ? eventId : `${HASHED}${hash('sha256', eventId, 'hex').slice(0, HASH_DIGITS)}`;
}

/** The ID that leads to the event; undefined where only its hash is known. */
export function eventIdOf(id: string): string | undefined {
  return isHashed(id) ? undefined : id;
}

/** Whether an entry has only the hash of its event's ID. */
export function isHashed(id: string): boolean {
  return id.startsWith(HASHED);
}

/** Writes an entry's event as bytes. */
export function writeEntryId(id: string, data: Buffer, at: number): void {
  data.write(isHashed(id) ? id.slice(HASHED.length) : digitsOf(id), at, 'hex');
}

function digitsOf(uuid: string): string {
  return `${uuid.slice(0, 8)}${uuid.slice(9, 13)}${uuid.slice(14, 18)}${uuid.slice(19, 23)}${uuid.slice(24)}`;
}

/** The event that such bytes stand for. */
export function readEntryId(data: Buffer, at: number, isHash: boolean): string {
  const digits = data.toString('hex', at, at + ID_BYTES);
  if (isHash) return `${HASHED}${digits}`;
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}
