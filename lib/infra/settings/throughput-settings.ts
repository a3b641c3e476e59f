import { type Settings, wholeNumber } from './setting';

/** How much is done at once. */
export interface ThroughputOptions {
  /**
   * The most invocations of the ingest function at once for deliveries.
   * @default 10
   */
  readonly concurrency: number;
  /**
   * The most invocations of the ingest function at once for history and repairs.
   * @default 2
   */
  readonly backfillConcurrency: number;
}

/** Enough for some hundred log files a minute. The trail of an organization may need more. */
const DEFAULT_CONCURRENCY = 10;
/** The minimum of a mapping (Lambda API reference, ScalingConfig). History can wait. */
const LEAST_CONCURRENCY = 2;
const MOST_CONCURRENCY = 1000;

const EXPECTED = `a whole number of invocations from ${LEAST_CONCURRENCY} to ${MOST_CONCURRENCY}`;

/** How these options are read. */
export const THROUGHPUT_SETTINGS: Settings<ThroughputOptions> = {
  concurrency: {
    fallback: DEFAULT_CONCURRENCY,
    expected: EXPECTED,
    parse: wholeNumber(LEAST_CONCURRENCY, MOST_CONCURRENCY),
  },
  backfillConcurrency: {
    fallback: LEAST_CONCURRENCY,
    expected: EXPECTED,
    parse: wholeNumber(LEAST_CONCURRENCY, MOST_CONCURRENCY),
  },
};
