import type { Context } from 'aws-lambda';
import type { Deadline } from '../../app/ports/deadline';
import {
  type VerifiedDays,
  type VerifyDaysDependencies,
  type VerifyDaysListener,
  verifyDays,
} from '../../app/verify/verify-days';
import type { VerifyReport } from './verify-report';

/** What the handler needs. */
export interface VerifyHandlerDependencies {
  /** The dependencies of a run that has to end by a deadline. */
  readonly by: (deadline: Deadline) => VerifyDaysDependencies;
  readonly report: VerifyReport;
  /** Publishes the metrics of an invocation, or what it has counted so far. */
  readonly flush: () => void;
}

/** The function in the form that the schedule of EventBridge makes Lambda call. */
export type VerifyHandler = (event: unknown, context: Context) => Promise<VerifiedDays>;

/**
 * Verifies the days that are finished, as far as time allows, and reports what is not as it should be. The next run goes
 * on. Rejects if a service fails.
 */
export function createVerifyHandler({ by, report, flush }: VerifyHandlerDependencies): VerifyHandler {
  return async (_, context) => {
    const invocation = { remainingMs: () => context.getRemainingTimeInMillis() };
    // A finding is told before it is stored that it was found, so that a run that is cut off loses none.
    const listener: VerifyDaysListener = {
      onStep: (day, found) => {
        if (report.step(day, found)) flush();
      },
      onDamagedState: (damage) => {
        report.damagedState(damage);
        flush();
      },
    };
    try {
      const done = await verifyDays(by(invocation), invocation, listener);
      report.end(done);
      return done;
    } finally {
      flush();
    }
  };
}
