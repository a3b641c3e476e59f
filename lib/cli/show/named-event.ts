import type { EventsOfId } from '../../app/ask/events-by-id';
import type { FindDependencies, FoundEvent } from '../../app/ask/find-events';
import { NO_DEADLINE } from '../../app/ports/deadline';
import type { EventReader } from '../../app/ports/event-reader';
import type { ReceiptStore } from '../../app/ports/receipt-store';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import { parseLogFile } from '../../core/rows/delivery-row';
import type { EventKey } from '../../core/rows/event-keys';
import { type NamedEvent, parseRef } from '../../core/rows/event-ref';
import { safeText } from '../../core/text/safe-text';
import type { ShownEvent } from './render-whole-event';

/** What events are read by; rows that cannot be read are taken note of. */
export type EventDependencies = FindDependencies & { readonly corrupt: CorruptRows };

/** The events that are meant. One alone is read whole, with its record. */
export async function namedEvents(deps: EventDependencies, named: NamedEvent): Promise<EventsOfId> {
  if ('key' in named) return { events: await wholeEvent(deps, named.key), isMore: false };
  const { eventsById } = await import('../../app/ask/events-by-id.js');
  const found = await eventsById(deps, named.id);
  const [only, another] = found.events;
  if (!only || another) return found;
  const whole = await wholeEvent(deps, parseRef(only.event.ref));
  return { events: whole.length > 0 ? whole : [only], isMore: false };
}

async function wholeEvent({ reader, corrupt }: EventDependencies, key: EventKey): Promise<readonly FoundEvent[]> {
  const { eventByKey } = await import('../../app/ask/event-by-key.js');
  const stored = await eventByKey(reader, key, corrupt);
  return stored ? [stored] : [];
}

/** An event with what KMS decrypted near it, and the receipt of its log file. */
export async function surrounded(
  deps: EventDependencies,
  receipts: ReceiptStore,
  found: FoundEvent,
): Promise<ShownEvent> {
  const { nearbyDecryptions } = await import('../../app/ask/nearby-decryptions.js');
  const { logFile } = found.event;
  const receipt = logFile === undefined ? undefined : await receipts.find(parseLogFile(logFile), NO_DEADLINE);
  return { ...found, nearby: await nearbyDecryptions(deps, found), receipt };
}

/** Why no event has this reference or ID. Undefined if its row is corrupt, which is told as such. */
export async function notFoundText(
  { reader, corrupt }: EventDependencies,
  ref: string,
  named: NamedEvent,
): Promise<string | undefined> {
  if ('key' in named && corrupt.has(named.key)) return undefined;
  const what = 'key' in named ? `${safeText(ref)}` : `whose ID is or begins with '${safeText(ref)}'`;
  const reasons = 'key' in named ? [] : await handleGaps(reader);
  return `no event ${what} in this store: it may have expired, or it is in another store (--local, --stack)${reasons.join('')}`;
}

/** What to do where several events have an ID or its beginning. */
export function severalText(ref: string, { events, isMore }: EventsOfId): string {
  const count = `${isMore ? 'more than ' : ''}${events.length}`;
  return `${count} events have an ID that is or begins with '${safeText(ref)}': expected one event; give the ref of the one that you mean`;
}

/** The events that an ID or a handle cannot find. */
async function handleGaps(reader: EventReader): Promise<readonly string[]> {
  const hasOlder = (await reader.olderPartitions()).length > 0;
  return [
    "; the agent's own events are not found by their ID: show takes the whole ref of these",
    ...(hasOlder ? ['; events of index version 1 are found by the whole ID alone'] : []),
  ];
}
