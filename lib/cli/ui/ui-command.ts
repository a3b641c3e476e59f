import { once } from 'node:events';
import { Command, InvalidArgumentError } from 'commander';
import type { Answers } from '../../adapters/http/answers';
import { ExplorerServer } from '../../adapters/http/explorer-server';
import { writePage } from '../../core/explorer/page-address';
import { type NamesFlag, namesFileOf, withNamesFlag } from '../names/names-flag';
import { withEventFilters, withQueryFilters } from '../query/query-options';
import { type StoreFlags, storePlace, storeWords, withStoreFlags } from '../store/store';
import { say, writeData } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';
import { StopSignal } from '../terminal/stop-signal';
import { withWindowFlags } from '../window/window-flags';
import { type AskedFlags, plannedQuestion, questionOf } from './asked-flags';
import { openBrowser } from './opened-browser';
import type { AskedStore } from './store-answers';

type Flags = StoreFlags &
  AskedFlags &
  NamesFlag & { readonly limit?: number; readonly port?: number; readonly open: boolean };

/** Ports are numbers of 16 bits; 0 stands for any that is free. */
const LAST_PORT = 65_535;
const ANY_PORT = 0;

/** `ssm-audit ui` */
export function uiCommand(): Command {
  const asked = withQueryFilters(withEventFilters(withStoreFlags(new Command('ui'))));
  return withNamesFlag(withWindowFlags(asked, { since: 'none; without any flag, the last 7 days that have events' }))
    .description('look instead of read: the answers of all commands as a page in your browser, on this machine alone')
    .option('--limit <n>', 'the most events to list', wholeNumber)
    .option('--oldest-first', 'list the oldest events first')
    .option('--port <n>', 'the port on 127.0.0.1 (default: any that is free)', port)
    .option('--no-open', 'print the address, and open no browser')
    .action(ui);
}

async function ui(flags: Flags): Promise<void> {
  const question = questionOf(flags);
  plannedQuestion(question, new Date());
  const asked: AskedStore = {
    place: storePlace(flags, process.env),
    storeWords: storeWords(flags),
    names: await namesFileOf(flags, process.env),
  };
  const stop = new StopSignal();
  const server = new ExplorerServer(await answersOf(asked), ownCommand('ui'));
  let forget: () => void = () => undefined;
  try {
    await server.listen(flags.port ?? ANY_PORT);
    const address = server.address(writePage({ page: 'events', question }));
    await writeData(`${address}\n`);
    say(
      'ssm-audit: the page is on this machine alone, and reads only; whoever has this address can read it (Ctrl-C ends it)',
    );
    if (flags.open)
      forget = openBrowser(address, () => say('ssm-audit: no browser could be opened: open the address above'));
    if (!stop.abort.aborted) await once(stop.abort, 'abort');
  } finally {
    forget();
    stop.ignore();
    await server.close();
  }
}

/** A local store is read by a thread of its own, because its reads stop the thread that they are in. */
async function answersOf(asked: AskedStore): Promise<Answers> {
  if (asked.place.kind === 'local') {
    const { WorkerAnswers } = await import('./worker-answers.js');
    return WorkerAnswers.open(asked);
  }
  const { StoreAnswers } = await import('./store-answers.js');
  return StoreAnswers.open(asked);
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('expected a whole number from 0.');
  return Number(value);
}

function port(value: string): number {
  const number = Number(value);
  if (!/^\d{1,5}$/.test(value) || number > LAST_PORT) {
    throw new InvalidArgumentError(`expected a port from 1 to ${LAST_PORT}, or 0 for any that is free.`);
  }
  return number;
}
