/** How a call relates to a resource: what it acts on, alters, makes, merely uses, or uses without naming it. */
export const RELATIONS = ['target', 'changes', 'creates', 'uses', 'implied'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Kinds of things a Systems Manager call can touch. */
export const RESOURCE_KINDS = [
  'instance',
  'ecsTask',
  'ecsCluster',
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
  /** Where its account or region is another than the record's, as of a parameter that another account shares. */
  readonly account?: string;
  readonly region?: string;
}
