import type { EventsOfId } from '../../app/ask/events-by-id';
import { corruptRowNotes } from '../../app/completeness/corrupt-row-note';
import type { JsonValue } from '../../core/record/json';
import { stringifyRecord } from '../../core/record/parse-record';
import { readRef } from '../../core/rows/event-ref';
import { eventAnswer } from '../query/render-events';
import { type EventDependencies, namedEvents, notFoundText, severalText, surrounded } from '../show/named-event';
import { type EventStyle, renderWholeEvent } from '../show/render-whole-event';
import { ownCommand } from '../terminal/own-command';
import type { Asking } from './asking';

/** How wide the text of an event is, in columns. */
const TEXT_WIDTH = 120;

/** Answers the page of one event: what `show` prints as JSON, and the receipt of its log file. */
export async function answerEvent(asking: Asking, ref: string, begin: Begin): Promise<void> {
  const deps = asking.dependencies();
  const { found, absent } = await askedEvents(deps, ref, begin);
  const [event, another] = found.events;
  if (event && !another) {
    const { nearby, receipt, ...whole } = await surrounded(deps, asking.store.ports.receipts, event);
    const { document } = eventAnswer(whole, nearby ? { nearbyDecryptions: nearby } : {}, () => '');
    const text = renderWholeEvent({ ...whole, nearby, receipt }, styleOf(asking));
    await asking.sendDocument(
      stringifyRecord({ event: document, text, ...(receipt && { receipt }) } as unknown as JsonValue),
    );
  } else if (event) {
    await asking.send({ type: 'rows', rows: found.events.map((each) => each.event) });
    await asking.send({ type: 'note', kind: 'hint', text: severalText(ref, found) });
  } else if (absent !== undefined) await asking.send({ type: 'note', kind: 'hint', text: absent });
  await asking.sendNotes(corruptRowNotes(asking.corrupt));
  await asking.send({ type: 'end', rows: found.events.length });
}

/** As `show` prints it in a file. */
function styleOf({ storeWords }: Asking): EventStyle {
  const command = (name: string) => ownCommand(name, ...storeWords);
  return { width: TEXT_WIDTH, colour: false, query: command('query'), story: command('story') };
}

/**
 * Says what was asked, and the status if what it is about is not there. What makes no sense is thrown before. The answer then
 * goes on: it says why.
 */
export type Begin = (refusal?: 404) => Promise<void>;

/** The events that a reference, an ID or a handle means. */
export interface AskedEvents {
  readonly found: EventsOfId;
  /** Why there is none. Undefined also where its row is corrupt, because then it is there. */
  readonly absent: string | undefined;
}

/**
 * Looks for the events that a page is about, and begins its answer: with 404 if there is none, so that a program need not read
 * the answer to know that. Where they cannot be read, the answer begins all the same, and says why.
 */
export async function askedEvents(deps: EventDependencies, ref: string, begin: Begin): Promise<AskedEvents> {
  const asked = await lookedFor(deps, ref).catch(async (error: unknown) => {
    await begin();
    throw error;
  });
  await begin(asked.absent === undefined ? undefined : 404);
  return asked;
}

async function lookedFor(deps: EventDependencies, ref: string): Promise<AskedEvents> {
  const named = readRef(ref);
  const found = await namedEvents(deps, named);
  return { found, absent: found.events.length > 0 ? undefined : await notFoundText(deps, ref, named) };
}
