import type { JsonObject } from '../record/json';
import { valueAt } from '../record/json';
import type { Resource, ResourceKind } from '../resources/resource';
import type { StoredEvent } from '../rows/stored-event';
import { isDecryption, isParameterRead } from './decryptions-under-reads';
import { executionOf } from './made-things';
import type { StoryRow, Touched, TouchedThing, TouchedThings } from './story';

/** What calls act on that runs something. A host beyond a tunnel is one as well. */
const MACHINES: ReadonlySet<ResourceKind> = new Set(['instance', 'ecsTask', 'tagTarget', 'resourceGroup']);

/** What a call does, and not a thing that stays changed. */
const DOINGS: ReadonlySet<ResourceKind> = new Set(['session', 'command', 'automation', 'connection', 'accessRequest']);

/**
 * What the principal of a story decrypted, reached and changed. Successes count; what was only tried stands apart. What
 * others did who name the anchor, and what coincides in time, is not the principal's.
 *
 * @param recordOf the record of an event, if it is at hand
 */
export function touchedThings(
  rows: readonly StoryRow[],
  recordOf: (event: StoredEvent) => JsonObject | undefined,
): Touched {
  const own = rows.filter(isOwn).map(({ event }) => event);
  const [done, tried] = [true, false].map((isDone) => own.filter(({ outcome }) => (outcome === 'success') === isDone));
  const succeeded = thingsIn(done ?? []);
  const secrets = new Set(succeeded.secrets.map(({ id }) => id));
  const asked = (done ?? []).filter((event) => isParameterRead(event) && asksDecryption(recordOf(event)));
  return {
    ...succeeded,
    attempts: thingsIn(tried ?? []),
    readWithDecryption: counted(asked, ofKind('parameter')).filter(({ id }) => !secrets.has(id)),
  };
}

/** What the principal did, and what an automation did that it started. The agent of a node does not reach it. */
function isOwn({ event, lane, under }: StoryRow): boolean {
  if (event.agent === true) return false;
  return lane === 'principal' || lane === 'otherKey' || (under !== undefined && executionOf(event) !== undefined);
}

function thingsIn(events: readonly StoredEvent[]): TouchedThings {
  const reading = events.filter((event) => isDecryption(event) || isRefusedRead(event));
  const changing = events.filter(({ readOnly, related }) => readOnly !== true && related !== true);
  return {
    secrets: counted(reading, ofKind('parameter', 'parameterPath')),
    machines: counted(events, isMachine),
    changes: counted(changing, isChange),
  };
}

/** A refused read names what it was after. */
function isRefusedRead(event: StoredEvent): boolean {
  return event.outcome !== 'success' && isParameterRead(event);
}

function isMachine({ kind, relation }: Resource): boolean {
  const isAim = relation === 'target' || (relation === 'uses' && kind === 'host');
  return isAim && (MACHINES.has(kind) || kind === 'host');
}

function isChange({ kind, relation }: Resource): boolean {
  return (relation === 'changes' || relation === 'creates') && !DOINGS.has(kind);
}

function ofKind(...kinds: readonly ResourceKind[]): (resource: Resource) => boolean {
  return ({ kind }) => kinds.includes(kind);
}

function asksDecryption(record: JsonObject | undefined): boolean {
  return String(valueAt(record, 'requestParameters', 'withDecryption')) === 'true';
}

/** Things in the order in which they were touched first, each event counted once. */
function counted(events: readonly StoredEvent[], isMeant: (resource: Resource) => boolean): readonly TouchedThing[] {
  const things = new Map<string, TouchedThing>();
  for (const event of events) {
    const touched = (event.resources ?? []).filter(isMeant);
    for (const [key, resource] of new Map(touched.map((each) => [keyOf(each), each]))) {
      things.set(key, withEvent(things.get(key), resource, event));
    }
  }
  return [...things.values()];
}

function keyOf({ id, kind, account = '' }: Resource): string {
  return `${kind}\n${account}\n${id}`;
}

function withEvent(
  before: TouchedThing | undefined,
  { id, kind, account }: Resource,
  { eventName = '', eventTime = '', ref }: StoredEvent,
): TouchedThing {
  const eventNames = before?.eventNames ?? [];
  return {
    id,
    kind,
    ...(account !== undefined && { account }),
    eventNames: eventNames.includes(eventName) ? eventNames : [...eventNames, eventName],
    count: (before?.count ?? 0) + 1,
    first: before?.first ?? eventTime,
    last: eventTime,
    ref: before?.ref ?? ref,
  };
}
