/** The outcomes of a call. `throttled` is apart from `failed`: a third of real errors are throttles, not faults. */
export const OUTCOMES = ['success', 'denied', 'throttled', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How a log file came to be indexed: announced by CloudTrail, asked for as history, or found missing and repaired. */
export const ORIGINS = ['delivery', 'backfill', 'repair'] as const;
export type Origin = (typeof ORIGINS)[number];

/** How a call relates to a resource: what it acts on, alters, makes, merely uses, or uses without naming it. */
export const RELATIONS = ['target', 'changes', 'creates', 'uses', 'implied'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Kinds of things a Systems Manager call can touch. */
export const RESOURCE_KINDS = [
  'instance',
  'ecsTask',
  'document',
  'parameter',
  'parameterPath',
  'session',
  'command',
  'automation',
  'association',
  'maintenanceWindow',
  'maintenanceWindowTarget',
  'maintenanceWindowTask',
  'maintenanceWindowExecution',
  'patchBaseline',
  'patchGroup',
  'activation',
  'opsItem',
  'opsMetadata',
  'resourceDataSync',
  'serviceSetting',
  'accessRequest',
  'changeRequest',
  'tagTarget',
  'resourceGroup',
  'role',
  'bucket',
  'account',
  'host',
  'port',
  'key',
  'incident',
  'responsePlan',
  'contact',
  'connection',
  'other',
] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** One thing that a call touched. */
export interface Resource {
  /** What a person would paste: `i-0abc…`, `/prod/db`, `AWS-RunShellScript`. ARNs are normalised to it. */
  readonly id: string;
  readonly kind: ResourceKind;
  readonly relation: Relation;
}

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
