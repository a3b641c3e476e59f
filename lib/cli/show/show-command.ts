import { Command } from 'commander';
import type { EventsOfId } from '../../app/ask/events-by-id';
import type { FoundEvent } from '../../app/ask/find-events';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import { type NamedEvent, readRef } from '../../core/rows/event-ref';
import type { GivenNames } from '../names/given-names';
import { type NamesFlag, namesFor, withNamesFlag } from '../names/names-flag';
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
import { type EventDependencies, namedEvents, notFoundText, severalText, surrounded } from './named-event';
import { type EventStyle, renderWholeEvent, type ShownEvent, WHOLE_RECORD } from './render-whole-event';

type Flags = StoreFlags &
  OutputFlags &
  NamesFlag & { readonly strict?: true; readonly record?: true; readonly localTime?: true };

/** `ssm-audit show REF` */
export function showCommand(): Command {
  return withNamesFlag(withOutputFlags(withStoreFlags(new Command('show'))))
    .description('show one event whole, with commands for your next questions')
    .argument('<ref>', 'the ref from a row of query or from an alert, an event ID, or the first 8 digits of one')
    .option(WHOLE_RECORD, 'show the whole record and all things, even if they are longer than the screen')
    .option('--local-time', 'in a table: times of the local zone beside UTC')
    .option(...STRICT_FLAG)
    .action(show);
}

async function show(ref: string, flags: Flags): Promise<void> {
  const named = readRef(ref);
  const names = await namesFor(flags, process.env);
  await withStore(storePlace(flags, process.env), async ({ ports }) => {
    const corrupt = new CorruptRows();
    const deps = { ...ports.reading(corrupt), now: () => new Date(), corrupt };
    const { events, isMore } = await namedEvents(deps, named);
    const [event, another] = events;
    if (!event) await sayNotFound(deps, ref, named);
    else if (another) await list(ref, { events, isMore }, flags, names);
    else await printAnswer(shownAnswer(await surrounded(deps, ports.receipts, event), flags, names), flags);
    await sayCorruptRows(corrupt, { ...flags, storeWords: storeWords(flags) });
  });
}

function shownAnswer(shown: ShownEvent, flags: Flags, names: GivenNames | undefined): Answer<FoundEvent> {
  const table = () => renderWholeEvent(shown, { ...styleFor(process.stdout, flags), names });
  return eventAnswer(shown, shown.nearby ? { nearbyDecryptions: shown.nearby } : {}, table, names);
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
async function list(ref: string, found: EventsOfId, flags: Flags, names: GivenNames | undefined): Promise<void> {
  await printAnswer(eventsAnswer(found.events, false, { names }), flags);
  say(`ssm-audit: ${severalText(ref, found)}`);
  process.exitCode = EXIT.usage;
}

async function sayNotFound(deps: EventDependencies, ref: string, named: NamedEvent): Promise<void> {
  process.exitCode = EXIT.incomplete;
  const text = await notFoundText(deps, ref, named);
  if (text !== undefined) say(`ssm-audit: ${text}`);
}
