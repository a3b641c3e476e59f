import { isArn, resourceOfArn } from '../resources/arn';
import { normalisedId } from '../resources/normalised-id';
import type { ResourceKind } from '../resources/resource';

/** What to look for when somebody asks for a resource; without `kind`, whatever has the id. */
export interface ResourceSearch {
  readonly id: string;
  readonly kind?: ResourceKind;
}

/**
 * The searches that a resource as a person writes it stands for: its id, for an ARN the id that it names, and for a
 * parameter the paths above it, because `GetParametersByPath` names no parameter.
 */
export function resourceSearches(asked: string): readonly ResourceSearch[] {
  const ids = isArn(asked) ? idsOfArn(asked) : idsOfName(asked);
  return ids.flatMap((id) => [{ id }, ...pathsAbove(id).map((path) => ({ id: path, kind: 'parameterPath' as const }))]);
}

function idsOfArn(arn: string): readonly string[] {
  const named = resourceOfArn(arn);
  if (!named || named.id === arn) return [arn];
  if (named.kind !== 'parameter') return [named.id];
  return named.id.includes('/') ? [named.id] : [named.id, `/${named.id}`];
}

/**
 * A parameter's ARN has lost the slash that its name may begin with: a name of one segment, with the slash or without,
 * stands in records under either. A version or label behind a path (`/prod/db:3`) is not part of the name.
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
