/** What indexing log files will probably cost: figures of docs/cost.md, on-demand prices of us-east-1 in US dollars. */
export interface BackfillEstimate {
  /** Systems Manager events in the files. */
  readonly events: number;
  /** The cost of writing their rows, and of the function and its requests. */
  readonly dollars: number;
  /** The cost of keeping their rows, each month. */
  readonly dollarsAMonth: number;
  /** The hours until two concurrent invocations of the function have emptied the queue. */
  readonly hours: number;
}

/**
 * Compressed bytes of log files for each Systems Manager event: 105 for each record, and one record in six is such an
 * event (measured).
 */
const BYTES_AN_EVENT = 630;

/**
 * The writes of a million events, and a month of storage with recovery of Events, in the class of the default retention,
 * for the more expensive kind of event: those that people cause.
 */
const WRITES_A_MILLION = 7.54;
const KEPT_A_MILLION = 1.39;

/**
 * For each file: two seconds of a function with a gigabyte, one read of S3, and its part of the requests of a message.
 */
const DOLLARS_A_FILE = 2 * 0.0000133334 + 0.0000004 + 0.0000002;

/** How many seconds a file takes, and how many files are read at once: two invocations of five messages. */
const SECONDS_A_FILE = 2;
const FILES_AT_ONCE = 10;

const SECONDS_AN_HOUR = 3_600;
const MILLION = 1_000_000;

/**
 * Estimates from the number of files and their compressed size. The result is right to a factor of about two, so the
 * tool says "about".
 */
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
