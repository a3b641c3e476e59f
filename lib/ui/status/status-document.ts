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
  readonly queues?: { readonly waiting: number; readonly deadLetters: number; readonly failedAlerts: number };
  readonly problems: readonly string[];
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
