import { Command } from 'commander';
import type { NewestLogFile, StoreStatus } from '../../app/ask/store-status';
import type { Answer } from '../render/answer';
import { printAnswer } from '../render/print-answer';
import { renderTable } from '../render/render-table';
import { sayIncomplete, textOf } from '../render/say-notes';
import { type StoreFlags, storePlace, storeWords, withStore, withStoreFlags } from '../store/store';
import { EXIT } from '../terminal/cli-error';
import { type OutputFlags, withOutputFlags } from '../terminal/output';

type Flags = StoreFlags & OutputFlags;

/** `ssm-audit status` */
export function statusCommand(): Command {
  return withOutputFlags(withStoreFlags(new Command('status')))
    .description('whether the picture is whole: newest log files, failures, quarantine, dead letters')
    .action(status);
}

async function status(flags: Flags): Promise<void> {
  const place = storePlace(flags, process.env);
  const found = await withStore(place, async ({ tables, outputs }) => {
    const { eventReading } = await import('../../adapters/dynamodb/event-reading.js');
    const { storeStatus } = await import('../../app/ask/store-status.js');
    const { reader, receipts } = eventReading(tables);
    if (!outputs) return storeStatus({ reader, receipts });
    const { queueDepths } = await import('../../adapters/messaging/queue-depths.js');
    return storeStatus({ reader, receipts, queues: () => queueDepths(outputs, place.kind === 'stack' ? place : {}) });
  });
  await printAnswer(statusAnswer(found), flags);
  for (const problem of found.problems) sayIncomplete(textOf(problem, { storeWords: storeWords(flags) }));
  if (found.problems.length > 0) process.exitCode = EXIT.incomplete;
}

const FIELDS = ['account', 'region', 'newestDelivery', 'finishedAt', 'logFile'] as const;
const TITLES = ['ACCOUNT', 'REGION', 'NEWEST DELIVERY', 'INDEXED', 'LOG FILE'].map((title) => ({ title }));

function statusAnswer(status: StoreStatus): Answer<NewestLogFile> {
  const cells = (newest: NewestLogFile) => FIELDS.map((field) => newest[field] ?? '');
  return {
    rows: status.newest,
    fields: FIELDS,
    document: { ...status, problems: status.problems.map(({ text }) => text) },
    table: (rows) => `${renderTable(TITLES, rows.map(cells))}${totals(status)}`,
  };
}

function totals({ failed, unfinished, changed, quarantined, queues }: StoreStatus): string {
  const counts = [
    `failed log files: ${failed.length}`,
    `unfinished: ${unfinished.length}`,
    `changed: ${changed.length}`,
    `quarantined records: ${quarantined}`,
    ...Object.entries(queues ?? {}).map(([name, depth]) => `${name}: ${depth}`),
  ];
  return `\n${counts.join('\n')}\n`;
}
