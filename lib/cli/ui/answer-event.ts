import { corruptRowNotes } from '../../app/completeness/corrupt-row-note';
import type { JsonValue } from '../../core/record/json';
import { stringifyRecord } from '../../core/record/parse-record';
import { eventAnswer } from '../query/render-events';
import { severalText, surrounded } from '../show/named-event';
import { type EventStyle, renderWholeEvent } from '../show/render-whole-event';
import { ownCommand } from '../terminal/own-command';
import { askedEvents, type Begin } from './asked-events';
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
