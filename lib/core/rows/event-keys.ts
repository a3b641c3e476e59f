import { createHash } from 'node:crypto';
import { shortened, storedField } from '../text/shortened-text';
import { AGENT_SUFFIX } from './agent-partitions';
import { MAX_PARTITION_KEY_BYTES } from './dynamodb-limits';

/** The key of an Events row. */
export interface EventKey {
  /** The partition: the event's name, one of those that a busy name is spread over, or one of the agent's own calls. */
  readonly eventName: string;
  /** `<eventTime>#<eventID>`, and `#<hash>` behind it for a conflicting record. */
  readonly eventTimeId: string;
}

/**
 * The time of things whose time neither a record nor a file name has. It is always the same, so that a second delivery
 * finds it.
 */
export const UNKNOWN_TIME = '1970-01-01T00:00:00Z';

/** How many partitions a busy event name is spread over, by name. Other names have one. */
export type Spread = ReadonlyMap<string, number>;

/**
 * The partition of records that cannot be indexed. No other partition begins with `_`, which `partitionBase` ensures.
 */
export const QUARANTINE_PARTITION = '_quarantine';

/**
 * Names and IDs that keys contain unchanged. Others could look like the quarantine, like a partition of a spread or,
 * joined by `#`, like those of another event. Only characters from `$` to `~` sort alike in DynamoDB, in JavaScript and
 * with a `#` behind them, and merging by key relies on that order.
 */
const PLAIN = /^[A-Za-z0-9][$-~]*$/;

/**
 * The most bytes of a name or an ID in a key. Real ones have at most 60 characters, and the sort key of a term contains
 * both.
 */
const MAX_PART_BYTES = 256;

/** How many hexadecimal digits of a record's hash tell two records under one key apart. */
const CONFLICT_DIGITS = 16;

/** What the key of an event follows from. */
interface KeyedEvent {
  readonly eventName: string;
  readonly eventTime: string;
  readonly eventID: string;
  readonly agent?: true;
}

/**
 * The key of an event. Its ID tells it apart from events of the same name and second. The agent's own calls have
 * partitions of their own where `agentSpread` says over how many; undefined puts them among the others.
 */
export function eventKey(event: KeyedEvent, spread: Spread, agentSpread?: Spread): EventKey {
  const isApart = event.agent === true && agentSpread !== undefined;
  const partitions = isApart ? agentPartitionsOf(event.eventName, agentSpread) : partitionsOf(event.eventName, spread);
  const index = partitions.length === 1 ? 0 : bucketOf(event.eventID, partitions.length);
  return {
    eventName: partitions[index] ?? partitionBase(event.eventName),
    eventTimeId: `${event.eventTime}#${keyPart(event.eventID)}`,
  };
}

/** The key of a second, different record whose key is taken. */
export function conflictKey(taken: EventKey, recordSha256: string): EventKey {
  return { ...taken, eventTimeId: `${taken.eventTimeId}#${recordSha256.slice(0, CONFLICT_DIGITS)}` };
}

/**
 * The key of a record that cannot be indexed. `time` is that of the event if it is known, and otherwise that of the log
 * file.
 */
export function quarantineKey(time: string, recordSha256: string): EventKey {
  return { eventName: QUARANTINE_PARTITION, eventTimeId: `${time}#${recordSha256}` };
}

/** The partitions that hold events of a name, the plain one first. */
export function partitionsOf(eventName: string, spread: Spread): readonly string[] {
  return numbered(partitionBase(eventName), spread.get(eventName));
}

/** The partitions that hold the agent's own calls of a name. */
function agentPartitionsOf(eventName: string, spread: Spread): readonly string[] {
  return numbered(`${partitionBase(eventName)}${AGENT_SUFFIX}`, spread.get(eventName));
}

function numbered(base: string, count = 1): readonly string[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? base : `${base}#${index}`));
}

/** The first and last sort key of a time range; `until` is exclusive, because every key has an ID behind its time. */
export function sortKeyRange(since: string | undefined, until: string | undefined): readonly [string, string] {
  return [since ?? '0', until ?? '~'];
}

/** The value of the index by principal for an ARN or its substitute. */
export function principalKey(userIdentityArn: string): string {
  return shortened(storedField(userIdentityArn), MAX_PARTITION_KEY_BYTES);
}

/** The plain partition of a name, before any `#agent` and `#<n>`: the name itself, or its hash if it has odd characters. */
export function partitionBase(eventName: string): string {
  return keyPart(storedField(eventName));
}

/** The plain partition of the name to which a partition belongs: the part before the first `#`, which no name has. */
export function plainPartition(partition: string): string {
  const end = partition.indexOf('#');
  return end < 0 ? partition : partition.slice(0, end);
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
