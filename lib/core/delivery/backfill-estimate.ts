/** What indexing log files is likely to take: figures of docs/cost.md, on-demand prices of us-east-1 in US dollars. */
export interface BackfillEstimate {
  /** Systems Manager events in the files. */
  readonly events: number;
  /** Writing their rows, and the function and its requests. */
  readonly dollars: number;
  /** Keeping their rows, each month. */
  readonly dollarsAMonth: number;
  /** Until the function, two invocations of it at once, has worked the queue off. */
  readonly hours: number;
}

/** Compressed bytes of log files for each Systems Manager event: 105 a record, of which one in six is one (measured). */
const BYTES_AN_EVENT = 630;

/** Writes of a million events, and a month of storage with recovery: of events that people cause, the dearer kind. */
const WRITES_A_MILLION = 6.57;
const KEPT_A_MILLION = 4.02;

/** Two seconds of a gigabyte of function for each file, a read of S3, and its part of a message's requests. */
const DOLLARS_A_FILE = 2 * 0.0000133334 + 0.0000004 + 0.0000002;

/** Seconds that a file takes, and files under way: two invocations of five messages. */
const SECONDS_A_FILE = 2;
const FILES_AT_ONCE = 10;

const SECONDS_AN_HOUR = 3_600;
const MILLION = 1_000_000;

/** Estimates from the number of files and their compressed size. Right to a factor of two or so: it is told as "about". */
export function backfillEstimate(files: number, bytes: number): BackfillEstimate {
  const events = Math.round(bytes / BYTES_AN_EVENT);
  return {
    events,
    dollars: cents((events / MILLION) * WRITES_A_MILLION + files * DOLLARS_A_FILE),
    dollarsAMonth: cents((events / MILLION) * KEPT_A_MILLION),
    hours: Math.ceil(((files * SECONDS_A_FILE) / FILES_AT_ONCE / SECONDS_AN_HOUR) * 10) / 10,
  };
}

function cents(dollars: number): number {
  return Math.ceil(dollars * 100) / 100;
}
