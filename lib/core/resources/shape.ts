import { isJsonObject, type JsonObject, member } from '../record/json';
import { isArn, type ResourceName, resourceOfArn } from './arn';
import { typedResource } from './extraction';
import { isAboutField, kindOfField } from './field-kinds';
import { isEcsTarget, isNodeId, nodeIdsIn } from './managed-node';
import { type NestedField, nestedFields } from './nested-fields';
import { relationByVerb } from './relation';
import type { Resource } from './resource';
import { resourceNamed } from './resource-name';
import { holdsFilters, holdsTargets, resourcesFilteredBy, resourcesSelected } from './selection';
import { SIDES, type Side } from './value-path';

/** Parameters whose value is an ARN of whatever kind; elsewhere only ARNs of known kinds count. */
const ARN_FIELD = /(?:arn|id|uri)s?$/i;

/** What the shape of a call's parameters shows. */
interface Shown {
  readonly resources: readonly Resource[];
  /** Ids of managed nodes within longer texts, a comment or a script. */
  readonly mentions: readonly string[];
}

/**
 * What the shape of a call's parameters shows, at any depth of request and response: names under well-known keys, ARNs,
 * targets and filters, `resourceType` with `resourceId`, and every id of a managed node.
 */
export function shownByShape(record: JsonObject, eventName: string): Shown {
  const [resources, mentions]: [Resource[], string[]] = [[], []];
  for (const side of ['request', 'response'] as const) {
    for (const field of nestedFields(member(record, SIDES[side]))) {
      for (const resource of resourcesOfField(field, eventName, side)) resources.push(resource);
      if (typeof field.value === 'string') for (const id of nodeIdsIn(field.value)) mentions.push(id);
    }
  }
  return { resources, mentions };
}

function resourcesOfField(field: NestedField, eventName: string, side: Side): readonly Resource[] {
  const related = (found: ResourceName): Resource => ({
    ...found,
    relation: relationByVerb(eventName, found.kind, isAboutField(field.key, eventName, field.isTop), side),
  });
  if (isJsonObject(field.value)) return namesOfObject(field, eventName).map(related);
  if (typeof field.value !== 'string') return [];
  return namesOfText(field, field.value, eventName).map(related);
}

function namesOfObject({ key, value }: NestedField, eventName: string): readonly ResourceName[] {
  if (holdsTargets(key)) return resourcesSelected(value);
  if (holdsFilters(key)) return resourcesFilteredBy(value, eventName);
  const typed = typedResource(value);
  return typed === undefined ? [] : [typed];
}

function namesOfText({ key, isTop }: NestedField, text: string, eventName: string): readonly ResourceName[] {
  if (isNodeId(text)) return [{ id: text, kind: 'instance' }];
  if (isEcsTarget(text)) return [{ id: text, kind: 'ecsTask' }];
  const kind = kindOfField(key, text, eventName, isTop);
  const named = kind === undefined ? byArn(key, text) : resourceNamed(text, kind);
  return named === undefined ? [] : [named];
}

function byArn(key: string, text: string): ResourceName | undefined {
  const found = isArn(text) ? resourceOfArn(text) : undefined;
  return found?.kind === 'other' && !ARN_FIELD.test(key) ? undefined : found;
}
