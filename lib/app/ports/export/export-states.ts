import type { Deadline } from '../deadline';

/** A day that is exported in several invocations. */
export interface UnfinishedDay {
  /** `2018-03-06`. */
  readonly day: string;
  /** How many days after it this export of it is due (`app/export/due-days`). */
  readonly age: number;
  /** The sorted runs of what was read. */
  readonly runs: readonly { readonly name: string; readonly bytes: number }[];
  /** The time from which on events are not read yet. Undefined at the beginning. */
  readonly readUpTo?: string;
  /** Where the rows of partitions that are not written begin, in each run. Undefined until all events are read. */
  readonly offsets?: readonly number[];
  /** Lists of the partitions that are written, beside the runs. */
  readonly lists: readonly string[];
}

/** How far the scheduled export has come. */
export interface ExportState {
  /** The first day that is exported. */
  readonly first: string;
  /** How old each of the last days was when it was exported last, in days. */
  readonly exported: Readonly<Record<string, number>>;
  readonly work?: UnfinishedDay | undefined;
  /** Rises whenever the state is stored. */
  readonly revision: number;
}

/** Keeps how far the scheduled export has come, from one run to the next. */
export interface ExportStates {
  /** Undefined before the first run. */
  load(deadline: Deadline): Promise<ExportState | undefined>;
  /** Stores a state in the place of the one before it. Gives false if another run has stored one meanwhile. */
  save(state: ExportState, deadline: Deadline): Promise<boolean>;
}
