import { Command } from 'commander';
import type { EventsOfId } from '../../app/ask/events-by-id';
import type { FindDependencies, FoundEvent } from '../../app/ask/find-events';
import { NO_DEADLINE } from '../../app/ports/deadline';
import type { EventReader } from '../../app/ports/event-reader';
import type { ReceiptStore } from '../../app/ports/receipt-store';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import { parseLogFile } from '../../core/rows/delivery-row';
import type { EventKey } from '../../core/rows/event-keys';
import { type NamedEvent, parseRef, readRef } from '../../core/rows/event-ref';
import { safeText } from '../../core/text/safe-text';
import { sayCorruptRows } from '../query/answer-notes';
import { eventAnswer, eventsAnswer } from '../query/render-events';
import type { Answer } from '../render/answer';
import { localClock } from '../render/clock';
import { printAnswer } from '../render/print-answer';
import { STRICT_FLAG } from '../render/say-notes';
import { type StoreFlags, storePlace, storeWords, withStore, withStoreFlags } from '../store/store';
import { EXIT } from '../terminal/cli-error';
import { isColoured } from '../terminal/colour';
import { type OutputFlags, say, withOutputFlags } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';
import { columnsOf, rowsOf } from '../terminal/terminal-size';
import { type EventStyle, renderWholeEvent, type ShownEvent, WHOLE_RECORD } from './render-whole-event';

type Flags = StoreFlags & OutputFlags & { readonly strict?: true; readonly record?: true; readonly localTime?: true };

/** What events are read by; rows that cannot be read are taken note of. */
type Dependencies = FindDependencies & { readonly corrupt: CorruptRows };

/** `ssm-audit show REF` */
export function showCommand(): Command {
  return withOutputFlags(withStoreFlags(new Command('show')))
    .description('show one event whole, with commands for your next questions')
    .argument('<ref>', 'the ref from a row of query or from an alert, an event ID, or the first 8 digits of one')
    .option(WHOLE_RECORD, 'show the whole record and all things, even if they are longer than the screen')
    .option('--local-time', 'in a table: times of the local zone beside UTC')
    .option(...STRICT_FLAG)
    .action(show);
}

async function show(ref: string, flags: Flags): Promise<void> {
  const named = readRef(ref);
  await withStore(storePlace(flags, process.env), async ({ ports }) => {
    const corrupt = new CorruptRows();
    const deps = { ...ports.reading(corrupt), now: () => new Date(), corrupt };
    const { events, isMore } = await namedEvents(deps, named);
    const [event, another] = events;
    if (!event) await sayNotFound(deps, ref, named);
    else if (another) await list(ref, { events, isMore }, flags);
    else await printAnswer(shownAnswer(await surrounded(deps, ports.receipts, event), flags), flags);
    await sayCorruptRows(corrupt, { ...flags, storeWords: storeWords(flags) });
  });
}

/** The events that are meant. One alone is read whole, with its record. */
async function namedEvents(deps: Dependencies, named: NamedEvent): Promise<EventsOfId> {
  if ('key' in named) return { events: await wholeEvent(deps, named.key), isMore: false };
  const { eventsById } = await import('../../app/ask/events-by-id.js');
  const found = await eventsById(deps, named.id);
  const [only, another] = found.events;
  if (!only || another) return found;
  const whole = await wholeEvent(deps, parseRef(only.event.ref));
  return { events: whole.length > 0 ? whole : [only], isMore: false };
}

async function wholeEvent({ reader, corrupt }: Dependencies, key: EventKey): Promise<readonly FoundEvent[]> {
  const { eventByKey } = await import('../../app/ask/event-by-key.js');
  const stored = await eventByKey(reader, key, corrupt);
  return stored ? [stored] : [];
}

/** An event with what KMS decrypted near it, and the receipt of its log file. */
async function surrounded(deps: Dependencies, receipts: ReceiptStore, found: FoundEvent): Promise<ShownEvent> {
  const { nearbyDecryptions } = await import('../../app/ask/nearby-decryptions.js');
  const { logFile } = found.event;
  const receipt = logFile === undefined ? undefined : await receipts.find(parseLogFile(logFile), NO_DEADLINE);
  return { ...found, nearby: await nearbyDecryptions(deps, found), receipt };
}

function shownAnswer(shown: ShownEvent, flags: Flags): Answer<FoundEvent> {
  const table = () => renderWholeEvent(shown, styleFor(process.stdout, flags));
  return eventAnswer(shown, shown.nearby ? { nearbyDecryptions: shown.nearby } : {}, table);
}

function styleFor(stream: NodeJS.WriteStream, flags: Flags): EventStyle {
  const [columns, rows] = [columnsOf(stream, process.env), rowsOf(stream)];
  const isFolded = rows !== undefined && !flags.record;
  return {
    width: columns,
    ...(flags.localTime && { clock: localClock() }),
    colour: isColoured(stream),
    query: ownCommand('query', ...storeWords(flags)),
    story: ownCommand('story', ...storeWords(flags)),
    ...(isFolded && { screen: { rows, columns } }),
  };
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

async function sayNotFound({ reader, corrupt }: Dependencies, ref: string, named: NamedEvent): Promise<void> {
  process.exitCode = EXIT.incomplete;
  if ('key' in named && corrupt.has(named.key)) return;
  const what = 'key' in named ? `${safeText(ref)}` : `whose ID is or begins with '${safeText(ref)}'`;
  const reasons = 'key' in named ? [] : await handleGaps(reader);
  say(
    `ssm-audit: no event ${what} in this store: it may have expired, or it is in another store (--local, --stack)${reasons.join('')}`,
  );
}

/** The events that an ID or a handle cannot find. */
async function handleGaps(reader: EventReader): Promise<readonly string[]> {
  const hasOlder = (await reader.olderPartitions()).length > 0;
  return [
    "; the agent's own events are not found by their ID: show takes the whole ref of these",
    ...(hasOlder ? ['; events of index version 1 are found by the whole ID alone'] : []),
  ];
}
