import type { Context } from 'aws-lambda';
import { type DueDependencies, type DueRun, exportDueDays } from '../../app/export/export-due-days';
import { type RegisteringDependencies, registerDays } from '../../app/export/register-days';
import type { Deadline } from '../../app/ports/deadline';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import type { ExportReport } from './export-report';

/** What the handler needs. */
export interface ExportHandlerDependencies {
  /** The dependencies of a run that has to end by a deadline. Corrupt rows are those of one run. */
  readonly by: (deadline: Deadline, corrupt: CorruptRows) => Promise<DueDependencies>;
  /** What registers the partitions of exported days by a deadline. */
  readonly registeringBy: (deadline: Deadline) => RegisteringDependencies;
  readonly report: ExportReport;
  /** Publishes the metrics of an invocation. */
  readonly flush: () => void;
}

/** The function in the form that the schedule of EventBridge makes Lambda call. */
export type ExportHandler = (event: unknown, context: Context) => Promise<DueRun>;

/**
 * Exports the days that are due and registers their partitions, as far as time allows. The next run goes on. What invokes the function says neither what
 * is exported nor where. Rejects if a service fails.
 */
export function createExportHandler({ by, registeringBy, report, flush }: ExportHandlerDependencies): ExportHandler {
  return async (_, context) => {
    const deadline = { remainingMs: () => context.getRemainingTimeInMillis() };
    const corrupt = new CorruptRows();
    try {
      const done = await exportDueDays(await by(deadline, corrupt), deadline, async (day) => report.day(day));
      report.end(done, corrupt);
      report.registered(await registerDays(registeringBy(deadline), deadline));
      return done;
    } finally {
      flush();
    }
  };
}
