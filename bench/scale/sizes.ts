import { DAYS_A_MONTH, DYNAMODB_PRICES, tableClassFor } from '../../lib/contract/dynamodb-prices';
import { concurrencyOf } from './loads';
import { type Organization, rateOf } from './organization';
import type { SimulatedWrites } from './simulated-writes';
import { TRAFFIC } from './traffic';

/** The sizes that docs/deploy.md has a row for. */
export const SIZES: readonly Organization[] = [1, 10, 100, 1_000].map((times) => ({
  nodes: 1_000 * times,
  accounts: 10 * times,
  regions: 17,
  filesASecond: 5 * times,
}));

/** How far a figure of docs/deploy.md may be from what is found: processors differ. */
const ABOUT = 0.35;

/** The least invocations that the setting takes, and by default. */
const DEFAULT_CONCURRENCY = 10;

const RETENTION_DAYS = 400;
const SECONDS_A_DAY = 86_400;
const BYTES_A_GIGABYTE = 2 ** 30;

/** What other services ask for a log file, in US dollars (docs/cost.md): a read, three requests of a queue, a notification. */
const DOLLARS_A_FILE = 0.4e-6 + 3 * 0.4e-6 + 0.5e-6;

/** A gigabyte of memory for a second, arm64 (Lambda pricing page). */
const DOLLARS_A_GIGABYTE_SECOND = 0.0000133334;

/** One row of the table: what to set, and what a month costs. */
interface SizeRow {
  readonly concurrency: number;
  /** The setting `spreadEvents`, beside what is built in. */
  readonly spreads: string;
  /** Thousands of US dollars a month: to index, and to store what 400 days keep. */
  readonly indexing: number;
  readonly storing: number;
}

/** What a size needs and costs, by what one log file and one event of each kind write. */
export function sizeRow(size: Organization, simulated: SimulatedWrites): SizeRow {
  const perSecond = { units: 0, bytes: 0 };
  for (const traffic of TRAFFIC) {
    const { units = 0, bytes = 0 } = simulated.ofKind.get(traffic.kind) ?? {};
    perSecond.units += units * rateOf(traffic.rate, size);
    perSecond.bytes += bytes * rateOf(traffic.rate, size);
  }
  perSecond.units += simulated.writesOfFile.units * size.filesASecond;
  perSecond.bytes += simulated.writesOfFile.bytes * size.filesASecond;
  const needed = concurrencyOf(size, { ...simulated, eventsASecond: eventsOf(size) });
  const { writeUnit, infrequentAccessUnits, storage } = DYNAMODB_PRICES;
  const tableClass = tableClassFor(RETENTION_DAYS);
  const unit = tableClass === 'STANDARD' ? writeUnit : writeUnit * infrequentAccessUnits;
  const dollarsASecond =
    perSecond.units * unit + size.filesASecond * DOLLARS_A_FILE + needed * DOLLARS_A_GIGABYTE_SECOND;
  const kept = (perSecond.bytes * SECONDS_A_DAY * RETENTION_DAYS) / BYTES_A_GIGABYTE;
  return {
    concurrency: Math.max(DEFAULT_CONCURRENCY, needed),
    spreads: spreadsOf(size, simulated),
    indexing: dollarsASecond * SECONDS_A_DAY * DAYS_A_MONTH,
    storing: kept * storage[tableClass],
  };
}

function eventsOf(size: Organization): number {
  return TRAFFIC.reduce((sum, { rate }) => sum + rateOf(rate, size), 0);
}

/** The calls of applications that read parameters are what no built-in spread has. */
function spreadsOf(size: Organization, { readUnits }: SimulatedWrites): string {
  const reads = TRAFFIC.filter(({ kind }) => kind.includes('reads'));
  const units = reads.reduce((sum, { rate }) => sum + readUnits * rateOf(rate, size), 0);
  const partitions = Math.ceil(units / MOST_UNITS_OF_SPREAD);
  return partitions > 1 ? `\`{"GetParameter":${partitions}}\`` : '';
}

/** A partition is to take no more than this of its 1,000 units in a second, so that a busy moment fits. */
const MOST_UNITS_OF_SPREAD = 600;

/** The rows of the table of docs/deploy.md. */
export function sizeTable(simulated: SimulatedWrites): string {
  const rows = SIZES.map((size) => {
    const { concurrency, spreads, indexing, storing } = sizeRow(size, simulated);
    const numbers = [size.accounts, size.filesASecond, size.nodes, concurrency].map(grouped);
    return `| ${[...numbers, spreads, ...[indexing, storing].map((dollars) => grouped(rounded(dollars)))].join(' | ')} |`;
  });
  return `${rows.join('\n')}\n`;
}

/** Where the table of docs/deploy.md is no longer what is found. */
export function outdatedSizes(markdown: string, simulated: SimulatedWrites): readonly string[] {
  return SIZES.flatMap((size) => {
    const key = [size.accounts, size.filesASecond, size.nodes].map(grouped).join(' | ');
    const line = markdown.split('\n').find((each) => each.startsWith(`| ${key} |`));
    if (line === undefined) return [`docs/deploy.md has no row | ${key} |`];
    const [, , , , concurrency, spreads, indexing, storing] = line.split('|').map((cell) => cell.trim());
    const found = sizeRow(size, simulated);
    const numbers = [
      ['concurrency', concurrency, found.concurrency],
      ['indexing', indexing, found.indexing],
      ['storing', storing, found.storing],
    ] as const;
    const wrong = numbers.filter(([, said, is]) => !isAbout(Number(said?.replaceAll(',', '')), is));
    return [
      ...wrong.map(([what, said, is]) => `docs/deploy.md says ${what} ${said} for | ${key} |, found ${grouped(is)}`),
      ...(spreads === found.spreads ? [] : [`docs/deploy.md says ${spreads} for | ${key} |, found ${found.spreads}`]),
    ];
  });
}

function isAbout(said: number, found: number): boolean {
  return Math.abs(said - found) <= found * ABOUT;
}

function rounded(dollars: number): number {
  return Number(dollars.toPrecision(2));
}

function grouped(number: number): string {
  return Math.round(number).toLocaleString('en-US');
}
