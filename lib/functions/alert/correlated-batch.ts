import { type CorrelationDependencies, correlateEvents, learnFrom } from '../../app/alert/correlate-events';
import type { Deadline } from '../../app/ports/deadline';
import type { ObservedEvent } from '../../core/alerts/observed-event';

/** The new events of a batch, and those of history. */
export interface CorrelatedBatch {
  readonly live: readonly ObservedEvent[];
  readonly history: readonly ObservedEvent[];
}

/** Counts new events, and learns from history. Gives the events that have to come again. */
export async function correlateBatch(
  deps: () => CorrelationDependencies,
  { live, history }: CorrelatedBatch,
  deadline: Deadline,
): Promise<readonly ObservedEvent[]> {
  if (live.length + history.length === 0) return [];
  const failed = live.length > 0 ? await correlateEvents(deps(), live, deadline) : [];
  const untaught = history.length > 0 ? await learnFrom(deps(), history, deadline) : [];
  return [...failed, ...untaught];
}
