import { isArn, resourceOfArn } from '../resources/arn';
import { normalisedId } from '../resources/normalised-id';
import type { ResourceKind } from '../resources/resource';

/** What to look for when somebody asks for a resource. Without `kind`, any resource with the id. */
export interface ResourceSearch {
  readonly id: string;
  readonly kind?: ResourceKind;
  /** Where it is, as an ARN says. */
  readonly place?: ResourcePlace;
}

/** Where a resource is. Unknown parts are absent. */
export interface ResourcePlace {
  readonly partition: string;
  readonly account?: string;
  readonly region?: string;
}

/**
 * The searches behind a resource as a person writes it: its id; for an ARN, the id that it names in its account and
 * region; for a parameter, also the paths above it, because `GetParametersByPath` names no parameter.
 */
export function resourceSearches(asked: string): readonly ResourceSearch[] {
  const searches = isArn(asked) ? searchesOfArn(asked) : idsOfName(asked).map((id) => ({ id }));
  return searches.flatMap((search) => [
    search,
    ...pathsAbove(search.id).map((path) => ({ ...search, id: path, kind: 'parameterPath' as const })),
  ]);
}

function searchesOfArn(arn: string): readonly ResourceSearch[] {
  const named = resourceOfArn(arn);
  if (!named || named.id === arn) return [{ id: arn }];
  const { id, kind, account, region } = named;
  const [, partition = ''] = arn.split(':');
  const place = { partition, ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
  return idsOfNamed(id, kind).map((each) => ({ id: each, kind, place }));
}

function idsOfNamed(id: string, kind: ResourceKind): readonly string[] {
  // Rows name a task in ECS by its id, without its cluster.
  if (kind === 'ecsTask') return [id.slice(id.lastIndexOf('/') + 1)];
  return kind === 'parameter' && !id.includes('/') ? [id, `/${id}`] : [id];
}

/**
 * The ARN of a parameter loses the slash that its name may begin with. Records therefore have a name of one segment
 * with or without the slash. A version or label behind a path (`/prod/db:3`) is not part of the name.
 */
function idsOfName(name: string): readonly string[] {
  const id = name.startsWith('/') ? normalisedId(name, 'parameter') : name;
  if (/^\/[^/]+$/.test(id)) return [id, id.slice(1)];
  return [id];
}

/** `/a/b`, `/a`, `/` for `/a/b/c`. */
function pathsAbove(id: string): readonly string[] {
  if (!id.startsWith('/') || id === '/') return [];
  const segments = id.slice(1).split('/').slice(0, -1);
  return ['/', ...segments.map((_, index) => `/${segments.slice(0, index + 1).join('/')}`)].reverse();
}
