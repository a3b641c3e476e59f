import { DAYS_A_MONTH, DYNAMODB_PRICES, tableClassFor } from '../lib/contract/dynamodb-prices';
import { DEFAULT_RETENTION_DAYS, logFileDays } from '../lib/infra/settings/retention-settings';
import type { EventCost } from './event-cost';

/** A part of the cost of a million events, and how it comes about. */
export interface CostPart {
  readonly part: string;
  readonly arithmetic: string;
  readonly dollars: number;
}

/** Means over events of a kind: write units, and gigabytes of a million, by table and index. */
export interface MeanCost {
  readonly units: Places;
  readonly gigabytes: Places;
}

interface Places {
  readonly events: number;
  readonly byPrincipal: number;
  readonly terms: number;
}

/** What the parts are for. */
export const MILLION = 1e6;
const BYTES_A_GIGABYTE = 1e9;

/** Log files of a million events, with 100 events each, and how many events a batch of the stream has. */
export const FILES = 10_000;
const EVENTS_A_BATCH = 100;

/** What the functions take, assumed: for a log file, and for a batch of the stream. Both have a gigabyte. */
const INGEST_SECONDS = 2;
const ALERT_SECONDS = 0.2;

/** Gigabytes of gzipped log files where one record in six is of Systems Manager, at 105 bytes a record (measured). */
const LOG_GIGABYTES = 0.63;

/** Prices of the other services (docs/cost.md says where each was read). */
export const PRICES = {
  gigabyteSecond: 0.000_013_333_4,
  invocation: 0.2e-6,
  sqsRequest: 0.4e-6,
  snsPublish: 0.5e-6,
  s3Put: 5e-6,
  s3Get: 0.4e-6,
  s3GigabyteMonth: 0.023,
} as const;

/** The means over some events. */
export function meanCost(costs: readonly EventCost[]): MeanCost {
  const mean = (value: (cost: EventCost) => number) => costs.reduce((sum, cost) => sum + value(cost), 0) / costs.length;
  const gigabytes = (value: (cost: EventCost) => number) => (mean(value) * MILLION) / BYTES_A_GIGABYTE;
  return {
    units: {
      events: mean((each) => each.events),
      byPrincipal: mean((each) => each.byPrincipal),
      terms: mean((each) => each.terms),
    },
    gigabytes: {
      events: gigabytes(({ stored }) => stored.events),
      byPrincipal: gigabytes(({ stored }) => stored.byPrincipal),
      terms: gigabytes(({ stored }) => stored.terms),
    },
  };
}

/** The parts of what a million events of these means cost with the default settings, but for CloudTrail. */
export function costOfMillion({ units, gigabytes }: MeanCost): readonly CostPart[] {
  const days = DEFAULT_RETENTION_DAYS;
  const tableClass = tableClassFor(days);
  const unit = DYNAMODB_PRICES.writeUnit * (tableClass === 'STANDARD' ? 1 : DYNAMODB_PRICES.infrequentAccessUnits);
  const logDays = logFileDays({ retentionDays: days, logRetentionDays: 0 });
  return [
    written('Events, writes', units.events, unit),
    written('byPrincipal, writes', units.byPrincipal, unit),
    written('Terms, writes', units.terms, unit),
    part('Deliveries, writes', `${FILES} log files × 2 units × $${price(unit * MILLION)} a million`, FILES * 2 * unit),
    kept('Events, storage', gigabytes.events, DYNAMODB_PRICES.storage[tableClass], days),
    kept('byPrincipal, storage', gigabytes.byPrincipal, DYNAMODB_PRICES.storage[tableClass], days),
    kept('Terms, storage', gigabytes.terms, DYNAMODB_PRICES.storage[tableClass], days),
    kept('Events, recovery', gigabytes.events, DYNAMODB_PRICES.recovery, days),
    part('Terms, recovery', 'none: rebuild-terms makes it again', 0),
    part('backups on demand', 'none is made', 0),
    part('stream', 'Lambda reads it for nothing', 0),
    invoked('Lambda, ingestion', FILES, INGEST_SECONDS),
    invoked('Lambda, alerting', MILLION / EVENTS_A_BATCH, ALERT_SECONDS),
    part('SQS', `${FILES} × 3 requests × $0.40 a million`, FILES * 3 * PRICES.sqsRequest),
    part('SNS', `${FILES} notifications × $0.50 a million`, FILES * PRICES.snsPublish),
    part(
      'S3, requests',
      `${FILES} puts × $5 and ${FILES} reads × $0.40 a million`,
      FILES * (PRICES.s3Put + PRICES.s3Get),
    ),
    kept('S3, log files', LOG_GIGABYTES, PRICES.s3GigabyteMonth, logDays),
  ];
}

/** A part of the cost. */
export function part(name: string, arithmetic: string, dollars: number): CostPart {
  return { part: name, arithmetic, dollars };
}

function written(name: string, units: number, unit: number): CostPart {
  const arithmetic = `${units.toFixed(2)} million units × $${price(unit * MILLION)}`;
  return part(name, arithmetic, units * MILLION * unit);
}

function kept(name: string, gigabytes: number, aMonth: number, days: number): CostPart {
  const months = days / DAYS_A_MONTH;
  const arithmetic = `${gigabytes.toFixed(2)} GB × $${price(aMonth)} × ${months.toFixed(1)} months`;
  return part(name, arithmetic, gigabytes * aMonth * months);
}

function invoked(name: string, times: number, seconds: number): CostPart {
  const each = seconds * PRICES.gigabyteSecond + PRICES.invocation;
  return part(name, `${times} × ${seconds} s × 1 GB (assumed), and the requests`, times * each);
}

/** Dollars in as many digits as prices have. */
export function price(dollars: number): string {
  return dollars.toFixed(3).replace(/0$/, '');
}
