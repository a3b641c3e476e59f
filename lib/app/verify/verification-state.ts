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
  /** Undefined before the first run. Rejects with `DamagedVerificationStateError` if what is stored is no state. */
  load(deadline: Deadline): Promise<VerificationState | undefined>;
  /** Stores a state in the place of the one before it. Gives false if another run has stored one meanwhile. */
  save(state: VerificationState, deadline: Deadline): Promise<boolean>;
  /** Stores a state in the place of what is none. Gives false if a state stands there meanwhile, or nothing. */
  replaceDamaged(state: VerificationState, deadline: Deadline): Promise<boolean>;
}

/** What is stored is not what this program writes. */
export class DamagedVerificationStateError extends Error {
  /** `place` names where it is. */
  constructor(readonly place: string) {
    super(
      `${place} is not what this program writes: expected a state as JSON, of no later day than tomorrow; find out who changed it. The next run of the verification tells it, and begins anew with the last seven days`,
    );
    this.name = 'DamagedVerificationStateError';
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** By how much the clocks of two runs may differ, in milliseconds. */
const CLOCKS_DIFFER_MS = 60 * 1_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * A value as a state. Undefined if it is none, or if its day is later than tomorrow, where the first run begins: it would
 * put off all verification unnoticed.
 */
export function verificationStateIn(value: unknown, now: Date): VerificationState | undefined {
  const { day, position, configurations, revision } = Object(value);
  const latest = new Date(now.getTime() + DAY_MS + CLOCKS_DIFFER_MS).toISOString();
  const isDay = isTime(day) && DAY.test(day) && day <= latest;
  const areSettings = Array.isArray(configurations) && configurations.every(isConfiguration);
  const isState = isDay && areSettings && Number.isSafeInteger(revision) && isPosition(position);
  return isState ? (value as VerificationState) : undefined;
}

function isConfiguration(value: unknown): boolean {
  const { settings, until } = Object(value);
  return typeof settings === 'string' && (until === undefined || isTime(until));
}

function isPosition(value: unknown): boolean {
  if (value === undefined) return true;
  const { folder, digests, rows, term, late, named } = Object(value);
  return (
    [folder, term].every((each) => typeof each === 'string') &&
    (rows === undefined || isTime(rows)) &&
    [digests, named].every(areTexts) &&
    Array.isArray(late) &&
    late.every((file) => areTexts(file) && file.length === 2)
  );
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
