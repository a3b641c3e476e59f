import { DELIVERIES_TABLE } from '../../contract/tables';
import { ORIGINS } from '../event/audit-event';
import { type Expectation, MARK, NUMBER, oneOf, TEXT, TEXTS, TIME } from './attribute-expectation';
import { type FileCounts, NO_COUNTS, RECEIPT_STATES, type Receipt } from './delivery-row';
import { CorruptRowError } from './row-codec';

/** Attributes of an item as they come from the Deliveries table. */
type Attributes = Readonly<Record<string, unknown>>;

/** The Deliveries table as errors call it. */
export const DELIVERIES = 'the Deliveries table';

/** Any part of a receipt, with the name and the state at least. */
export type PartOfReceipt = Partial<Receipt> & Pick<Receipt, 'fileName' | 'state'>;

/** What receipts have. An attribute that is missing here does not compile. */
const EXPECTED: { readonly [name in keyof Omit<Receipt, 'corrupt'>]-?: Expectation } = {
  folder: TEXT,
  fileName: TEXT,
  logFile: TEXT,
  state: oneOf(RECEIPT_STATES),
  origin: oneOf(ORIGINS),
  bytes: NUMBER,
  indexVersion: NUMBER,
  finishedAt: TIME,
  skipped: MARK,
  reason: TEXT,
  changed: MARK,
  formerContentSha256: TEXT,
  forced: MARK,
  hadTrouble: MARK,
  nextRecord: NUMBER,
  eTag: TEXT,
  versionId: TEXT,
  contentSha256: TEXT,
  storedBytes: NUMBER,
  firstMalformedRecord: NUMBER,
  firstSourcelessRecord: NUMBER,
  quarantinedRecords: TEXTS,
  accountId: TEXT,
  region: TEXT,
  deliveredAt: TIME,
  firstEventTime: TEXT,
  lastEventTime: TEXT,
  expiresAt: NUMBER,
  records: NUMBER,
  ssmRecords: NUMBER,
  relatedRecords: NUMBER,
  guardRecords: NUMBER,
  neighbours: TEXTS,
  neighbourRecords: NUMBER,
  malformedRecords: NUMBER,
  sourcelessRecords: NUMBER,
  newEvents: NUMBER,
  knownEvents: NUMBER,
  conflicts: NUMBER,
  quarantined: NUMBER,
  knownQuarantined: NUMBER,
  expired: NUMBER,
  leftOut: NUMBER,
  unknownSources: NUMBER,
};

/** What a part of a receipt has to have, and what a whole one has to. */
const PART = ['fileName', 'state'] as const;
const WHOLE = [...PART, 'folder', 'logFile', 'origin', 'bytes', 'indexVersion', 'finishedAt'] as const;

/** What stands for what a corrupt receipt lacks. */
const UNKNOWN = { folder: '', fileName: '', logFile: '', origin: 'delivery', bytes: 0, indexVersion: 0 } as const;
const LONG_AGO = '1970-01-01T00:00:00Z';

/**
 * A row of the Deliveries table as a receipt. A receipt from before a count existed has none of it. Throws
 * `CorruptRowError` if it is none.
 */
export function receiptOf(item: Attributes): Receipt {
  requireReceipt(item, WHOLE);
  return { ...NO_COUNTS, ...item };
}

/**
 * The receipt of a log file, of which no attribute need be right: a corrupt one vouches for nothing, so it is the receipt
 * of a file that failed, with what can be read of it and the reason. The file is then told of, and read again.
 */
export function standingReceipt(item: Attributes): Receipt {
  return readable(() => receiptOf(item), item);
}

/** The same of a row that was read in part. */
export function partOfReceipt(item: Attributes): PartOfReceipt {
  return readable<PartOfReceipt>(() => {
    requireReceipt(item, PART);
    return item;
  }, item);
}

/** What `read` gives, or what stands for a corrupt receipt. */
function readable<Part extends PartOfReceipt>(read: () => Part, item: Attributes): Part | Receipt {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CorruptRowError)) throw error;
    const corrupt = `its receipt is corrupt: ${error.problem}`;
    return {
      ...UNKNOWN,
      finishedAt: LONG_AGO,
      ...NO_COUNTS,
      ...sound(item),
      state: 'failed',
      reason: corrupt,
      corrupt,
    };
  }
}

function requireReceipt(
  item: Attributes,
  required: readonly (keyof typeof EXPECTED)[],
): asserts item is Attributes & Omit<Receipt, keyof FileCounts> {
  const wrong =
    required.find((name) => item[name] === undefined) ?? expectedNames().find((name) => !isSound(item, name));
  if (wrong === undefined) return;
  const key = [DELIVERIES_TABLE.partitionKey, DELIVERIES_TABLE.sortKey].map((name) => String(item[name])).join('/');
  throw new CorruptRowError(DELIVERIES, key, wrong, EXPECTED[wrong].expected);
}

/** The attributes that hold what is expected. */
function sound(item: Attributes): Partial<Receipt> {
  const names = expectedNames().filter((name) => item[name] !== undefined && isSound(item, name));
  return Object.fromEntries(names.map((name) => [name, item[name]]));
}

function isSound(item: Attributes, name: keyof typeof EXPECTED): boolean {
  return item[name] === undefined || EXPECTED[name].holds(item[name]);
}

function expectedNames(): readonly (keyof typeof EXPECTED)[] {
  return Object.keys(EXPECTED) as (keyof typeof EXPECTED)[];
}
