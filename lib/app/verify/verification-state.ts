import type { Deadline } from '../ports/deadline';

/** The key of a log file that is listed long after its delivery, and its hash. */
export type LateFile = readonly [key: string, sha256: string];

/**
 * How far the verification of a window has come. It does the same steps in the same order whenever it runs: digests with
 * their log files, folder by folder; stored rows, hour by hour; terms.
 */
export interface VerifyPosition {
  /** The last folder of digests that is done, in the order of bytes; `''` for none. */
  readonly folder: string;
  /** The digests that are done of the folder after it. */
  readonly digests: readonly string[];
  /** The time up to which stored rows are done. Undefined as long as folders are left. */
  readonly rows?: string | undefined;
  /** The last term that is done, in the order of bytes; `''` for none. */
  readonly term: string;
  /** Log files that a digest lists long after their delivery. */
  readonly late: readonly LateFile[];
  /** Rows that something was found wrong with, so that each is told once. */
  readonly named: readonly string[];
}

/** A configuration by which records were indexed, and when another was first seen instead of it. */
export interface UsedConfiguration {
  readonly settings: string;
  /** ISO 8601. Undefined for the present one. */
  readonly until?: string | undefined;
}

/** How far the days are verified. */
export interface VerificationState {
  /** The day in hand, or the next one: `YYYY-MM-DD`. All days before it are done. */
  readonly day: string;
  /** How far that day is verified. Undefined at its beginning. */
  readonly position?: VerifyPosition | undefined;
  /** The present configuration, and those that were replaced lately. */
  readonly configurations: readonly UsedConfiguration[];
  /** Rises whenever the state is stored. */
  readonly revision: number;
}

/** Keeps how far the days are verified, from one run to the next. */
export interface VerificationStates {
  /** Undefined before the first run. */
  load(deadline: Deadline): Promise<VerificationState | undefined>;
  /** Stores a state in the place of the one before it. Gives false if another run has stored one meanwhile. */
  save(state: VerificationState, deadline: Deadline): Promise<boolean>;
}
