import { type PublishFailedDependencies, publishFailed } from '../../app/alert/publish-failed';
import type { Deadline } from '../../app/ports/deadline';
import type { DiscardedBatches } from '../../app/ports/discarded-batches';
import { alertOnBatch, type BatchDependencies } from './stream-batch';

/** What draining needs. */
export interface DrainDependencies extends BatchDependencies, PublishFailedDependencies {
  readonly discarded: DiscardedBatches;
  readonly report: BatchDependencies['report'] & PublishFailedDependencies['report'];
}

/** A batch was tried once more, and events of it have to come again. */
export class UnfinishedBatchError extends Error {
  constructor(readonly sequenceNumber: string) {
    super(`the events from ${sequenceNumber} could not be sent: the next run tries again`);
    this.name = 'UnfinishedBatchError';
  }
}

/**
 * Takes care of what failed before: messages in the failure queue, and batches that Lambda gave up on. Reads both itself,
 * so that nobody has to hand them over, and nobody can hand over anything else. What fails again waits for the next run.
 */
export async function drain(deps: DrainDependencies, deadline: Deadline): Promise<void> {
  await publishFailed(deps, deadline);
  await alertOnDiscarded(deps, deadline);
}

async function alertOnDiscarded(deps: DrainDependencies, deadline: Deadline): Promise<void> {
  try {
    for (const name of await deps.discarded.list(deadline)) await alertOn(deps, name, deadline);
  } catch (error) {
    deps.report.notDrained('the bucket of discarded batches', error);
  }
}

async function alertOn(deps: DrainDependencies, name: string, deadline: Deadline): Promise<void> {
  try {
    const again = await alertOnBatch(deps, await deps.discarded.read(name, deadline), deadline);
    if (again !== undefined) throw new UnfinishedBatchError(again);
    await deps.discarded.remove(name, deadline);
    deps.report.drained(name);
  } catch (error) {
    deps.report.notDrained(name, error);
  }
}
