import type { ExportQuestion } from '../../core/export/export-question';
import type { Deadline } from '../ports/deadline';
import type { ExportState, ExportStates, UnfinishedDay } from '../ports/export/export-states';
import { claimPlace } from './claim-place';
import { type ContinuedDay, type ContinuedDependencies, continueDay } from './continue-day';
import { dayBefore, dueDays, withExported } from './due-days';

/** What the scheduled export needs. */
export interface DueDependencies extends ContinuedDependencies {
  readonly states: ExportStates;
  readonly now: () => Date;
  /** What the place has the answer to, and what it is called. */
  readonly question: ExportQuestion;
  readonly place: string;
}

/** A day that a run has exported. */
export type FinishedDay = Extract<ContinuedDay, { isDone: true }> & { readonly day: string };

/** How a run ended: nothing is left to do; time was up; or another run works on it. */
export interface DueRun {
  readonly end: 'done' | 'out of time' | 'another run';
  /** Days that are due and not exported. */
  readonly due: number;
}

/** How long after the end of a day it is exported first, in milliseconds: what is late by minutes is in it. */
const SETTLED_MS = 2 * 60 * 60 * 1_000;

/**
 * Exports the days that are due, the oldest first, as far as time allows. The next run goes on where this one ends: within
 * a day, at a second of its events or at a partition. The first day is the day before the first run.
 */
export async function exportDueDays(
  deps: DueDependencies,
  deadline: Deadline,
  onDay: (day: FinishedDay) => Promise<void>,
): Promise<DueRun> {
  const now = new Date(deps.now().getTime() - SETTLED_MS);
  let state = (await deps.states.load(deadline)) ?? beginning(now);
  await claimPlace(deps.target, deps.place, deps.question);
  for (;;) {
    const due = dueDays(state, now);
    const work = state.work ?? workOn(due[0]);
    if (!work) return { end: 'done', due: 0 };
    const gone = await continueDay(deps, work, deadline);
    if (gone.isDone) await onDay({ ...gone, day: work.day });
    const next = { ...state, revision: state.revision + 1 };
    state = gone.isDone
      ? { ...next, work: undefined, exported: withExported(state.exported, work, now) }
      : { ...next, work: gone.work };
    if (!(await deps.states.save(state, deadline))) return { end: 'another run', due: due.length };
    if (!gone.isDone) return { end: 'out of time', due: due.length };
  }
}

function beginning(now: Date): ExportState {
  return { first: dayBefore(now), exported: {}, revision: 0 };
}

function workOn(due: { readonly day: string; readonly age: number } | undefined): UnfinishedDay | undefined {
  return due && { ...due, runs: [], lists: [] };
}
