import { plainPartition } from '../../lib/core/rows/event-keys';
import { DEEP_HOURS, type Load, MOST_CONCURRENCY, PARTITION_UNITS, RECENT_HOURS, TABLE_UNITS } from './limits';
import type { Organization } from './organization';
import type { ReconcileCost } from './reconcile-cost';
import { FILES, type SimulatedWrites } from './simulated-writes';

/** The part of a processor that the ingest function has: 1,769 MB have one (Lambda developer guide: memory). */
const INGEST_PROCESSOR = 1_024 / 1_769;

/** What a request waits for its answer, in milliseconds: the first byte of an object, a row. */
const OBJECT_MS = 40;
const ROW_MS = 6;

/** Log files that an invocation reads side by side. */
const BATCH = 5;

/** Room for a busy moment: CloudTrail delivers log files in bursts, and the queue holds what is left. */
const HEADROOM = 1.5;

const DAY_SECONDS = 24 * 3_600;
const HOUR_SECONDS = 3_600;
const MS_AN_HOUR = 3_600_000;
const RECENT_DAYS = 3;
const DEEP_DAYS = 35;

/** Invocations of the ingest function at once. A log file takes the longer of computing and of waiting. */
export function concurrencyOf({ filesASecond }: Organization, simulated: SimulatedWrites): number {
  const { ofFile, ofEvent, eventsASecond } = simulated;
  const computing = ofFile.cpuMs / INGEST_PROCESSOR;
  const waiting = (OBJECT_MS + ofFile.requests * ROW_MS) / BATCH;
  const events = (ofEvent.cpuMs / INGEST_PROCESSOR) * eventsASecond;
  return Math.ceil((HEADROOM * (Math.max(computing, waiting) * filesASecond + events)) / 1_000);
}

/** An attack: each account is refused so many calls by a role of the same name while CloudTrail delivers once. */
const REFUSALS = 10;

/** CloudTrail delivers log files about every five minutes (user guide), so that this is spread over as many seconds at least. */
const DELIVERY_SECONDS = 300;

/** Hours that a comparison of the bucket with the receipts takes of one processor. */
export function reconcileHours(days: number, organization: Organization, { fileMs, placeMs }: ReconcileCost): number {
  const { accounts, regions, filesASecond } = organization;
  return (days * DAY_SECONDS * filesASecond * fileMs + accounts * regions * placeMs) / MS_AN_HOUR;
}

/** How near an organization comes to each limit. */
export function loadsOf(
  organization: Organization,
  simulated: SimulatedWrites,
  reconcile: ReconcileCost,
): readonly Load[] {
  const { heat } = simulated;
  const concurrency = concurrencyOf(organization, simulated);
  const partitions = heat.hottest(kindOfKey).map(({ table, partition, units, driver }) => ({
    what: `${table}: ${partition}`,
    found: units,
    limit: PARTITION_UNITS,
    unit: 'write units/s',
    driver,
    remedy: table === 'events' ? 'spreadEvents' : 'none: another key',
  }));
  const tables = heat.totals().map(({ table, units, driver }) => ({
    what: `${table}, whole`,
    found: units,
    limit: TABLE_UNITS,
    unit: 'write units/s',
    driver,
    remedy: 'ask AWS to raise the quota',
  }));
  const comparison = (window: string, days: number, limit: number): Load => ({
    what: `comparison, ${window} window`,
    found: reconcileHours(days, organization, reconcile),
    limit,
    unit: 'hours',
    driver: 'filesASecond',
    remedy: 'ssm-audit reconcile --account from a machine',
  });
  return [
    ...partitions,
    ...newHour(organization, simulated, concurrency),
    ...tables,
    {
      what: 'ingest function',
      found: concurrency,
      limit: MOST_CONCURRENCY,
      unit: 'invocations at once',
      driver: 'filesASecond',
      remedy: 'ask AWS for more, and take event sources out',
    },
    {
      what: `attack: ${REFUSALS} calls refused in each account in five minutes, by roles of one name`,
      found: (organization.accounts * REFUSALS) / DELIVERY_SECONDS,
      limit: PARTITION_UNITS,
      unit: 'write units/s',
      driver: 'accounts',
      remedy: 'none: DynamoDB throttles, and log files with refused calls wait',
    },
    comparison('recent', RECENT_DAYS, RECENT_HOURS),
    comparison('deep', DEEP_DAYS, DEEP_HOURS),
  ];
}

/** What is written once an hour for each account and region, and what by each process, if anything. */
function newHour(
  organization: Organization,
  { ofNewHour, ofNewProcess }: SimulatedWrites,
  concurrency: number,
): readonly Load[] {
  const { accounts, regions, filesASecond } = organization;
  const places = accounts * regions;
  const filesOfProcess = (filesASecond * HOUR_SECONDS) / concurrency;
  // Log files come to processes by chance: each process meets so many different places in an hour.
  const met = places * (1 - Math.exp(-filesOfProcess / places)) * concurrency;
  const byPartition = new Map<string, number>();
  for (const [writes, times] of [
    [ofNewHour, places],
    [ofNewProcess, met],
  ] as const) {
    for (const { table, partition, units } of writes) {
      const key = `${table}: ${partition}`;
      byPartition.set(key, (byPartition.get(key) ?? 0) + (units * times) / FILES / HOUR_SECONDS);
    }
  }
  const [hottest] = [...byPartition].sort(([, one], [, other]) => other - one);
  if (hottest === undefined) return [];
  return [
    {
      what: `${hottest[0]}, once an hour`,
      found: hottest[1],
      limit: PARTITION_UNITS,
      unit: 'write units/s',
      driver: 'accounts',
      remedy: 'none: another key',
    },
  ];
}

/** Keys of a kind differ in what they name: the hottest of them counts. */
function kindOfKey(table: string, partition: string): string {
  if (table === 'events') return `${table} ${plainPartition(partition)}`;
  const [kind = ''] = partition.split(/[=/]/);
  return `${table} ${partition.startsWith('#') ? partition : kind.slice(0, 12)}`;
}
