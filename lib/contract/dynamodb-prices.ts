/**
 * What DynamoDB asks for in us-east-1, on demand, in US dollars (docs/cost.md says where and when each was read). Prices of
 * other regions are higher, but in the same proportion.
 */
export const DYNAMODB_PRICES = {
  /** A write unit of the table class Standard: up to 1 KB. */
  writeUnit: 0.625e-6,
  /** A read unit of the table class Standard: up to 4 KB, consistently. */
  readUnit: 0.125e-6,
  /** By how much Standard-Infrequent-Access multiplies the price of a unit, of writes and of reads. */
  infrequentAccessUnits: 1.25,
  /** A gigabyte of storage for a month, by table class. */
  storage: { STANDARD: 0.25, STANDARD_INFREQUENT_ACCESS: 0.1 },
  /** Point-in-time recovery of a gigabyte of a table, without its indexes, for a month. Both classes pay the same. */
  recovery: 0.2,
} as const;

/** The classes of a table, by DynamoDB's names. */
export const TABLE_CLASSES = ['STANDARD', 'STANDARD_INFREQUENT_ACCESS'] as const;

/** One of them. */
export type TableClass = (typeof TABLE_CLASSES)[number];

/** An average month, in days. */
export const DAYS_A_MONTH = 365.25 / 12;

/**
 * How much of a gigabyte a write unit stores on average, the overhead of items included: 893 bytes of a fleet's events, and 945
 * of those of people (`npm run bench:cost`).
 */
export const STORED_A_UNIT = 900e-9;

/**
 * From how many days of retention on Standard-Infrequent-Access costs less. A unit costs a quarter more there, and what it
 * stores costs $0.15 a gigabyte and month less.
 */
export function infrequentAccessBreakEvenDays(): number {
  const { writeUnit, infrequentAccessUnits, storage } = DYNAMODB_PRICES;
  const dearer = writeUnit * (infrequentAccessUnits - 1);
  const cheaperAMonth = STORED_A_UNIT * (storage.STANDARD - storage.STANDARD_INFREQUENT_ACCESS);
  return Math.ceil((dearer / cheaperAMonth) * DAYS_A_MONTH);
}

/** The class of tables whose rows are kept for so many days: the one that costs less. */
export function tableClassFor(retentionDays: number): TableClass {
  return retentionDays >= infrequentAccessBreakEvenDays() ? 'STANDARD_INFREQUENT_ACCESS' : 'STANDARD';
}
