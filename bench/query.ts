import { parseArgs } from 'node:util';
import { eventReading } from '../lib/adapters/dynamodb/event-reading';
import { renderTable } from '../lib/cli/render/render-table';
import { type FilledStore, filledStore } from './filled-store';
import { type KeyMeasurement, measureKey } from './key-measurement';
import { keyQuestions } from './key-questions';
import { MOST_WHERE_MB, whereMemory } from './where-memory';
import { measureWide, type WideMeasurement, wideQuestions } from './wide-questions';

/** What a question by key may cost: pages of its key, and times the bare `Query`. */
const MOST_PAGES = 2;
const MOST_RATIO = 3;

/** `npm run bench:query -- [--events N] [--runs N] [--json]`; bench/query.md tells what it does. */
async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: {
      events: { type: 'string', default: '100000' },
      runs: { type: 'string', default: '31' },
      json: { type: 'boolean', default: false },
    },
  });
  const store = await filledStore(Number(flags.events), sayProgress);
  try {
    process.stderr.write('\n');
    const deps = { reader: eventReading(store.tables).reader, now: () => new Date() };
    const wide: WideMeasurement[] = [];
    for (const question of await wideQuestions(deps)) wide.push(await measureWide(store.tables, question));
    const whereMb = await whereMemory(store.tables);
    const keys: KeyMeasurement[] = [];
    const runs = Number(flags.runs);
    for (const question of await keyQuestions(deps)) keys.push(await measureKey(store.tables, question, runs));
    process.stdout.write(
      flags.json
        ? asJson(store, keys, wide, whereMb)
        : `${asText(store, keys)}\n${wideTable(wide)}\n--where that no event matches: ${whereMb.toFixed(0)} MB resident, at most ${MOST_WHERE_MB}\n`,
    );
    process.exitCode = areMet(keys, wide) && whereMb <= MOST_WHERE_MB ? 0 : 1;
  } finally {
    await store.remove();
  }
}

function areMet(keys: readonly KeyMeasurement[], wide: readonly WideMeasurement[]): boolean {
  const byKey = keys.length > 0 && keys.every(({ pages, ratio }) => pages <= MOST_PAGES && ratio < MOST_RATIO);
  return byKey && wide.every(({ units, mostUnits }) => units <= mostUnits);
}

function asJson(
  { summary, writeUnits }: FilledStore,
  keys: readonly KeyMeasurement[],
  wide: readonly WideMeasurement[],
  whereMb: number,
): string {
  const { newEvents: events, seconds } = summary;
  return `${JSON.stringify({ events, seconds, writeUnits: Object.fromEntries(writeUnits), keys, wide, whereMb })}\n`;
}

function asText({ summary, writeUnits }: FilledStore, keys: readonly KeyMeasurement[]): string {
  const { newEvents, seconds } = summary;
  const units = [...writeUnits].map(([table, count]) => `${table} ${(count / newEvents).toFixed(2)}`).join(', ');
  const titles = ['KEY', 'EVENTS', 'PAGES', 'ITEMS', 'QUERY MS', 'BARE MS', 'RATIO', 'VALUE'];
  const rows = keys.map(({ key, value, events, pages, items, findMs, bareMs, ratio }) => [
    key,
    ...[events, pages, items].map(String),
    ...[findMs, bareMs, ratio].map((number) => number.toFixed(2)),
    value,
  ]);
  return `${newEvents} events written in ${seconds.toFixed(0)} s; write units per event: ${units}\n\n${renderTable(
    titles.map((title) => ({ title })),
    rows,
  )}`;
}

function wideTable(wide: readonly WideMeasurement[]): string {
  const titles = ['ASKED', 'EVENTS', 'PARTITIONS', 'PAGES', 'ITEMS', 'READ UNITS', 'AT MOST'];
  const rows = wide.map(({ asked, events, partitions, pages, items, units, mostUnits }) => [
    asked,
    ...[events, partitions, pages, items, units, mostUnits].map(String),
  ]);
  return renderTable(
    titles.map((title) => ({ title })),
    rows,
  );
}

function sayProgress(done: number, of: number): void {
  process.stderr.write(`\r${done} of ${of} log files`);
}

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
