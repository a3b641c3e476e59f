import { type Alert, alertsOf } from '../../core/alerts/alert';
import { UNEVALUATED_RULE } from '../../core/alerts/alert-rule';
import { digestEntry } from '../../core/alerts/digest-entry';
import type { AlertMatch, EventMatcher } from '../../core/alerts/event-matcher';
import { type KeyedMatch, keyedMatch, matchesByGroup } from '../../core/alerts/keyed-match';
import {
  digestDueAt,
  lookBackMs,
  type MessagePlan,
  planMessages,
  type SuppressedMatch,
} from '../../core/alerts/message-plan';
import type { CommandWords } from '../../core/alerts/next-steps';
import type { ObservedEvent } from '../../core/alerts/observed-event';
import { renderAlert } from '../../core/alerts/render-alert';
import { mapConcurrently } from '../flow/map-concurrently';
import type { AlertPublisher, Publication } from '../ports/alert-publisher';
import type { AlertState } from '../ports/alert-state';
import type { Deadline } from '../ports/deadline';
import { Attempts } from './attempts';

/** Requests under way at once: a batch that matches as a whole must not wait for each, nor flood a small table. */
const AT_ONCE = 8;

/** What sending alerts needs of the world. */
export interface AlertDependencies {
  readonly match: EventMatcher;
  readonly state: AlertState;
  readonly publisher: AlertPublisher;
  readonly report: AlertReporting;
  /** For how long a message suppresses the same call again, in milliseconds. */
  readonly windowMs: number;
  readonly now: () => Date;
  /** The flags that lead `ssm-audit` to the events, such as `--stack ssm-audit`. */
  readonly words: CommandWords;
}

/** Logs and counts what happened. */
export interface AlertReporting {
  /** An alert that a topic took, or that waits in the failure queue. */
  sent(alert: Alert, topic: string, publication: Publication): void;
  /** Events that wait for a digest. */
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
  return sendMatches(
    deps,
    events.flatMap((event) => selectedMatches(deps, event)),
    deadline,
  );
}

/** Sends the alerts of matches that some topic selects, and gives the events that have to come again. */
export async function sendMatches(
  deps: Omit<AlertDependencies, 'match'>,
  selected: readonly AlertMatch[],
  deadline: Deadline,
): Promise<ReadonlySet<ObservedEvent>> {
  const matches = selected.map(keyedMatch);
  const attempts = new Attempts((reason) => deps.report.failed(reason));
  const plans = await mapConcurrently([...matchesByGroup(matches)], AT_ONCE, ([group, members]) =>
    attempts.each(members, () => planOf(deps, group, members, deadline)),
  );
  const planned = plans.flatMap((plan) => plan ?? []);
  await mapConcurrently(messagesOf(planned), AT_ONCE, (message) =>
    attempts.each(message.parts.flat(), () => send(deps, message, deadline)),
  );
  await mapConcurrently(planned, AT_ONCE, (plan) => suppressAll(deps, attempts, plan, deadline));
  return attempts.failed;
}

/** The matches of an event that a topic selects. */
function selectedMatches({ match, report }: AlertDependencies, observed: ObservedEvent): readonly AlertMatch[] {
  const matches = match(observed);
  if (matches.some(({ rule }) => rule === UNEVALUATED_RULE)) report.unevaluated(observed.event.ref);
  return matches.filter(({ topics }) => topics.length > 0);
}

/** Reads once what was sent for the group. */
async function planOf(
  { state, windowMs }: Omit<AlertDependencies, 'match'>,
  group: string,
  matches: readonly KeyedMatch[],
  deadline: Deadline,
): Promise<MessagePlan> {
  const margin = lookBackMs(windowMs);
  const span = { from: (matches.at(0)?.time ?? 0) - margin, to: (matches.at(-1)?.time ?? 0) + margin };
  const sent = await state.sentMessages(group, span, deadline);
  return planMessages(matches, sent, { windowMs, joinsMatches: true });
}

/** A message to send, and the planned messages that go into it. */
interface Message {
  readonly alert: Alert;
  readonly parts: readonly (readonly KeyedMatch[])[];
}

/** What shares every attribute goes into one message, even where its groups are many: those that are never suppressed. */
function messagesOf(plans: readonly MessagePlan[]): readonly Message[] {
  const parts = plans.flatMap(({ messages }) => messages);
  const partOf = new Map(parts.flatMap((part) => part.map(({ match }) => [match, part] as const)));
  return alertsOf(parts.flat().map(({ match }) => match)).map((alert) => ({
    alert,
    parts: partsOf(alert, partOf),
  }));
}

function partsOf(alert: Alert, partOf: ReadonlyMap<AlertMatch, readonly KeyedMatch[]>): Message['parts'] {
  const parts = alert.matches.map((match) => partOf.get(match)).filter((part) => part !== undefined);
  return [...new Set(parts)];
}

/** Sends first and notes it then: whoever is cut off in between sends again. */
async function send(
  deps: Omit<AlertDependencies, 'match'>,
  { alert, parts }: Message,
  deadline: Deadline,
): Promise<void> {
  const { state, publisher, report, words } = deps;
  const message = renderAlert(alert, { words });
  for (const topic of alert.topics) report.sent(alert, topic, await publisher.publish(topic, message, deadline));
  await mapConcurrently(parts, AT_ONCE, (part) => state.noteSent(part[0]?.group ?? '', part, deadline));
}

/** Only once the messages of the plan are sent: else a repeat could wait for a digest of what nobody got. */
async function suppressAll(
  deps: Omit<AlertDependencies, 'match'>,
  attempts: Attempts,
  { messages, suppressed }: MessagePlan,
  deadline: Deadline,
): Promise<void> {
  const matches = suppressed.map(({ keyed }) => keyed);
  if (attempts.hasFailed(messages.flat())) return attempts.fail(matches);
  const stored = await mapConcurrently(suppressed, AT_ONCE, (each) =>
    attempts.each([each.keyed], () => store(deps, each, deadline)),
  );
  deps.report.suppressed(stored.filter(Boolean).length);
}

function store(deps: Omit<AlertDependencies, 'match'>, each: SuppressedMatch, deadline: Deadline): Promise<boolean> {
  const dueAt = digestDueAt(each, deps.now().getTime(), deps.windowMs);
  return deps.state.suppress({ group: each.keyed.group, entry: digestEntry(each), dueAt }, deadline);
}
