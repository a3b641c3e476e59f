import { type Settings, wholeNumber } from './setting';

/** What is kept, and for how long. */
export interface RetentionOptions {
  /**
   * Days that rows are kept, counted from the later of event and delivery.
   * @default 400
   */
  readonly retentionDays: number;
}

/** Thirteen months: an audit that looks back a year still finds the first day of it. */
const DEFAULT_RETENTION_DAYS = 400;
/** A century, past which a number is a slip of the hand. */
const MAX_RETENTION_DAYS = 36_500;

/** How these options are read. */
export const RETENTION_SETTINGS: Settings<RetentionOptions> = {
  retentionDays: {
    fallback: DEFAULT_RETENTION_DAYS,
    expected: `a whole number of days from 1 to ${MAX_RETENTION_DAYS}`,
    parse: wholeNumber(1, MAX_RETENTION_DAYS),
  },
};
