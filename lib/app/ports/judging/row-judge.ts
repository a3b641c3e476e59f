import type { EventRow } from '../../../core/rows/event-row';

/** Finds out which rules catch the event of a row when the row is written, so that nobody has to ask again. */
export interface RowJudge {
  /**
   * What a store keeps with the row, as `readKeptCatch` reads it. Undefined where nothing should be kept: whoever asks later has
   * to judge. May throw, which means the same.
   */
  judge(row: EventRow): string | undefined;
}

/** Loads what judges: rules take long to load, so a store asks when it writes its first row. */
export type LoadRowJudge = () => Promise<RowJudge>;
