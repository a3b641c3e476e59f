import { DYNAMODB_PRICES } from '../lib/contract/dynamodb-prices';
import { type CostPart, FILES, type MeanCost, MILLION, PRICES, part, price } from './cost-model';
import { ITEM_OVERHEAD_BYTES } from './event-cost';

/** Prices of a read and a write unit in the class that tables have by default. */
const READ_UNIT = DYNAMODB_PRICES.readUnit * DYNAMODB_PRICES.infrequentAccessUnits;
const WRITE_UNIT = DYNAMODB_PRICES.writeUnit * DYNAMODB_PRICES.infrequentAccessUnits;

/** What one read unit reads where nobody asks for consistency: half of it for an item by its key, all of it in pages. */
const BYTES_OF_UNIT = 8192;
const UNITS_BY_KEY = 0.5;

/** Gigabytes of memory that have one whole processor of Lambda, which verification and export are given. */
const WHOLE_PROCESSOR = 1_769 / 1_024;

/** Assumed, waiting included: seconds to verify a row, to export an event, to look for a term and put it. */
const VERIFY_SECONDS = 0.005;
const EXPORT_SECONDS = 0.001;
const TERM_SECONDS = 0.002;

/** How often a finished day is exported, because rows may come late. */
const EXPORTS = 3;

/** Bytes of an exported event (measured: docs/export.md). */
const EXPORTED_BYTES = 160;

/** What a stack does with a million events beside indexing them, part by part. */
export const WORK_COSTS = { verify: verifyCost, export: exportCost, rebuild: rebuildCost } as const;

/** The setting `verifyRows`: each row and each term is read by its key and in pages, each log file twice. */
function verifyCost(mean: MeanCost): readonly CostPart[] {
  const terms = mean.units.terms;
  return [
    read('Events, reads', 1, UNITS_BY_KEY + pageUnits(eventBytes(mean))),
    read('Terms, reads', terms, UNITS_BY_KEY + pageUnits(termBytes(mean))),
    part('S3, reads', `${FILES} log files, twice, × $0.40 a million`, 2 * FILES * PRICES.s3Get),
    computed('Lambda, verification', MILLION, VERIFY_SECONDS, WHOLE_PROCESSOR),
  ];
}

/** The setting `exportBucketName`: each row is read in pages, three times. */
function exportCost(mean: MeanCost): readonly CostPart[] {
  const gigabytes = EXPORTED_BYTES / 1_000;
  return [
    read('Events, reads', EXPORTS, pageUnits(eventBytes(mean))),
    computed('Lambda, export', EXPORTS * MILLION, EXPORT_SECONDS, WHOLE_PROCESSOR),
    part(
      'S3, storage',
      `${gigabytes.toFixed(2)} GB × $${price(PRICES.s3GigabyteMonth)}, a month`,
      gigabytes * PRICES.s3GigabyteMonth,
    ),
  ];
}

/** `rebuild-terms` where all terms are missing: each row is read in pages, each term is looked for and put. */
function rebuildCost(mean: MeanCost): readonly CostPart[] {
  const terms = mean.units.terms;
  return [
    read('Events, reads', 1, pageUnits(eventBytes(mean))),
    read('Terms, reads', terms, UNITS_BY_KEY),
    part(
      'Terms, writes',
      `${terms.toFixed(2)} million units × $${price(WRITE_UNIT * MILLION)}`,
      terms * MILLION * WRITE_UNIT,
    ),
    computed('Lambda, rebuild', terms * MILLION, TERM_SECONDS, 1),
  ];
}

/** Bytes of an item, without what DynamoDB adds where it stores one. A term is one write unit. */
function eventBytes({ gigabytes }: MeanCost): number {
  return gigabytes.events * 1_000 - ITEM_OVERHEAD_BYTES;
}

function termBytes({ gigabytes, units }: MeanCost): number {
  return (gigabytes.terms * 1_000) / units.terms - ITEM_OVERHEAD_BYTES;
}

function pageUnits(bytes: number): number {
  return bytes / BYTES_OF_UNIT;
}

function read(name: string, millions: number, units: number): CostPart {
  const arithmetic = `${millions.toFixed(2)} million × ${units.toFixed(2)} units × $${price(READ_UNIT * MILLION)}`;
  return part(name, arithmetic, millions * units * MILLION * READ_UNIT);
}

function computed(name: string, times: number, seconds: number, gigabytes: number): CostPart {
  const arithmetic = `${(times / MILLION).toFixed(2)} million × ${seconds * 1_000} ms × ${gigabytes.toFixed(2)} GB (assumed)`;
  return part(name, arithmetic, times * seconds * gigabytes * PRICES.gigabyteSecond);
}
