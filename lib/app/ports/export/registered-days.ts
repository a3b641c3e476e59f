import type { Deadline } from '../deadline';

/** Which days of an export the table over it knows. */
export interface RegisteredDays {
  /** The table, and where its files are. `''` for none. */
  readonly table: string;
  /** The version of the list of each day when its partitions were registered. */
  readonly days: Readonly<Record<string, string>>;
  /** The day that is registered in part: so many of its partitions. */
  readonly work?: { readonly day: string; readonly version: string; readonly done: number } | undefined;
  /** Rises whenever this is stored. */
  readonly revision: number;
}

/** Keeps which days are registered, from one run to the next. */
export interface RegisteredDayStates {
  /** Undefined before the first run. */
  load(deadline: Deadline): Promise<RegisteredDays | undefined>;
  /** Stores a state in the place of the one before it. Gives false if another run has stored one meanwhile. */
  save(state: RegisteredDays, deadline: Deadline): Promise<boolean>;
}
