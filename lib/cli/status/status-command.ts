import { Command } from 'commander';
import type { Status } from '../../app/ask/store-status';
import { safeJson, safeText } from '../../core/text/safe-text';
import { csvLine } from '../render/render-csv';
import { renderTable } from '../render/render-table';
import { type StoreFlags, storePlace, withStore, withStoreFlags } from '../store/store';
import { EXIT } from '../terminal/cli-error';
import { type OutputFormat, outputOption, say, writeData } from '../terminal/output';

type Flags = StoreFlags & { readonly output: OutputFormat };

/** `ssm-audit status` */
export function statusCommand(): Command {
  return withStoreFlags(new Command('status'))
    .description('whether the picture is whole: newest log files, failures, quarantine, dead letters')
    .addOption(outputOption())
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
  await writeData(rendered(found, flags.output));
  for (const problem of found.problems) say(`ssm-audit: ${safeText(problem)}`);
  if (found.problems.length > 0) process.exitCode = EXIT.incomplete;
}

function rendered(status: Status, format: OutputFormat): string {
  const columns = ['account', 'region', 'newestDelivery', 'finishedAt', 'logFile'] as const;
  const rows = status.newest.map((entry) => columns.map((name) => entry[name] ?? ''));
  switch (format) {
    case 'json':
    case 'ndjson':
      return `${safeJson(JSON.stringify(status))}\n`;
    case 'csv':
      return [columns, ...rows].map((row) => csvLine(row)).join('');
    case 'table':
      return `${renderTable([{ title: 'ACCOUNT' }, { title: 'REGION' }, { title: 'NEWEST DELIVERY' }, { title: 'INDEXED' }, { title: 'LOG FILE' }], rows)}${totals(status)}`;
  }
}

function totals({ failed, unfinished, changed, quarantined, queues }: Status): string {
  const counts = [
    `failed log files: ${failed.length}`,
    `unfinished: ${unfinished.length}`,
    `changed: ${changed.length}`,
    `quarantined records: ${quarantined}`,
    ...Object.entries(queues ?? {}).map(([name, depth]) => `${name}: ${depth}`),
  ];
  return `\n${counts.join('\n')}\n`;
}
