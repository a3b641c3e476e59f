import { createHash } from 'node:crypto';
import { shortened, storedField } from '../text/shortened-text';
import { MAX_PARTITION_KEY_BYTES } from './dynamodb-limits';

/** The key of an Events row. */
export interface EventKey {
  /** The partition: the event's name, or one of the partitions that a busy name is spread over. */
  readonly eventName: string;
  /** `<eventTime>#<eventID>`; a conflicting record's has `#<hash>` behind it. */
  readonly eventTimeId: string;
}

/** The time of what no record and no file name tells the time of: always the same, so that a second delivery finds it. */
export const UNKNOWN_TIME = '1970-01-01T00:00:00Z';

/** How many partitions a busy event name is spread over, by name; a name that is not there has one. */
export type Spread = ReadonlyMap<string, number>;

/** Where records stand that cannot be indexed. No event's partition begins with `_`: `partitionBase` sees to it. */
export const QUARANTINE_PARTITION = '_quarantine';

/**
 * Names and IDs that stand in keys as they are. Others could read as the quarantine, as one of a spread or, joined by
 * `#`, as those of another event; and only characters from `$` to `~` sort alike in DynamoDB, in JavaScript and with
 * a `#` behind them, which merging by key relies on.
 */
const PLAIN = /^[A-Za-z0-9][$-~]*$/;

/** What a name or an ID may weigh in a key: real ones have at most 60 characters, and a term's sort key holds both. */
const MAX_PART_BYTES = 256;

/** Hexadecimal digits of a record's hash that tell two records under one key apart. */
const CONFLICT_DIGITS = 16;

/** The key under which an event stands. Events of one name and second are told apart by their ID. */
export function eventKey(event: { eventName: string; eventTime: string; eventID: string }, spread: Spread): EventKey {
  const partitions = partitionsOf(event.eventName, spread);
  const index = partitions.length === 1 ? 0 : bucketOf(event.eventID, partitions.length);
  return {
    eventName: partitions[index] ?? partitionBase(event.eventName),
    eventTimeId: `${event.eventTime}#${keyPart(event.eventID)}`,
  };
}

/** The key of a second, different record under a key that is taken. */
export function conflictKey(taken: EventKey, recordSha256: string): EventKey {
  return { ...taken, eventTimeId: `${taken.eventTimeId}#${recordSha256.slice(0, CONFLICT_DIGITS)}` };
}

/** The key of a record that cannot be indexed; `time` is the event's where it is known, else the log file's. */
export function quarantineKey(time: string, recordSha256: string): EventKey {
  return { eventName: QUARANTINE_PARTITION, eventTimeId: `${time}#${recordSha256}` };
}

/** The partitions that hold events of a name, the plain one first. */
export function partitionsOf(eventName: string, spread: Spread): readonly string[] {
  const base = partitionBase(eventName);
  const count = spread.get(eventName) ?? 1;
  return Array.from({ length: count }, (_, index) => (index === 0 ? base : `${base}#${index}`));
}

/** The first and last sort key of a time range; `until` is exclusive, because every key has an ID behind its time. */
export function sortKeyRange(since: string | undefined, until: string | undefined): readonly [string, string] {
  return [since ?? '0', until ?? '~'];
}

/** The value of the index by principal for an ARN or its stand-in. */
export function principalKey(userIdentityArn: string): string {
  return shortened(storedField(userIdentityArn), MAX_PARTITION_KEY_BYTES);
}

/** The plain partition of a name, before any `#<n>`: the name; an odd one is replaced by its hash. */
export function partitionBase(eventName: string): string {
  return keyPart(storedField(eventName));
}

/** The plain partition of the name that a partition is of: before any `#<n>`. */
export function plainPartition(partition: string): string {
  return partition.replace(/#\d+$/, '');
}

function keyPart(text: string): string {
  return shortened(PLAIN.test(text) ? text : `odd-${hashed(text)}`, MAX_PART_BYTES);
}

function bucketOf(eventID: string, buckets: number): number {
  return Number.parseInt(hashed(eventID).slice(0, 8), 16) % buckets;
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
