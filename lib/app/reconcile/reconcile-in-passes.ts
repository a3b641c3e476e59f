import { randomUUID } from 'node:crypto';
import type { ReconciledWindow } from '../../contract/reconciled-windows';
import { type Deadline, keepingBack, OutOfTimeError } from '../ports/deadline';
import type {
  ReconciliationState,
  ReconciliationStates,
  UnfinishedPass,
} from '../ports/progress/reconciliation-states';
import { believedPass } from './believed-pass';
import { NOTHING, type PassListener } from './pass-progress';
import { AnotherRunError, PassRun, type PassSources } from './pass-run';
import type { ReconcileCounts } from './reconcile';
import { comparedSince, isHeld, isPassDue } from './reconciliation-window';

/** What a comparison needs that goes on where it left off. */
export interface PassDependencies {
  /** The sources of a pass whose requests end by a deadline. */
  readonly sources: (compareBy: Deadline) => PassSources;
  readonly states: ReconciliationStates;
  readonly now: () => Date;
}

/** How a run ended. */
export type RunEnd = 'done' | 'out of time' | 'not due' | 'another run is going on';

/** What a run did. */
export interface ReconciledRun {
  readonly end: RunEnd;
  readonly window: ReconciledWindow;
  /** What this run itself compared. */
  readonly compared: ReconcileCounts;
  /** How far the comparison has come. Undefined before the first pass. */
  readonly state: ReconciliationState | undefined;
}

/** How many milliseconds before the deadline to compare no further, so that how far the pass has come can be stored. */
const STORING_MS = 10_000;

/**
 * Compares the bucket with the receipts over a window, and goes on where the run before ended. A pass takes one run, or as
 * many as it needs. It compares each listed log file once, whatever interrupts it: what was not stored is compared again,
 * and what was stored is not. A file that came less than `graceMs` milliseconds ago and is not indexed counts as waiting.
 * If a service fails, rejects; the next run goes on.
 */
export async function reconcileInPasses(
  deps: PassDependencies,
  { window, graceMs }: { readonly window: ReconciledWindow; readonly graceMs: number },
  deadline: Deadline,
  listener: PassListener,
): Promise<ReconciledRun> {
  const { states, now } = deps;
  const startedAt = now();
  const stored = await states.load(window, deadline);
  const left = (end: RunEnd) => ({ end, window, compared: NOTHING, state: stored });
  if (isHeld(stored?.held, startedAt)) return left('another run is going on');
  const pass = believedPass(window, stored, startedAt) ?? newPass(window, stored?.last?.until, startedAt);
  if (!pass) return left('not due');
  const compareBy = keepingBack(deadline, STORING_MS);
  const heldUntil = new Date(startedAt.getTime() + deadline.remainingMs()).toISOString();
  const youngSince = new Date(startedAt.getTime() - graceMs).toISOString();
  const own = { states, now, compareBy, storeBy: deadline, held: { by: randomUUID(), until: heldUntil }, youngSince };
  const run = new PassRun(
    { ...own, sources: deps.sources(compareBy) },
    listener,
    stored ?? { window, revision: 0 },
    pass,
  );
  return { end: await endOf(run), window, compared: run.compared, state: run.state };
}

/** The pass to begin, if one is due. */
function newPass(window: ReconciledWindow, lastBegan: string | undefined, now: Date): UnfinishedPass | undefined {
  if (!isPassDue(window, lastBegan, now)) return undefined;
  const [since, until] = [comparedSince(window, lastBegan, now), now.toISOString()];
  return { since, until, counts: NOTHING, unlisted: 0, begun: '', open: [], accounts: 0, accountsBegun: 0 };
}

async function endOf(run: PassRun): Promise<RunEnd> {
  try {
    await run.take();
    return await takenToItsEnd(run);
  } catch (error) {
    if (error instanceof AnotherRunError) return 'another run is going on';
    throw error;
  }
}

async function takenToItsEnd(run: PassRun): Promise<RunEnd> {
  try {
    await run.toItsEnd();
    return 'done';
  } catch (error) {
    if (error instanceof AnotherRunError) throw error;
    const released = run.release();
    if (error instanceof OutOfTimeError) return released.then(() => 'out of time');
    // The error itself says more than that nothing can be stored, either. Then the next run waits for the end of this one.
    await released.catch(() => undefined);
    throw error;
  }
}
