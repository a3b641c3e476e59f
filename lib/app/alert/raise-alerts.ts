import { type Alert, alertsOf, deduplicationId } from '../../core/alerts/alert';
import { UNEVALUATED_RULE } from '../../core/alerts/alert-rule';
import { causeKey, muteKey } from '../../core/alerts/mute-key';
import type { ObservedEvent } from '../../core/alerts/observed-event';
import type { Raise, Raised } from '../../core/alerts/raise';
import { renderAlert } from '../../core/alerts/render-alert';
import { mapConcurrently } from '../flow/map-concurrently';
import type { AlertPublisher, Publication } from '../ports/alert-publisher';
import type { AlertState } from '../ports/alert-state';
import type { Deadline } from '../ports/deadline';

/** Requests under way at once: a batch that matches as a whole must not wait for each, nor flood a small table. */
const AT_ONCE = 8;

/** What raising alerts needs of the world. */
export interface AlertDependencies {
  readonly raise: Raise;
  readonly state: AlertState;
  readonly publisher: AlertPublisher;
  readonly report: AlertReporting;
  /** For how long one message stands for the like of it. */
  readonly windowMs: number;
  /** The flags that lead `ssm-audit` to the events, such as `--stack ssm-audit`. */
  readonly storeWords: string;
}

/** Told of what happened, to log and to count. */
export interface AlertReporting {
  /** An alert that a topic was told of, or that waits in the failure queue. */
  sent(alert: Alert, topic: string, publication: Publication): void;
  /** Events that raised no message of their own. */
  heldBack(count: number): void;
  /** An event whose record no rule could be asked about. */
  unevaluated(ref: string): void;
  /** Events that have to come again. */
  failed(reason: unknown): void;
}

/**
 * Raises the alerts of a batch of new events, and gives the events that have to come again. A batch that comes again
 * raises nothing twice: what was told is remembered once it was sent. One that was cut off in between is told again, by
 * messages with the same deduplication ids: an alert may come twice and must not be lost.
 */
export async function raiseAlerts(
  deps: AlertDependencies,
  events: readonly ObservedEvent[],
  deadline: Deadline,
): Promise<ReadonlySet<ObservedEvent>> {
  const raised = events.flatMap((event) => wanted(deps, event));
  const attempt = new Attempts(deps.report);
  const decided = await mapConcurrently(windowsOf(raised, deps.windowMs), AT_ONCE, (window) =>
    attempt.each(window.raised, () => tellable(deps, window, deadline)),
  );
  const messages = messagesOf(decided.flatMap((window) => window ?? []));
  await mapConcurrently(messages, AT_ONCE, (message) =>
    attempt.each(message.raised, () => send(deps, message, deadline)),
  );
  return attempt.failed;
}

/** Work whose failure brings its events again, and no others. */
class Attempts {
  readonly failed = new Set<ObservedEvent>();

  constructor(private readonly report: AlertReporting) {}

  async each<Result>(raised: readonly Raised[], work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      this.report.failed(error);
      for (const { observed } of raised) this.failed.add(observed);
      return undefined;
    }
  }
}

/** What an event raises that somebody asks for. */
function wanted({ raise, report }: AlertDependencies, observed: ObservedEvent): readonly Raised[] {
  const raised = raise(observed);
  if (raised.some(({ rule }) => rule === UNEVALUATED_RULE)) report.unevaluated(observed.event.ref);
  return raised.filter(({ topics }) => topics.length > 0);
}

/** Events that are alike and lie in one window; one that is never muted has a window of its own. */
interface Window {
  readonly key: string;
  readonly raised: readonly Raised[];
}

function windowsOf(raised: readonly Raised[], windowMs: number): readonly Window[] {
  const windows = new Map<string, Raised[]>();
  for (const each of raised) {
    const key = muteKey(each, windowMs) ?? idOf(each);
    const window = windows.get(key);
    if (window === undefined) windows.set(key, [each]);
    else window.push(each);
  }
  return [...windows].map(([key, alike]) => ({ key, raised: alike }));
}

/** The part of a window that its message tells of, nothing where that was sent before; the rest is counted. */
async function tellable(
  { state, report }: AlertDependencies,
  { key, raised }: Window,
  deadline: Deadline,
): Promise<Window> {
  const first = alertsOf(raised)[0]?.occurrences ?? [];
  const { openers, isTold } = await state.open(
    key,
    first.map((occurrence) => occurrence.deduplicationId),
    deadline,
  );
  const opened = new Set(openers);
  const others = raised.filter((each) => !opened.has(idOf(each)));
  const [other] = others;
  if (other) report.heldBack(await state.holdBack(key, causeKey(other), others.map(idOf), deadline));
  return { key, raised: isTold ? [] : raised.filter((each) => opened.has(idOf(each))) };
}

/** A message to send, and the windows that are told by it. */
interface Message {
  readonly alert: Alert;
  readonly raised: readonly Raised[];
  readonly windows: readonly string[];
}

/** Windows that share all that a message has are told by one. */
function messagesOf(windows: readonly Window[]): readonly Message[] {
  const byId = new Map(
    windows.flatMap(({ key, raised }) => raised.map((each) => [idOf(each), { key, each }] as const)),
  );
  return alertsOf(windows.flatMap(({ raised }) => raised)).map((alert) => {
    const parts = alert.occurrences.flatMap((occurrence) => byId.get(occurrence.deduplicationId) ?? []);
    return { alert, raised: parts.map(({ each }) => each), windows: [...new Set(parts.map(({ key }) => key))] };
  });
}

/** Sends first and remembers then: whoever is cut off in between sends again. */
async function send(deps: AlertDependencies, { alert, raised, windows }: Message, deadline: Deadline): Promise<void> {
  const { state, publisher, report, storeWords } = deps;
  const [first] = raised;
  const muted = first ? await state.takeHeldBack(causeKey(first), deadline) : 0;
  const message = renderAlert(alert, { storeWords, muted });
  for (const topic of alert.topics) report.sent(alert, topic, await publisher.publish(topic, message, deadline));
  await mapConcurrently(windows, AT_ONCE, (window) => state.told(window, deadline));
}

function idOf({ rule, observed }: Raised): string {
  return deduplicationId(rule.id, observed.event.ref);
}
