import { createHash } from 'node:crypto';
import type { Raised } from './raise';

/** How long one alert stands for the like of it: an hour of a script's work is one message. */
export const MUTE_WINDOW_MS = 60 * 60 * 1000;

/**
 * What events share of which only the first raises a message: rule, topics, account, role or else principal, outcome, and
 * the window of time. Windows lie on the clock, by the event's own time, so that a second delivery has the same key.
 * Undefined where every event raises one: `critical` is never muted, nor is what has no time.
 */
export function muteKey(
  { rule, topics, observed: { event } }: Pick<Raised, 'rule' | 'topics' | 'observed'>,
  windowMs = MUTE_WINDOW_MS,
): string | undefined {
  if (rule.level === 'critical' || event.eventTime === undefined) return undefined;
  const window = Math.floor(Date.parse(event.eventTime) / windowMs);
  const who = event.roleArn ?? event.userIdentityArn;
  const parts = [rule.id, topics, event.recipientAccountId, who, event.outcome, windowMs, window];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
