/** A log file that is not whole. */
export interface TroubledFile {
  readonly logFile: string;
  readonly reason?: string;
  readonly finishedAt: string;
}

/** The newest log file of an account and region. */
export interface NewestFile {
  readonly account?: string;
  readonly region?: string;
  readonly newestDelivery?: string;
  readonly stale?: true;
  readonly finishedAt: string;
  readonly logFile: string;
}

/** The status of a store, as `status --output json` prints it. */
export interface StatusDocument {
  readonly newest: readonly NewestFile[];
  readonly failed: readonly TroubledFile[];
  readonly unfinished: readonly TroubledFile[];
  readonly changed: readonly TroubledFile[];
  readonly sourceless: readonly TroubledFile[];
  readonly quarantined: number;
  readonly olderRows: { readonly count: number; readonly isAtLeast?: boolean };
  /** How far the function of a stack has come that compares the bucket with the receipts. */
  readonly comparisons?: readonly Comparison[];
  readonly verifiedBefore?: string;
  readonly queues?: { readonly waiting: number; readonly deadLetters: number; readonly failedAlerts: number };
  readonly problems: readonly string[];
}

/** The comparison of the bucket with the receipts, of one window. */
export interface Comparison {
  readonly window: string;
  readonly last?: {
    readonly since: string;
    readonly until: string;
    readonly finishedAt: string;
    readonly counts: PassCounts;
  };
  readonly pass?: { readonly accounts: number; readonly accountsBegun: number };
}

type PassCounts = Readonly<Record<string, number>>;

/** What a comparison has found that is not as it should be, in words; empty if all was received. */
export function troubleOf({ received: _, ...counts }: PassCounts): string {
  const found = Object.entries(counts).filter(([, count]) => count > 0);
  return found.map(([what, count]) => `${count} ${what}`).join(', ');
}

/** The counts that should be zero, or say what waits, with what each of them means. */
export function countsOf(status: StatusDocument): readonly (readonly [title: string, count: number])[] {
  const { failed, unfinished, changed, sourceless, quarantined, olderRows, queues } = status;
  return [
    ['log files that failed', failed.length],
    ['log files unfinished', unfinished.length],
    ['log files that changed', changed.length],
    ['log files with records without a source', sourceless.length],
    ['records in quarantine', quarantined],
    [`rows of an older index version${olderRows.isAtLeast ? ', at least' : ''}`, olderRows.count],
    ...(queues
      ? ([
          ['messages that wait', queues.waiting],
          ['dead letters', queues.deadLetters],
          ['alerts that could not be delivered', queues.failedAlerts],
        ] as const)
      : []),
  ];
}
