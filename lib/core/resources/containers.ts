import { ecsTargetParts, isEcsTarget } from './managed-node';
import type { Resource } from './resource';

/**
 * Resources with what a task in ECS is found by as well: its cluster and its task's id. A session target names all three
 * in one (`ecs:<cluster>_<task>_<runtime>`), the ARN in a refusal the first two (`task/<cluster>/<task>`).
 */
export function withContainers(resources: readonly Resource[]): readonly Resource[] {
  return resources.flatMap((resource) => (resource.kind === 'ecsTask' ? taskAndCluster(resource) : resource));
}

function taskAndCluster(resource: Resource): readonly Resource[] {
  const isTarget = isEcsTarget(resource.id);
  const [cluster, task] = isTarget ? (ecsTargetParts(resource.id) ?? []) : partsOfName(resource.id);
  return [
    ...(isTarget ? [resource] : []),
    ...(task === undefined ? [] : [{ ...resource, id: task }]),
    ...(cluster ? [{ ...resource, id: cluster, kind: 'ecsCluster' as const }] : []),
  ];
}

/** `<cluster>/<task>`; ARNs of the old form have the task alone. */
function partsOfName(name: string): readonly [cluster: string, task: string] {
  const end = name.lastIndexOf('/');
  return [name.slice(0, Math.max(end, 0)), name.slice(end + 1)];
}
