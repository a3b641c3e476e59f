import type { ReconciledWindow } from '../../../contract/reconciled-windows';
import type { Deadline } from '../deadline';

/** How many log files of a pass are in which state (`app/reconcile/reconciled-file`). */
export interface PassCounts {
  readonly received: number;
  readonly missing: number;
  readonly failed: number;
  readonly changed: number;
  readonly archived: number;
  readonly waiting: number;
}

/** What a pass has found so far, or in all. */
export interface PassFindings {
  /** The first time of delivery that it compares, in ISO 8601. */
  readonly since: string;
  /** When it began. It compares log files that were delivered before. */
  readonly until: string;
  readonly counts: PassCounts;
  /** Accounts and regions that have receipts of the window but no log files in the bucket. */
  readonly unlisted: number;
}

/** A part of a pass that is begun and not done: an account and region, or the check of an account's regions. */
export interface OpenPart {
  /** `<account>/<region>`; without a region, the check which regions the account has. */
  readonly id: string;
  /** The key of the last log file that is compared. */
  readonly after?: string;
  /** Whether it has log files of the window. */
  readonly hasFiles: boolean;
}

/** A pass that goes on. */
export interface UnfinishedPass extends PassFindings {
  /** All parts up to this id, in the order of bytes, are begun: those that are not open are done. */
  readonly begun: string;
  readonly open: readonly OpenPart[];
  readonly accounts: number;
  readonly accountsBegun: number;
}

/** The last pass that went over its whole window. */
export interface FinishedPass extends PassFindings {
  readonly finishedAt: string;
}

/** How far the comparison of the bucket with the receipts has come, for one window. */
export interface ReconciliationState {
  readonly window: ReconciledWindow;
  /** Rises whenever the state is stored. */
  readonly revision: number;
  /** The run that works on the pass, and the time in ISO 8601 after which it certainly does not any more. */
  readonly held?: { readonly by: string; readonly until: string };
  readonly pass?: UnfinishedPass;
  readonly last?: FinishedPass;
}

/** Keeps how far the comparison has come, from one run to the next. */
export interface ReconciliationStates {
  /** Undefined before the first run, and if nobody can read what is stored: then the comparison begins anew. */
  load(window: ReconciledWindow, deadline: Deadline): Promise<ReconciliationState | undefined>;
  /** Stores a state in the place of the one before it. Gives false if another run has stored one meanwhile. */
  save(state: ReconciliationState, deadline: Deadline): Promise<boolean>;
}
