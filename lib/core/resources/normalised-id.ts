import type { ResourceKind } from './resource';

/** `AWS-StopEC2Instance:$DEFAULT`, `:$LATEST`, `:3`: the version that a document is asked for in. */
const DOCUMENT_VERSION = /:(?:\$[A-Z]+|\d+)$/i;

const NORMALISERS: Partial<Record<ResourceKind, (name: string) => string>> = {
  document: (name) => name.replace(DOCUMENT_VERSION, ''),
  parameter: withoutSelector,
  parameterPath: withoutClosingSlash,
  role: lastSegment,
  incident: lastSegment,
};

/**
 * The id that a person would paste for a name as a call may carry it: `/prod/db` for `/prod/db:3` and `/prod/db:stable`,
 * `AWS-RunShellScript` for `AWS-RunShellScript:$LATEST`, `/prod` for the path `/prod/`, `Reader` for the role
 * `service-role/Reader`. Other kinds have one form only.
 */
export function normalisedId(name: string, kind: ResourceKind): string {
  return NORMALISERS[kind]?.(name) || name;
}

/** A parameter's name cannot hold a colon: what follows one is a version or a label. */
function withoutSelector(name: string): string {
  return name.split(':', 1)[0] ?? name;
}

function withoutClosingSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
