import { createHash } from 'node:crypto';
import { textAt } from '../record/json';
import type { Level } from '../rules/rule';
import type { AlertMatch } from './event-matcher';

/**
 * The span for the bound on the messages of a group: an hour of event time, in milliseconds. What exceeds the bound
 * waits for a digest.
 */
export const FLOOD_MS = 60 * 60 * 1000;

const MESSAGES_AN_HOUR: { readonly [level in Level]: number } = {
  critical: Number.POSITIVE_INFINITY,
  high: 20,
  medium: 10,
  low: 5,
  informational: 5,
};

/** How many messages a rule of this level may send for one group within `FLOOD_MS`. */
export function messageLimit(level: Level): number {
  return MESSAGES_AN_HOUR[level];
}

const KEY_DIGITS = 32;

/**
 * The group of a match, over which floods are counted and which the state keeps together: rule, topics, account and
 * role, or else the principal. A new session name makes no new group. A match that is never suppressed, because of its
 * level or because it has no time, is a group of its own.
 */
export function groupKey(match: Pick<AlertMatch, 'rule' | 'topics' | 'observed'>): string {
  const { rule, topics, observed } = match;
  const { recipientAccountId, ref } = observed.event;
  const isAlone = rule.level === 'critical' || timeOf(observed) === undefined;
  const parts = [rule.id, topics, recipientAccountId, isAlone ? ref : callerOf(observed)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, KEY_DIGITS);
}

/** The event's own time, in epoch milliseconds. Undefined if it has none. */
export function timeOf({ event }: AlertMatch['observed']): number | undefined {
  const time = Date.parse(event.eventTime ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/** `account:<id>/<role's id>:<session name>`. A caller from another account chooses the last part. */
const FOREIGN_SESSION = /^(account:[^/]*\/AROA[A-Z0-9]*):.*$/s;

/** A principal without the name of its session, where that is a stand-in for an ARN. */
export function withoutForeignSession(userIdentityArn: string): string {
  return userIdentityArn.replace(FOREIGN_SESSION, '$1');
}

/** The role; or the user behind a federated user, whose name is also chosen; or else the principal. */
function callerOf({ event, record }: AlertMatch['observed']): string | undefined {
  const issuer = textAt(record, 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn');
  return event.roleArn ?? issuer ?? (event.userIdentityArn && withoutForeignSession(event.userIdentityArn));
}
