import type { Deadline } from '../ports/deadline';

/** A row of the Events table whose terms could not be made, by its reference, and why. */
export interface RebuildFailure {
  readonly ref: string;
  readonly reason: string;
}

/** What a rebuild has come to so far. */
export interface RebuildCounts {
  /** Rows of the Events table whose terms stand, or were put. */
  readonly rows: number;
  /** Terms rows that were put. */
  readonly written: number;
  /** Terms rows that stood already, as new. */
  readonly standing: number;
  /** Rows of the Events table whose terms could not be made, or not all of them. */
  readonly failed: number;
}

/** Where a rebuild goes on: in this partition of the Events table, at this sort key. All partitions before it are done. */
export interface RebuildPosition {
  readonly partition: string;
  /** The sort key of the last row that is done; undefined at the beginning of the partition. */
  readonly from?: string | undefined;
}

/** How far the rebuilding of the Terms table has come. Times are ISO 8601. */
export interface RebuildState {
  readonly startedAt: string;
  /** When the state was stored. */
  readonly progressAt: string;
  /** When all partitions were done; undefined while some are left. */
  readonly endedAt?: string;
  /** Undefined before the first step and at the end. */
  readonly position?: RebuildPosition | undefined;
  /** Partitions of the Events table: done, and in the catalogue. */
  readonly partitions: { readonly done: number; readonly all: number };
  readonly counts: RebuildCounts;
  /** The first failures. `counts.failed` counts all. */
  readonly failures: readonly RebuildFailure[];
  /** Rises whenever the state is stored. */
  readonly revision: number;
}

/** Keeps how far the last rebuild has come. */
export interface RebuildStates {
  /** Undefined before the first rebuild. Rejects with `DamagedRebuildStateError` if what is stored is no state. */
  load(deadline: Deadline): Promise<RebuildState | undefined>;
  /** Stores a state in the place of the one before it. Gives false if another run has stored one meanwhile. */
  save(state: RebuildState, deadline: Deadline): Promise<boolean>;
  /** Stores a state in the place of what is none. Gives false if a state stands there meanwhile, or nothing. */
  replaceDamaged(state: RebuildState, deadline: Deadline): Promise<boolean>;
}

/** What is stored is not what this program writes. */
export class DamagedRebuildStateError extends Error {
  /** `place` names where it is. */
  constructor(readonly place: string) {
    super(
      `${place} is not what this program writes: expected a state as JSON; ask for a rebuild again (ssm-audit rebuild-terms), which begins anew`,
    );
    this.name = 'DamagedRebuildStateError';
  }
}

/** A value as the state of a rebuild. Undefined if it is none. */
export function rebuildStateIn(value: unknown): RebuildState | undefined {
  const { startedAt, progressAt, endedAt, position, partitions, counts, failures, revision } = Object(value);
  const isState =
    [startedAt, progressAt].every(isTime) &&
    (endedAt === undefined || isTime(endedAt)) &&
    isPosition(position) &&
    areCounts(partitions, ['done', 'all']) &&
    areCounts(counts, ['rows', 'written', 'standing', 'failed']) &&
    Array.isArray(failures) &&
    failures.every((each) => areTexts(each, ['ref', 'reason'])) &&
    isCount(revision);
  return isState ? (value as RebuildState) : undefined;
}

/** A position that names no partition would count as the end of them all. */
function isPosition(value: unknown): boolean {
  return (
    value === undefined || areTexts(value, Object(value).from === undefined ? ['partition'] : ['partition', 'from'])
  );
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function areCounts(value: unknown, names: readonly string[]): boolean {
  return names.every((name) => isCount(Object(value)[name]));
}

function areTexts(value: unknown, names: readonly string[]): boolean {
  return names.every((name) => typeof Object(value)[name] === 'string');
}

/**
 * How long a rebuild that goes on may leave its state as it is, in milliseconds: a run stores it every few seconds, and the
 * next one begins at most five minutes after an end.
 */
const LONGEST_SILENCE_MS = 20 * 60 * 1_000;

/** Whether a rebuild is to go on and does not: its function fails, or nothing starts it. */
export function isStalled({ endedAt, progressAt }: RebuildState, now: Date): boolean {
  return endedAt === undefined && now.getTime() - Date.parse(progressAt) > LONGEST_SILENCE_MS;
}

/** A state at the beginning of a rebuild. It takes the place of the one before it. */
export function beginning(now: Date, before: RebuildState | undefined): RebuildState {
  const at = now.toISOString();
  return {
    startedAt: at,
    progressAt: at,
    partitions: { done: 0, all: 0 },
    counts: { rows: 0, written: 0, standing: 0, failed: 0 },
    failures: [],
    revision: (before?.revision ?? 0) + 1,
  };
}
