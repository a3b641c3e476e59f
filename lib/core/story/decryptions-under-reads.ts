import { resourceSearches } from '../query/resource-search';
import type { StoredEvent } from '../rows/stored-event';
import { timeOf } from './event-times';

/** Calls that make Parameter Store decrypt in the name of the caller. `GetParametersByPath` names no parameter. */
const READS: ReadonlySet<unknown> = new Set([
  'GetParameter',
  'GetParameters',
  'GetParametersByPath',
  'GetParameterHistory',
]);

/** Event times are whole seconds: a read and its decryption may lie in two of them. */
const LATEST_MS = 1_000;

/** Whether an event is KMS decrypting a parameter. */
export function isDecryption({ eventName, related }: StoredEvent): boolean {
  return related === true && eventName === 'Decrypt';
}

/** Whether an event reads parameters by name or path. */
export function isParameterRead({ eventName, related }: StoredEvent): boolean {
  return related !== true && READS.has(eventName);
}

/**
 * The read under which each decryption lies, both by their references: the latest one at most a second before it, by the
 * same principal, whose parameter or path is its own or above it. That is near in time and no proof. A decryption
 * without such a read is not in the answer.
 *
 * @param events in the order of time
 */
export function readsOfDecryptions(events: readonly StoredEvent[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const reads: StoredEvent[] = [];
  let from = 0;
  for (const second of seconds(events)) {
    reads.push(...second.filter(isParameterRead));
    const [first] = second;
    while (first && reads[from] && timeOf(reads[from] as StoredEvent) < timeOf(first) - LATEST_MS) from += 1;
    for (const decryption of second.filter(isDecryption)) {
      const read = readOf(decryption, reads.slice(from));
      if (read) found.set(decryption.ref, read.ref);
    }
  }
  return found;
}

/** Events of the same second together: their IDs say nothing about which came first. */
function* seconds(events: readonly StoredEvent[]): Generator<readonly StoredEvent[]> {
  let second: StoredEvent[] = [];
  for (const event of events) {
    if (second[0] !== undefined && second[0].eventTime !== event.eventTime) {
      yield second;
      second = [];
    }
    second.push(event);
  }
  if (second.length > 0) yield second;
}

function readOf(decryption: StoredEvent, reads: readonly StoredEvent[]): StoredEvent | undefined {
  const searches = parametersOf(decryption).flatMap(resourceSearches);
  const isCovering = ({ resources = [] }: StoredEvent) =>
    resources.some(({ id, kind }) =>
      searches.some((search) => search.id === id && (search.kind === undefined || search.kind === kind)),
    );
  return reads.findLast((read) => isBehind(read, decryption) && isCovering(read));
}

/** Whether a read can be what decrypted: by the same principal, and not refused where the decryption was not. */
function isBehind(read: StoredEvent, decryption: StoredEvent): boolean {
  const isRefused = read.outcome !== 'success' && decryption.outcome === 'success';
  return read.userIdentityArn === decryption.userIdentityArn && !isRefused;
}

function parametersOf({ resources = [] }: StoredEvent): readonly string[] {
  return resources.filter(({ kind }) => kind === 'parameter').map(({ id }) => id);
}
