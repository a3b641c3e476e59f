import { touches } from '../query/condition-filters';
import { mentionsOf } from '../resources/actions/mentions-of-action';
import { resourceOfArn } from '../resources/arn';
import { partitionOfRegion } from '../resources/aws-partition';
import { relationByVerb } from '../resources/relation';
import type { Relation, Resource, ResourceKind } from '../resources/resource';
import type { StoredEvent } from '../rows/stored-event';

/** Whose changes are asked for: parameters below paths, certain things, or everything that is configured. */
export interface ChangeScope {
  readonly paths: readonly string[];
  readonly resources: readonly string[];
}

/**
 * What stays after a call and is looked for when something works differently. Sessions, commands and executions come and
 * go: they are what happened, not what changed.
 */
const CONFIGURED: ReadonlySet<string> = new Set<ResourceKind>([
  'parameter',
  'document',
  'association',
  'maintenanceWindow',
  'maintenanceWindowTarget',
  'maintenanceWindowTask',
  'patchBaseline',
  'patchGroup',
  'activation',
  'instance',
  'opsMetadata',
  'resourceDataSync',
  'serviceSetting',
  'responsePlan',
  'contact',
  'other',
]);

const PARAMETERS: ReadonlySet<string> = new Set<ResourceKind>(['parameter']);

/** Shapes of a request that can name things of several kinds, one of which may be asked for. */
const ANY_KIND: ReadonlySet<string> = new Set(['typedResource', 'selection', 'other']);

/** How calls are named that change things of every kind. */
const OF_ANY_KIND = /Tag|ResourcePolicy/;

/** Whether a call of this name can change what is asked for. Reading its partition would be in vain otherwise. */
export function mayChange(eventName: string, { paths, resources }: ChangeScope): boolean {
  if (resources.length > 0) return true;
  const kinds = paths.length > 0 ? PARAMETERS : CONFIGURED;
  const known = mentionsOf(eventName);
  if (known.length > 0) {
    return known.some(
      ([, kind, relation]) =>
        (relation instanceof Function || isChanging(relation)) && (kinds.has(kind) || ANY_KIND.has(kind)),
    );
  }
  const isAbout = paths.length === 0 || eventName.includes('Parameter') || OF_ANY_KIND.test(eventName);
  return isAbout && isChanging(relationByVerb(eventName, 'document', true, 'response'));
}

/** Whether a thing that an event touched is asked for. */
export function isAskedIn({ paths, resources }: ChangeScope, event: StoredEvent): (resource: Resource) => boolean {
  if (resources.length > 0) {
    const holds = touches(resources, { resources, changed: true });
    const { mentions: _, ...touching } = event;
    return (resource) => holds({ ...touching, resources: [resource] });
  }
  if (paths.length === 0) return ({ kind }) => CONFIGURED.has(kind);
  const holds = paths.map((path) => belowPath(path, event));
  return (resource) => resource.kind === 'parameter' && holds.some((isBelow) => isBelow(resource));
}

/**
 * Whether a parameter has a path as its name, or lies below it: `/app/prod` has `/app/prod/db` and not `/app/production`.
 * An ARN means the path in its account and region. A name of one segment is known with or without its slash.
 */
function belowPath(asked: string, event: StoredEvent): (resource: Resource) => boolean {
  const { id, account, region } = resourceOfArn(asked) ?? { id: asked };
  const path = slashed(id).replace(/(?!^)\/+$/, '');
  const below = path === '/' ? path : `${path}/`;
  const [, partition] = asked.split(':');
  return (resource) => {
    const name = slashed(resource.id);
    if (name !== path && !name.startsWith(below)) return false;
    const at = { account: resource.account ?? event.recipientAccountId, region: resource.region ?? event.awsRegion };
    const isThere = (one: string | undefined, other: string | undefined) =>
      one === undefined || other === undefined || one === other;
    const isInPartition = region === undefined || at.region === undefined || partitionOfRegion(at.region) === partition;
    return isThere(account, at.account) && isThere(region, at.region) && isInPartition;
  };
}

function slashed(name: string): string {
  return name.startsWith('/') ? name : `/${name}`;
}

function isChanging(relation: Relation): boolean {
  return relation === 'changes' || relation === 'creates';
}
