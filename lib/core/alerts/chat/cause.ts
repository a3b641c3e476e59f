import { createHash } from 'node:crypto';
import { withoutForeignSession } from '../match-group';

/** What an event says about who is behind it, and when. */
export interface CauseFacts {
  readonly recipientAccountId?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly userIdentityArn?: string | undefined;
  /** In ISO 8601. */
  readonly eventTime?: string | undefined;
}

const DIGITS = 32;

/** `2024-05-01` of an ISO time. */
const DAY_LENGTH = 10;

/**
 * What alerts of one incident have in common, whatever rules caught it: the account, the role of the caller (or else the
 * principal), and the day in UTC. A new session name makes no new cause. An event without a caller or a time is a cause
 * of its own, by `otherwise`. In hexadecimal.
 */
export function causeOf(facts: CauseFacts, otherwise: string): string {
  const { recipientAccountId, roleArn, userIdentityArn, eventTime } = facts;
  const caller = roleArn ?? (userIdentityArn && withoutForeignSession(userIdentityArn));
  const parts = caller && eventTime ? [recipientAccountId, caller, eventTime.slice(0, DAY_LENGTH)] : [otherwise];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, DIGITS);
}
