import { byStrength } from './relation';
import type { Resource } from './resource';

/**
 * Each resource once, with the strongest of its relations; the strongest relation first, otherwise in the order found. One
 * name in two accounts is two resources. A parameter known only by an ARN, `name`, is the one that the request calls
 * `/name`, where it does.
 */
export function distinctResources(found: readonly Resource[]): readonly Resource[] {
  const distinct = new Map<string, Resource>();
  for (const resource of found) {
    const key = keyOf(resource);
    const known = distinct.get(key);
    if (known === undefined || byStrength(resource.relation, known.relation) < 0) distinct.set(key, resource);
  }
  return [...distinct.values()]
    .filter((resource) => resource.kind !== 'parameter' || !distinct.has(keyOf({ ...resource, id: `/${resource.id}` })))
    .sort((one, other) => byStrength(one.relation, other.relation));
}

function keyOf({ id, kind, account = '', region = '' }: Omit<Resource, 'relation'>): string {
  return [kind, id, account, region].join('\n');
}
