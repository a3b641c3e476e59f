import type { Outcome } from '../record/outcome';
import type { Resource } from '../resources/resource';

/** How a log file came to be indexed: announced by CloudTrail, asked for as history, or found missing and repaired. */
export const ORIGINS = ['delivery', 'backfill', 'repair'] as const;
export type Origin = (typeof ORIGINS)[number];

/** A Systems Manager record, understood: the fields that people ask about. Absent values are absent. */
export interface AuditEvent {
  readonly eventName: string;
  /** ISO 8601 in UTC to the second, `2018-03-06T20:30:12Z`. */
  readonly eventTime: string;
  /** CloudTrail's, or `sha256:<hash of the record>` where a record has none. */
  readonly eventID: string;
  readonly eventSource: string;
  /** Never empty: `principalSource` says what stands here. */
  readonly userIdentityArn: string;
  readonly principalSource: string;
  readonly roleArn?: string;
  readonly actor?: string;
  readonly actorSource?: string;
  readonly awsRegion?: string;
  readonly recipientAccountId?: string;
  readonly sourceIPAddress?: string;
  readonly userAgent?: string;
  readonly accessKeyId?: string;
  readonly errorCode?: string;
  readonly outcome: Outcome;
  readonly readOnly?: boolean;
  readonly resources: readonly Resource[];
  /** A KMS call on a parameter: shows which SecureString was really decrypted. */
  readonly related?: true;
  /** The agent's own traffic about its own instance. */
  readonly agent?: true;
}
