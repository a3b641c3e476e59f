import type { CorrelationMatch } from '../../core/alerts/correlations/correlation-match';
import { renderCorrelation } from '../../core/alerts/correlations/render-correlation';
import { digestEntry } from '../../core/alerts/digest-entry';
import { digestDueAt, lookBackMs, planMessages } from '../../core/alerts/message-plan';
import type { ObservedEvent } from '../../core/alerts/observed-event';
import type { Publication } from '../ports/alert-publisher';
import type { Deadline } from '../ports/deadline';
import type { AlertDependencies } from './send-alerts';

/** A due alert, and the events at hand. */
export interface Due {
  readonly match: CorrelationMatch;
  readonly events: readonly ObservedEvent[];
}

/** What raising needs of the world. */
export interface RaisingDependencies
  extends Pick<AlertDependencies, 'state' | 'publisher' | 'windowMs' | 'now' | 'words'> {
  readonly report: Pick<AlertDependencies['report'], 'suppressed'>;
  readonly correlationReport: {
    /** An alert that a topic took, or that waits in the failure queue. */
    correlationSent(match: CorrelationMatch, topic: string, publication: Publication): void;
  };
}

/**
 * Sends the due alerts of one group, or keeps them for a digest. What was sent before is left out: it was noted. It is
 * noted after it is sent, so whoever is cut off in between sends it again, under the same deduplication id.
 */
export async function raiseDue(deps: RaisingDependencies, due: readonly Due[], deadline: Deadline): Promise<void> {
  const ordered = [...due].sort((one, other) => one.match.time - other.match.time);
  const [first, last] = [ordered.at(0)?.match, ordered.at(-1)?.match];
  if (first === undefined || last === undefined) return;
  // Whoever told a bucket before may have seen another window of it.
  const margin = lookBackMs(deps.windowMs) + first.due.correlation.timespan * 1000;
  const span = { from: first.time - margin, to: last.time + margin };
  const sent = await deps.state.sentMessages(first.group, span, deadline);
  const matches = ordered.map(({ match }) => match);
  const plan = planMessages(matches, sent, { windowMs: deps.windowMs, joinsMatches: false });
  const byId = new Map(ordered.map((each) => [each.match.id, each] as const));
  for (const message of plan.messages) {
    for (const { id } of message) await send(deps, byId.get(id), deadline);
  }
  for (const suppressed of plan.suppressed) {
    const dueAt = digestDueAt(suppressed, deps.now().getTime(), deps.windowMs);
    const pending = { group: first.group, entry: digestEntry(suppressed), dueAt };
    const isNew = await deps.state.suppress(
      pending,
      deadline,
      keptMs(byId.get(suppressed.keyed.id)?.match, deps.now()),
    );
    deps.report.suppressed(Number(isNew));
  }
}

async function send(deps: RaisingDependencies, due: Due | undefined, deadline: Deadline): Promise<void> {
  if (due === undefined) return;
  const { match, events } = due;
  const message = renderCorrelation(match, events, { words: deps.words });
  for (const topic of match.match.topics) {
    deps.correlationReport.correlationSent(match, topic, await deps.publisher.publish(topic, message, deadline));
  }
  await deps.state.noteSent(match.group, [match], deadline, keptMs(match, deps.now()));
}

/** How much longer than others its row stays, in milliseconds: at least as long as the state keeps its bucket. */
function keptMs(match: CorrelationMatch | undefined, now: Date): number {
  if (match === undefined) return 0;
  const { bucket, correlation } = match.due;
  const end = (bucket + 1) * correlation.timespan * 1000;
  return Math.max(0, end - now.getTime()) + 2 * correlation.timespan * 1000;
}
