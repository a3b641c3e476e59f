import { createHash } from 'node:crypto';
import type { Raised } from './raise';

/** How long one alert stands for the like of it: an hour of a script's work is one message. */
export const MUTE_WINDOW_MS = 60 * 60 * 1000;

/** What decides whether events are alike: the rule, the topics and the event. */
type MutedParts = Pick<Raised, 'rule' | 'topics' | 'observed'>;

/**
 * What events share of which only the first raises a message: rule, topics, account, role or else principal, outcome, and
 * the window of time. Windows lie on the clock, by the event's own time, so that a second delivery has the same key.
 * Undefined where every event raises one: `critical` is never muted, nor is what has no time.
 */
export function muteKey(raised: MutedParts, windowMs = MUTE_WINDOW_MS): string | undefined {
  const { eventTime } = raised.observed.event;
  if (raised.rule.level === 'critical' || eventTime === undefined) return undefined;
  const window = Math.floor(Date.parse(eventTime) / windowMs);
  return digestOf([...causeParts(raised), windowMs, window]);
}

/** What events share that are held back for the same reason, in whatever window: what the next message counts. */
export function causeKey(raised: MutedParts): string {
  return digestOf(causeParts(raised));
}

function causeParts({ rule, topics, observed: { event } }: MutedParts): readonly unknown[] {
  const who = event.roleArn ?? event.userIdentityArn;
  return [rule.id, topics, event.recipientAccountId, who, event.outcome];
}

function digestOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
