import { jsonValue, oneOf, type Parse, type Settings, wholeNumber } from './setting';

/** What happens to logs and tables when you remove the stack. */
export const REMOVALS = ['keep', 'destroy'] as const;

/** One of them. */
export type Removal = (typeof REMOVALS)[number];

/** Who may shorten the lock of a log file: somebody with a special right, or nobody. */
export const LOCK_MODES = ['governance', 'compliance'] as const;

/** How long each new log file is locked against deletion. */
export interface LogLock {
  readonly days: number;
  readonly mode: (typeof LOCK_MODES)[number];
}

/** What is kept, and for how long. */
export interface RetentionOptions {
  /**
   * Days that rows are kept, counted from the later of event and delivery.
   * @default 400
   */
  readonly retentionDays: number;
  /**
   * Days that log files are kept in the new bucket, at least as long as rows.
   * @default - 35 more than rows, which `0` stands for
   */
  readonly logRetentionDays: number;
  /**
   * S3 Object Lock on the new bucket.
   * @default - none: versions of deleted log files are kept for 90 days
   */
  readonly objectLock: LogLock | 'none';
  /**
   * Whether removing the stack keeps log files and tables, or destroys them.
   * @default 'keep'
   */
  readonly removal: Removal;
}

/** Thirteen months. An audit that looks back a year still finds its first day. */
export const DEFAULT_RETENTION_DAYS = 400;
/** A century. A larger number is a typing error. */
const MAX_DAYS = 36_500;

/**
 * Log files stay this much longer than their rows. Point-in-time recovery can restore a table of 35 days ago (DynamoDB
 * developer guide), and you should still be able to check every row against its log file.
 */
const DAYS_AFTER_ROWS = 35;

/** Days that the new bucket keeps log files. */
export function logFileDays({
  logRetentionDays,
  retentionDays,
}: Pick<RetentionOptions, 'logRetentionDays' | 'retentionDays'>): number {
  return logRetentionDays === 0 ? retentionDays + DAYS_AFTER_ROWS : logRetentionDays;
}

const lockDays = wholeNumber(1, MAX_DAYS);
const lockMode = oneOf(LOCK_MODES);

/** How these options are read. */
export const RETENTION_SETTINGS: Settings<RetentionOptions> = {
  retentionDays: {
    fallback: DEFAULT_RETENTION_DAYS,
    expected: `a whole number of days from 1 to ${MAX_DAYS}`,
    parse: wholeNumber(1, MAX_DAYS),
  },
  logRetentionDays: {
    fallback: 0,
    expected: `a whole number of days from 1 to ${MAX_DAYS}, or 0 for ${DAYS_AFTER_ROWS} more than retentionDays`,
    parse: wholeNumber(0, MAX_DAYS),
  },
  objectLock: {
    fallback: 'none',
    expected: `"none", or an object such as {"days":400,"mode":"governance"} with mode ${LOCK_MODES.join(' or ')}`,
    parse: lockOrNone(),
  },
  removal: { fallback: 'keep', expected: REMOVALS.join(' or '), parse: oneOf(REMOVALS) },
};

function lockOrNone(): Parse<LogLock | 'none'> {
  return (given) => {
    if (given === 'none') return given;
    const { days: givenDays, mode: givenMode, ...unknown } = Object(jsonValue(given));
    const days = lockDays(givenDays);
    const mode = lockMode(givenMode);
    return days === undefined || mode === undefined || Object.keys(unknown).length > 0 ? undefined : { days, mode };
  };
}
