import { Command } from 'commander';
import type { ProvenEvent } from '../../app/ask/with-evidence';
import { parseRef } from '../../core/rows/event-ref';
import { safeText } from '../../core/text/safe-text';
import { eventAnswer } from '../query/render-events';
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
    .argument('<ref>', 'the ref from a row of query or from an alert')
    .action(show);
}

async function show(ref: string, flags: Flags): Promise<void> {
  const key = parseRef(ref);
  const found = await withStore(storePlace(flags, process.env), async ({ tables }) => {
    const { eventReading } = await import('../../adapters/dynamodb/event-reading.js');
    const { eventByKey } = await import('../../app/ask/event-by-key.js');
    const { nearbyDecryptions } = await import('../../app/ask/nearby-decryptions.js');
    const { reader } = eventReading(tables);
    const { proven } = await import('../../app/ask/with-evidence.js');
    const stored = await eventByKey(reader, key);
    const [event] = stored ? await proven(reader, [stored]) : [];
    return event && { ...event, nearby: await nearbyDecryptions({ reader, now: () => new Date() }, event) };
  });
  if (found) await printAnswer(shownAnswer(found, flags), flags);
  else notFound(ref);
}

function shownAnswer(found: ShownEvent, flags: Flags): Answer<ProvenEvent> {
  const table = () => renderWholeEvent(found, ownCommand('query', ...storeWords(flags)), isColoured(process.stdout));
  return eventAnswer(found, found.nearby ? { nearbyDecryptions: found.nearby } : {}, table);
}

function notFound(ref: string): void {
  say(
    `ssm-audit: no event ${safeText(ref)} in this store: it may have expired, or it is in another store (--local, --stack)`,
  );
  process.exitCode = EXIT.incomplete;
}
