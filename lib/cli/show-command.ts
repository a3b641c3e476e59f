import { Command } from 'commander';
import type { FoundEvent } from '../app/find-events';
import { parseRef } from '../core/rows/event-ref';
import { EXIT } from './cli-error';
import { type OutputFormat, outputOption, say, writeData } from './output';
import { EventRenderer } from './render-events';
import { renderWholeEvent } from './render-whole-event';
import { safeText } from './safe-text';
import { type StoreFlags, storePlace, withStore, withStoreFlags } from './store';

type Flags = StoreFlags & { readonly output: OutputFormat };

/** `ssm-audit show REF` */
export function showCommand(): Command {
  return withStoreFlags(new Command('show'))
    .description('one event whole, with the commands that ask on')
    .argument('<ref>', 'the ref of a query row or an alert')
    .addOption(outputOption())
    .action(show);
}

async function show(ref: string, flags: Flags): Promise<void> {
  const key = parseRef(ref);
  const found = await withStore(storePlace(flags, process.env), async ({ tables }) => {
    const { eventReading } = await import('../adapters/event-reading.js');
    const { eventByKey } = await import('../app/event-by-key.js');
    return eventByKey(eventReading(tables).reader, key);
  });
  if (found) await writeData(rendered(found, flags));
  else notFound(ref);
}

function rendered(found: FoundEvent, flags: Flags): string {
  if (flags.output === 'table') return renderWholeEvent(found, storeWords(flags), process.stdout.isTTY === true);
  const renderer = new EventRenderer(flags.output === 'json' ? 'ndjson' : flags.output, true);
  return renderer.begin() + renderer.event(found) + renderer.end();
}

function notFound(ref: string): void {
  say(
    `ssm-audit: no event ${safeText(ref)} in this store: it may have expired, or be in another store (--local, --stack)`,
  );
  process.exitCode = EXIT.incomplete;
}

/** The flags that lead to the same store, as they are to be typed again. */
function storeWords({ local, stack, region, profile }: StoreFlags): string {
  return [
    ...(local === undefined ? [] : ['--local', ...(local === true ? [] : [local])]),
    ...(stack === undefined ? [] : ['--stack', stack]),
    ...(region === undefined ? [] : ['--region', region]),
    ...(profile === undefined ? [] : ['--profile', profile]),
  ].join(' ');
}
