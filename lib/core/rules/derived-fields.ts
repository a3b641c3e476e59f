import { RESOURCE_KINDS } from '../resources/resource';

/** What stands before a field that this project makes of an event, because CloudTrail has no such field. */
const DERIVED = 'ssmAudit.';

const RESOURCE = 'resource.';

/**
 * The derived fields. `principal` is the role, or else the principal or its stand-in, and never absent; `network` is the
 * /24 or /64 of the caller's address; `parameterPath` is the first two segments of a parameter's path.
 */
export const DERIVED_FIELDS = ['principal', 'actor', 'outcome', 'network', 'parameterPath', 'resource'] as const;
export type DerivedField = (typeof DERIVED_FIELDS)[number];

/** A derived field, and the kind of resource that it asks for. */
export interface DerivedName {
  readonly field: DerivedField;
  readonly kind?: string;
}

/** Whether a path asks for a derived field, known or not. */
export function isDerived(path: string): boolean {
  return path.startsWith(DERIVED);
}

/** The derived field that a path asks for. Undefined for a path into the record, and for a name that there is not. */
export function derivedName(path: string): DerivedName | undefined {
  if (!isDerived(path)) return undefined;
  const name = path.slice(DERIVED.length);
  const kind = name.startsWith(RESOURCE) ? name.slice(RESOURCE.length) : undefined;
  if (kind !== undefined) return RESOURCE_KINDS.some((each) => each === kind) ? { field: 'resource', kind } : undefined;
  const field = DERIVED_FIELDS.find((each) => each === name);
  return field && { field };
}
