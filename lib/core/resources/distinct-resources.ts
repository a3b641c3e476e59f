import { byStrength } from './relation';
import type { Resource } from './resource';

/**
 * Resources of one call at most. The largest real ones (a batch of associations, each with its targets) stay far below;
 * a forged record of a million ids must not become a million rows.
 */
const MAX_RESOURCES = 10_000;

/**
 * Each resource once, with the strongest of its relations; the strongest relation first, otherwise in the order found.
 * A parameter known only by an ARN, `name`, is the one that the request calls `/name`, where it does.
 */
export function distinctResources(found: readonly Resource[]): readonly Resource[] {
  const distinct = new Map<string, Resource>();
  for (const resource of found) {
    const key = keyOf(resource);
    const known = distinct.get(key);
    if (known === undefined || byStrength(resource.relation, known.relation) < 0) distinct.set(key, resource);
  }
  return [...distinct.values()]
    .filter(({ id, kind }) => kind !== 'parameter' || !distinct.has(keyOf({ id: `/${id}`, kind })))
    .sort((one, other) => byStrength(one.relation, other.relation))
    .slice(0, MAX_RESOURCES);
}

function keyOf({ id, kind }: Pick<Resource, 'id' | 'kind'>): string {
  return `${kind}:${id}`;
}
