import { type Alert, alertsOf, deduplicationId } from '../../core/alerts/alert';
import { UNEVALUATED_RULE } from '../../core/alerts/alert-rule';
import type { AlertMatch, EventMatcher } from '../../core/alerts/event-matcher';
import type { ObservedEvent } from '../../core/alerts/observed-event';
import { renderAlert } from '../../core/alerts/render-alert';
import { groupKey, suppressionKey } from '../../core/alerts/suppression-key';
import { mapConcurrently } from '../flow/map-concurrently';
import type { AlertPublisher, Publication } from '../ports/alert-publisher';
import type { AlertState } from '../ports/alert-state';
import type { Deadline } from '../ports/deadline';

/** Requests under way at once: a batch that matches as a whole must not wait for each, nor flood a small table. */
const AT_ONCE = 8;

/** What sending alerts needs of the world. */
export interface AlertDependencies {
  readonly match: EventMatcher;
  readonly state: AlertState;
  readonly publisher: AlertPublisher;
  readonly report: AlertReporting;
  /** For how long a message suppresses events like its own, in milliseconds. */
  readonly windowMs: number;
  /** The flags that lead `ssm-audit` to the events, such as `--stack ssm-audit`. */
  readonly storeWords: string;
}

/** Logs and counts what happened. */
export interface AlertReporting {
  /** An alert that a topic took, or that waits in the failure queue. */
  sent(alert: Alert, topic: string, publication: Publication): void;
  /** Suppressed events. */
  suppressed(count: number): void;
  /** An event whose record no rule could be evaluated on. */
  unevaluated(ref: string): void;
  /** Events that have to come again. */
  failed(reason: unknown): void;
}

/**
 * Sends the alerts of a batch of new events, and gives the events that have to come again. A batch that comes again
 * sends nothing twice: what was sent is noted. One that was cut off in between is sent again, in messages with the same
 * deduplication ids: an alert may come twice and must not be lost.
 */
export async function sendAlerts(
  deps: AlertDependencies,
  events: readonly ObservedEvent[],
  deadline: Deadline,
): Promise<ReadonlySet<ObservedEvent>> {
  const matches = events.flatMap((event) => selectedMatches(deps, event));
  const attempt = new Attempts(deps.report);
  const decided = await mapConcurrently(windowsOf(matches, deps.windowMs), AT_ONCE, (window) =>
    attempt.each(window.matches, () => unsent(deps, window, deadline)),
  );
  const messages = messagesOf(decided.flatMap((window) => window ?? []));
  await mapConcurrently(messages, AT_ONCE, (message) =>
    attempt.each(message.matches, () => send(deps, message, deadline)),
  );
  return attempt.failed;
}

/** Work whose failure brings its events again, and no others. */
class Attempts {
  readonly failed = new Set<ObservedEvent>();

  constructor(private readonly report: AlertReporting) {}

  async each<Result>(matches: readonly AlertMatch[], work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      this.report.failed(error);
      for (const { observed } of matches) this.failed.add(observed);
      return undefined;
    }
  }
}

/** The matches of an event that a topic selects. */
function selectedMatches({ match, report }: AlertDependencies, observed: ObservedEvent): readonly AlertMatch[] {
  const matches = match(observed);
  if (matches.some(({ rule }) => rule === UNEVALUATED_RULE)) report.unevaluated(observed.event.ref);
  return matches.filter(({ topics }) => topics.length > 0);
}

/** Matches of one suppression window; one that is never suppressed has a window of its own. */
interface Window {
  readonly key: string;
  readonly matches: readonly AlertMatch[];
}

function windowsOf(matches: readonly AlertMatch[], windowMs: number): readonly Window[] {
  const windows = new Map<string, AlertMatch[]>();
  for (const each of matches) {
    const key = suppressionKey(each, windowMs) ?? idOf(each);
    const window = windows.get(key);
    if (window === undefined) windows.set(key, [each]);
    else window.push(each);
  }
  return [...windows].map(([key, alike]) => ({ key, matches: alike }));
}

/** The part of a window that goes into its message, nothing where that was sent before; the rest is suppressed. */
async function unsent(
  { state, report }: AlertDependencies,
  { key, matches }: Window,
  deadline: Deadline,
): Promise<Window> {
  const first = alertsOf(matches)[0]?.occurrences ?? [];
  const { openers, isSent } = await state.openWindow(
    key,
    first.map((occurrence) => occurrence.deduplicationId),
    deadline,
  );
  const opened = new Set(openers);
  const others = matches.filter((each) => !opened.has(idOf(each)));
  const [other] = others;
  if (other) report.suppressed(await state.suppress(key, groupKey(other), others.map(idOf), deadline));
  return { key, matches: isSent ? [] : matches.filter((each) => opened.has(idOf(each))) };
}

/** A message to send, and the windows that it opens. */
interface Message {
  readonly alert: Alert;
  readonly matches: readonly AlertMatch[];
  readonly windows: readonly string[];
}

/** Windows whose matches share every attribute go into one message. */
function messagesOf(windows: readonly Window[]): readonly Message[] {
  const byId = new Map(
    windows.flatMap(({ key, matches }) => matches.map((each) => [idOf(each), { key, each }] as const)),
  );
  return alertsOf(windows.flatMap(({ matches }) => matches)).map((alert) => {
    const parts = alert.occurrences.flatMap((occurrence) => byId.get(occurrence.deduplicationId) ?? []);
    return { alert, matches: parts.map(({ each }) => each), windows: [...new Set(parts.map(({ key }) => key))] };
  });
}

/** Sends first and notes it then: whoever is cut off in between sends again. */
async function send(deps: AlertDependencies, { alert, matches, windows }: Message, deadline: Deadline): Promise<void> {
  const { state, publisher, report, storeWords } = deps;
  const [first] = matches;
  const suppressed = first ? await state.takeSuppressed(groupKey(first), deadline) : 0;
  const message = renderAlert(alert, { storeWords, suppressed });
  for (const topic of alert.topics) report.sent(alert, topic, await publisher.publish(topic, message, deadline));
  await mapConcurrently(windows, AT_ONCE, (window) => state.markSent(window, deadline));
}

function idOf({ rule, observed }: AlertMatch): string {
  return deduplicationId(rule.id, observed.event.ref);
}
