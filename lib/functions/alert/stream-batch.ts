import { type ConfirmDependencies, confirmRows, type HandedRow } from '../../app/alert/confirm-rows';
import { type CorrelationDependencies, isCorrelated } from '../../app/alert/correlate-events';
import { type AlertDependencies, sendAlerts } from '../../app/alert/send-alerts';
import type { Deadline } from '../../app/ports/deadline';
import type { ObservedEvent } from '../../core/alerts/observed-event';
import { correlateBatch } from './correlated-batch';
import { type StreamEvent, streamEvents } from './stream-events';

/** What alerting on a batch needs. */
export interface BatchDependencies extends AlertDependencies, Omit<ConfirmDependencies, 'isCorrelated'> {
  readonly report: AlertDependencies['report'] & ConfirmDependencies['report'];
  /** What correlations need, compiled when the first event asks for it. */
  readonly correlations: () => CorrelationDependencies;
}

/**
 * Sends the alerts of a batch of the stream, which may as well be made up: only what the Events table has is sent. Gives
 * the first sequence number that has to come again. Lambda continues from there, and the state recognizes what came after
 * it and was sent. Throws `NoStreamEventError` for anything but a batch.
 */
export async function alertOnBatch(
  deps: BatchDependencies,
  batch: unknown,
  deadline: Deadline,
): Promise<string | undefined> {
  const changes = streamEvents(batch).map((change) => ({ change, handed: handedRow(change) }));
  const handed = changes.flatMap((each) => each.handed ?? []);
  const { events, failed } = await confirmRows({ ...deps, isCorrelated: counted }, handed, deadline);
  const again = await alertOnEvents(deps, [...events.values()], deadline);
  return changes.find((each) => each.handed && isToComeAgain(each.handed))?.change.sequenceNumber;

  function counted(observed: ObservedEvent): boolean {
    return isCorrelated(deps.correlations(), observed);
  }

  function isToComeAgain(row: HandedRow): boolean {
    const event: ObservedEvent | undefined = events.get(row);
    return failed.has(row) || (event !== undefined && again.has(event));
  }
}

/** The plain alerts first: a state that throttles must not delay them. Correlations learn from history, which raises nothing. */
async function alertOnEvents(
  deps: BatchDependencies,
  events: readonly ObservedEvent[],
  deadline: Deadline,
): Promise<ReadonlySet<ObservedEvent>> {
  const history = events.filter(({ event }) => event.origin === 'backfill');
  const live = events.filter(({ event }) => event.origin !== 'backfill');
  const failed = await sendAlerts(deps, live, deadline);
  return new Set([...failed, ...(await correlateBatch(deps.correlations, { live, history }, deadline))]);
}

function handedRow({ row, indexedAt }: StreamEvent): HandedRow | undefined {
  return row && { row, ...(indexedAt !== undefined && { indexedAt }) };
}
