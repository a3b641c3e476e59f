import { Command } from 'commander';
import type { EventsOfId } from '../../app/ask/events-by-id';
import type { ProvenEvent } from '../../app/ask/with-evidence';
import type { EventReader } from '../../app/ports/event-reader';
import type { EventKey } from '../../core/rows/event-keys';
import { type NamedEvent, parseRef, readRef } from '../../core/rows/event-ref';
import { safeText } from '../../core/text/safe-text';
import { eventAnswer, eventsAnswer } from '../query/render-events';
import type { Answer } from '../render/answer';
import { printAnswer } from '../render/print-answer';
import { type StoreFlags, storePlace, storeWords, withStore, withStoreFlags } from '../store/store';
import { EXIT } from '../terminal/cli-error';
import { isColoured } from '../terminal/colour';
import { type OutputFlags, say, withOutputFlags } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';
import { renderWholeEvent, type ShownEvent } from './render-whole-event';

type Flags = StoreFlags & OutputFlags;

/** `ssm-audit show REF` */
export function showCommand(): Command {
  return withOutputFlags(withStoreFlags(new Command('show')))
    .description('show one event whole, with commands for your next questions')
    .argument('<ref>', 'the ref from a row of query or from an alert, an event ID, or the first 8 digits of one')
    .action(show);
}

async function show(ref: string, flags: Flags): Promise<void> {
  const named = readRef(ref);
  await withStore(storePlace(flags, process.env), async ({ tables }) => {
    const { eventReading } = await import('../../adapters/dynamodb/event-reading.js');
    const { reader } = eventReading(tables);
    const { events, isMore } = await namedEvents(reader, named);
    const [event, another] = events;
    if (!event) await sayNotFound(reader, ref, named);
    else if (another) await list(ref, { events, isMore }, flags);
    else await printAnswer(shownAnswer(await withNearby(reader, event), flags), flags);
  });
}

/** The events that are meant. One alone is read whole, with its record. */
async function namedEvents(reader: EventReader, named: NamedEvent): Promise<EventsOfId> {
  if ('key' in named) return { events: await wholeEvent(reader, named.key), isMore: false };
  const { eventsById } = await import('../../app/ask/events-by-id.js');
  const found = await eventsById({ reader, now: () => new Date() }, named.id);
  const [only, another] = found.events;
  return only && !another ? { events: await wholeEvent(reader, parseRef(only.event.ref)), isMore: false } : found;
}

async function wholeEvent(reader: EventReader, key: EventKey): Promise<readonly ProvenEvent[]> {
  const { eventByKey } = await import('../../app/ask/event-by-key.js');
  const { proven } = await import('../../app/ask/with-evidence.js');
  const stored = await eventByKey(reader, key);
  return stored ? proven(reader, [stored]) : [];
}

async function withNearby(reader: EventReader, event: ProvenEvent): Promise<ShownEvent> {
  const { nearbyDecryptions } = await import('../../app/ask/nearby-decryptions.js');
  return { ...event, nearby: await nearbyDecryptions({ reader, now: () => new Date() }, event) };
}

function shownAnswer(found: ShownEvent, flags: Flags): Answer<ProvenEvent> {
  const table = () => renderWholeEvent(found, ownCommand('query', ...storeWords(flags)), isColoured(process.stdout));
  return eventAnswer(found, found.nearby ? { nearbyDecryptions: found.nearby } : {}, table);
}

/** Which of several events is meant is not for this program to guess: they are listed, and none is shown. */
async function list(ref: string, { events, isMore }: EventsOfId, flags: Flags): Promise<void> {
  await printAnswer(eventsAnswer(events, false), flags);
  const count = `${isMore ? 'more than ' : ''}${events.length}`;
  say(
    `ssm-audit: ${count} events have an ID that is or begins with '${safeText(ref)}': expected one event; give the ref of the one that you mean`,
  );
  process.exitCode = EXIT.usage;
}

async function sayNotFound(reader: EventReader, ref: string, named: NamedEvent): Promise<void> {
  const what = 'key' in named ? `${safeText(ref)}` : `whose ID is or begins with '${safeText(ref)}'`;
  const reasons = 'key' in named ? [] : await handleGaps(reader);
  say(
    `ssm-audit: no event ${what} in this store: it may have expired, or it is in another store (--local, --stack)${reasons.join('')}`,
  );
  process.exitCode = EXIT.incomplete;
}

/** The events that an ID or a handle cannot find. */
async function handleGaps(reader: EventReader): Promise<readonly string[]> {
  const hasOlder = (await reader.olderPartitions()).length > 0;
  return [
    "; the agent's own events are not found by their ID: show takes the whole ref of these",
    ...(hasOlder ? ['; events of index version 1 are found by the whole ID alone'] : []),
  ];
}
