/** How a call relates to a resource: what it acts on, alters, makes, merely uses, or uses without naming it. */
export const RELATIONS = ['target', 'changes', 'creates', 'uses', 'implied'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Kinds of things that a Systems Manager call can touch, and those that this system consists of. */
export const RESOURCE_KINDS = [
  'instance',
  'ecsTask',
  'ecsCluster',
  'container',
  'connectEndpoint',
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
  'trail',
  'topic',
  'queue',
  'function',
  'table',
  'alarm',
  'dashboard',
  'rule',
  'logGroup',
  'policy',
  'stack',
  'other',
] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** One thing that a call touched. */
export interface Resource {
  /** What a person would paste: `i-0abc…`, `/prod/db`, `AWS-RunShellScript`. ARNs are normalised to it. */
  readonly id: string;
  readonly kind: ResourceKind;
  readonly relation: Relation;
  /** Where its account or region is another than the record's, as of a parameter that another account shares. */
  readonly account?: string;
  readonly region?: string;
}
