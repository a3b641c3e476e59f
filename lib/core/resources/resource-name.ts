import { isHiddenName, isRedacted } from '../record/redaction-marker';
import { isArn, type ResourceName, resourceOfArn } from './arn';
import { isEcsTarget, isNodeId } from './managed-node';
import { normalisedId } from './normalised-id';
import type { ResourceKind } from './resource';

/** A value that an automation fills in later, `{{ instanceId }}`, names nothing yet. */
const PLACEHOLDER = '{{';

const PATH_ARN = /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter(\/[^*]*)$/;

/** Kinds that people name as they like. Ids of the other kinds are made by AWS, and never read like a redaction. */
const NAMED_BY_PEOPLE: ReadonlySet<ResourceKind> = new Set([
  'document',
  'parameter',
  'parameterPath',
  'patchGroup',
  'resourceDataSync',
  'tagTarget',
  'resourceGroup',
  'role',
  'contact',
  'responsePlan',
]);

/**
 * The resource that a value names where one of `kind` is expected, or undefined where it names none: no text, empty,
 * redacted, a wildcard or a placeholder. An ARN decides the kind itself.
 *
 * `*` where instances are expected means all of them, which no instance's id can stand for: it becomes the tag target
 * `instances=*`.
 */
export function resourceNamed(value: unknown, kind: ResourceKind): ResourceName | undefined {
  const name = nameText(value, kind);
  if (name === undefined) return undefined;
  if (isArn(name)) return nameByArn(name, kind);
  if (name === '*') return kind === 'instance' ? { id: 'instances=*', kind: 'tagTarget' } : undefined;
  if (isNodeId(name) && kind === 'other') return { id: name, kind: 'instance' };
  if (isEcsTarget(name) && kind === 'instance') return { id: name, kind: 'ecsTask' };
  return { id: normalisedId(name, kind), kind };
}

function nameText(value: unknown, kind: ResourceKind): string | undefined {
  if (kind === 'port' && Number.isInteger(value)) return String(value);
  if (typeof value !== 'string') return undefined;
  const name = value.trim().replace(/^"(.*)"$/s, '$1');
  return name === '' || isHidden(name, kind) || name.includes(PLACEHOLDER) ? undefined : name;
}

function isHidden(name: string, kind: ResourceKind): boolean {
  return NAMED_BY_PEOPLE.has(kind) ? isHiddenName(name) : isRedacted(name);
}

/** A path's ARN looks like a parameter's; a path begins with a slash, and `parameter/` is the root of all. */
function nameByArn(arn: string, kind: ResourceKind): ResourceName | undefined {
  const path = kind === 'parameterPath' ? PATH_ARN.exec(arn)?.[1] : undefined;
  const named = resourceOfArn(arn);
  return path === undefined ? named : { ...named, id: normalisedId(path, kind), kind };
}
