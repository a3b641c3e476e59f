import { MOST_HOURS_BEHIND, type ReconciledWindow } from '../../contract/reconciled-windows';
import { type AnswerNote, incomplete } from '../completeness/answer-note';
import type { PassCounts, PassFindings, ReconciliationState } from '../ports/progress/reconciliation-states';
import { hoursBehind } from '../reconcile/reconciliation-window';

/** What a pass over a window has found. */
export interface ComparedWindow {
  /** The time of delivery from which it compares. */
  readonly since: string;
  /** When it began. */
  readonly until: string;
  readonly counts: PassCounts;
  /** Accounts and regions whose log files are delivered and not in the bucket. */
  readonly unlisted: number;
}

/** How far the function of the stack has come with the comparison of the bucket with the receipts. */
export interface ComparisonProgress {
  readonly window: ReconciledWindow;
  /** The last pass that went over the whole window. */
  readonly last?: ComparedWindow & { readonly finishedAt: string };
  /** The pass that goes on. */
  readonly pass?: ComparedWindow & { readonly accounts: number; readonly accountsBegun: number };
}

/** The progress that a state shows. */
export function comparisonProgress({ window, last, pass }: ReconciliationState): ComparisonProgress {
  return {
    window,
    ...(last && { last: { ...comparedWindow(last), finishedAt: last.finishedAt } }),
    ...(pass && { pass: { ...comparedWindow(pass), accounts: pass.accounts, accountsBegun: pass.accountsBegun } }),
  };
}

/** A window whose comparison falls behind is nothing that anybody knows to be whole. */
export function comparisonProblems(states: readonly ReconciliationState[], now: Date): readonly AnswerNote[] {
  return states.flatMap((state) => {
    const hours = hoursBehind(state, now) ?? 0;
    if (hours < MOST_HOURS_BEHIND[state.window]) return [];
    const text = `the ${state.window} comparison of the bucket with the receipts is ${Math.floor(hours)} hours behind`;
    return [incomplete(text, 'reconcile')];
  });
}

function comparedWindow({ since, until, counts, unlisted }: PassFindings): ComparedWindow {
  return { since, until, counts, unlisted };
}
