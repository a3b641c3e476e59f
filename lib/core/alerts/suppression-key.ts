import { createHash } from 'node:crypto';
import type { AlertMatch } from './event-matcher';

/** How long a message suppresses matches of its group, in milliseconds: an hour of a script's work is one message. */
export const SUPPRESSION_WINDOW_MS = 60 * 60 * 1000;

/** What of a match decides on its group: the rule, the topics and the event. */
type MatchParts = Pick<AlertMatch, 'rule' | 'topics' | 'observed'>;

/**
 * The group of a match and its window of time: only the first match under a key is sent at once. Windows lie on the clock,
 * by the event's own time, so that a second delivery has the same key. Undefined for a match that is never suppressed: one
 * of level `critical`, or without a time.
 */
export function suppressionKey(match: MatchParts, windowMs = SUPPRESSION_WINDOW_MS): string | undefined {
  const { eventTime } = match.observed.event;
  if (match.rule.level === 'critical' || eventTime === undefined) return undefined;
  const window = Math.floor(Date.parse(eventTime) / windowMs);
  return digestOf([...groupParts(match), windowMs, window]);
}

/** The group of a match, in whatever window: rule, topics, account, role or else principal, and outcome. */
export function groupKey(match: MatchParts): string {
  return digestOf(groupParts(match));
}

function groupParts({ rule, topics, observed: { event } }: MatchParts): readonly unknown[] {
  const who = event.roleArn ?? event.userIdentityArn;
  return [rule.id, topics, event.recipientAccountId, who, event.outcome];
}

function digestOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
