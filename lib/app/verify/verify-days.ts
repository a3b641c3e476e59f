import { findingCount, type Verification } from '../../core/integrity/verification';
import { type Deadline, keepingBack, OutOfTimeError } from '../ports/deadline';
import { type DayWindow, waitsForDigest } from './last-digest';
import {
  DamagedVerificationStateError,
  type UsedConfiguration,
  type VerificationState,
  type VerificationStates,
  type VerifyPosition,
} from './verification-state';
import { type VerifyDependencies, verifyTrail } from './verify-trail';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many days to go back at most, after a time in which nothing was verified. */
const MOST_DAYS = 7;

/** How many former configurations to remember at most. */
const MOST_FORMER = 10;

/** How often to store the position while nothing is found, in milliseconds. */
const SAVE_MS = 10_000;

/**
 * How many milliseconds before the deadline to begin no further step. A step that has begun goes on: the log files of
 * one digest, the rows of one hour, the rows of one term. The position is stored after it.
 */
const STEP_MS = 4 * 60 * 1_000;

/** What the verification of finished days needs. */
export interface VerifyDaysDependencies {
  readonly states: VerificationStates;
  /** The present configuration, as text. */
  readonly settings: string;
  /** The sources of a run in which records may have been indexed by these configurations, too. */
  readonly sources: (formerly: readonly string[]) => VerifyDependencies;
  readonly now: () => Date;
}

/** Who is told what a run finds. */
export interface VerifyDaysListener {
  /** A step is done. `found` is everything that this run has found of a day, and is told before the step is stored. */
  readonly onStep: (day: string, found: Verification) => void;
  /** Nobody can read how far the days were verified. It is told before a new state takes its place. */
  readonly onDamagedState: (damage: DamagedVerificationStateError) => void;
}

/** How a run ended: all finished days are verified, or what it waits for. */
export type DaysEnd = 'done' | 'waiting for the last digest' | 'out of time' | 'another run is going on';

/** What a run did. */
export interface VerifiedDays {
  readonly end: DaysEnd;
  /** Days whose verification this run finished. */
  readonly days: readonly string[];
  /** How many finished days are not verified yet. */
  readonly unverified: number;
}

/**
 * Verifies rows, log files and digests of each finished UTC day, one after the other, and goes on where the run before
 * ended. The first run verifies nothing: the days before it were not indexed as they came. A state that is damaged is
 * trusted in nothing: as many days as are ever made up for are verified anew.
 */
export async function verifyDays(
  deps: VerifyDaysDependencies,
  deadline: Deadline,
  listener: VerifyDaysListener,
): Promise<VerifiedDays> {
  const run = new DaysRun(deps, deadline, listener);
  const end = await run.toItsEnd();
  return { end, days: run.days, unverified: run.unverified() };
}

class DaysRun {
  readonly days: string[] = [];
  private state: VerificationState | undefined;
  private savedAt = 0;
  /** What this run has found of the day in hand, as far as it is stored that it was told. */
  private told = 0;

  constructor(
    private readonly deps: VerifyDaysDependencies,
    private readonly deadline: Deadline,
    private readonly listener: VerifyDaysListener,
  ) {}

  async toItsEnd(): Promise<DaysEnd> {
    try {
      await this.begin();
      while (this.unverified() > 0) {
        const waits = await this.verifyDay();
        if (waits) return 'waiting for the last digest';
      }
      return 'done';
    } catch (error) {
      if (error instanceof OutOfTimeError) return 'out of time';
      if (error instanceof AnotherRunError) return 'another run is going on';
      throw error;
    }
  }

  unverified(): number {
    return this.state ? Math.max(0, (Date.parse(this.today()) - Date.parse(this.state.day)) / DAY_MS) : 0;
  }

  private today(): string {
    return dayOf(this.deps.now());
  }

  /** Takes up the state, with the present configuration in it. */
  private async begin(): Promise<void> {
    const { settings, now } = this.deps;
    const stored = await this.loaded();
    this.state = stored;
    const first = { day: nextDay(this.today()), configurations: [{ settings }], revision: 0 };
    if (!stored) return this.save(first);
    const configurations = withPresent(stored.configurations, settings, now());
    const oldest = this.oldestDay();
    const isTooOld = stored.day < oldest;
    if (configurations === stored.configurations && !isTooOld) return;
    await this.save({ ...stored, configurations, ...(isTooOld && { day: oldest, position: undefined }) });
  }

  /** The state of the run before, or a new one in the place of one that is damaged. */
  private async loaded(): Promise<VerificationState | undefined> {
    const { states, settings } = this.deps;
    try {
      return await states.load(this.deadline);
    } catch (error) {
      if (!(error instanceof DamagedVerificationStateError)) throw error;
      this.listener.onDamagedState(error);
      const anew = { day: this.oldestDay(), configurations: [{ settings }], revision: 1 };
      if (!(await states.replaceDamaged(anew, this.deadline))) throw new AnotherRunError();
      return anew;
    }
  }

  private oldestDay(): string {
    return dayOf(new Date(Date.parse(this.today()) - MOST_DAYS * DAY_MS));
  }

  /** Whether the day in hand still waits for its last digest. Otherwise, it is verified. */
  private async verifyDay(): Promise<boolean> {
    const { day, position, configurations } = this.present();
    const window = { since: `${day}T00:00:00Z`, until: `${nextDay(day)}T00:00:00Z` };
    const sources = this.deps.sources(formerIn(configurations, window));
    if (position === undefined && (await waitsForDigest(sources, window, this.deps.now()))) return true;
    const reached = (at: VerifyPosition, found: Verification) => this.reached(day, at, found);
    const options = { ...window, region: undefined, content: true, rows: true };
    await verifyTrail({ ...sources, progress: { from: position, reached } }, options);
    await this.save({ ...this.present(), day: nextDay(day), position: undefined });
    this.days.push(day);
    this.told = 0;
    return false;
  }

  private async reached(day: string, position: VerifyPosition, found: Verification): Promise<void> {
    this.listener.onStep(day, found);
    const isDue = this.deps.now().getTime() - this.savedAt >= SAVE_MS;
    const isOver = keepingBack(this.deadline, STEP_MS).remainingMs() <= 0;
    this.state = { ...this.present(), position };
    if (isDue || isOver || findingCount(found) > this.told) await this.save(this.state);
    this.told = findingCount(found);
    if (isOver) throw new OutOfTimeError(`the verification of ${day}`);
  }

  private async save(state: VerificationState): Promise<void> {
    const next = { ...state, revision: state.revision + 1 };
    if (!(await this.deps.states.save(next, this.deadline))) throw new AnotherRunError();
    this.state = next;
    this.savedAt = this.deps.now().getTime();
  }

  private present(): VerificationState {
    if (!this.state) throw new Error('no state: expected that the run has begun');
    return this.state;
  }
}

/** Another run has stored a state since this one began. */
class AnotherRunError extends Error {
  override readonly name = 'AnotherRunError';
}

/** The configurations with the present one in its place. The same list if nothing has changed. */
function withPresent(used: readonly UsedConfiguration[], settings: string, now: Date): readonly UsedConfiguration[] {
  if (used.some((each) => each.until === undefined && each.settings === settings)) return used;
  const forgotten = new Date(now.getTime() - (MOST_DAYS + 1) * DAY_MS).toISOString();
  const former = used.map((each) => ({ ...each, until: each.until ?? now.toISOString() }));
  return [...former.filter(({ until }) => forgotten < until).slice(-MOST_FORMER), { settings }];
}

/** The configurations that were replaced after a window began: its records may have been indexed by them. */
function formerIn(configurations: readonly UsedConfiguration[], { since }: DayWindow): readonly string[] {
  return configurations.flatMap(({ settings, until }) => (until !== undefined && since < until ? [settings] : []));
}

function nextDay(day: string): string {
  return dayOf(new Date(Date.parse(day) + DAY_MS));
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
