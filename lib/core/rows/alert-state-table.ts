/**
 * The table of what was raised lately: a row for each window in which alerts of one cause are held back, and one for
 * what was held back since the last message. It is a memory of the alert function, no evidence; nothing else reads it.
 */
export const ALERT_STATE_TABLE = {
  partitionKey: 'muteKey',
  /** Epoch seconds, for DynamoDB's time to live. */
  timeToLive: 'expiresAt',
} as const;
