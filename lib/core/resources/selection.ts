import { isJsonObject, type JsonValue } from '../record/json';
import { isHiddenName } from '../record/redaction-marker';
import type { ResourceName } from './arn';
import type { ResourceKind } from './resource';
import { resourceNamed } from './resource-name';
import { elements, field } from './value-path';

/** Keys of `targets` and of filters whose values are ids, in lower case: they occur as `InstanceIds` and `instanceids`. */
const KIND_BY_KEY: ReadonlyMap<string, ResourceKind> = new Map([
  ['activationids', 'activation'],
  ['associationid', 'association'],
  ['automationid', 'automation'],
  ['documentname', 'document'],
  ['iamrole', 'role'],
  ['instanceid', 'instance'],
  ['instanceids', 'instance'],
  ['keyid', 'key'],
  ['opsitemid', 'opsItem'],
  ['parametervalues', 'other'],
  ['patch_group', 'patchGroup'],
  ['path', 'parameterPath'],
  ['resourceid', 'other'],
  ['resource-groups:name', 'resourceGroup'],
  ['resourcegroup', 'resourceGroup'],
  ['resourcegroupname', 'resourceGroup'],
  ['sessionid', 'session'],
  ['target', 'instance'],
  ['targetresourcegroup', 'resourceGroup'],
  ['windowtargetids', 'maintenanceWindowTarget'],
]);

/**
 * What one element of `targets`, `{key, values}`, selects: the instances or groups that it lists, or, where it selects by
 * something else, a tag target for each value: `tag:Env=prod`, `tag-key=Owner`.
 */
export function resourcesSelected(target: JsonValue): readonly ResourceName[] {
  const key = keyOf(target);
  if (key === undefined) return [];
  const kind = KIND_BY_KEY.get(key.toLowerCase());
  return kind === undefined ? tagTargets(key, target) : namedBy(target, kind);
}

/**
 * What one filter of a reading call, `{key, values}` in any of its spellings, names. A filter by state, type or date
 * names nothing. `Name` is a document or a parameter, as the action's name says; the beginning of one is a path.
 */
export function resourcesFilteredBy(filter: JsonValue, eventName: string): readonly ResourceName[] {
  const key = keyOf(filter);
  if (key === undefined) return [];
  if (key.startsWith('tag:')) return tagTargets(key, filter);
  const kind = kindOfFilter(key.toLowerCase(), eventName);
  if (kind === undefined || field(filter, 'option') === 'Contains') return [];
  const isBeginning = kind === 'parameter' && field(filter, 'option') === 'BeginsWith';
  return namedBy(filter, isBeginning ? 'parameterPath' : kind);
}

function kindOfFilter(key: string, eventName: string): ResourceKind | undefined {
  if (key === 'name') return kindOfName(eventName);
  if (key === 'executionid') return eventName.includes('Automation') ? 'automation' : undefined;
  return KIND_BY_KEY.get(key);
}

/** What an action calls `name`, where a name is an id at all: windows and baselines have names that identify nothing. */
export function kindOfName(eventName: string): ResourceKind | undefined {
  if (eventName.includes('Parameter')) return 'parameter';
  return /Document|Association|Calendar/.test(eventName) ? 'document' : undefined;
}

/** Whether a parameter of this name holds elements for `resourcesSelected`. */
export function holdsTargets(key: string): boolean {
  return key.toLowerCase() === 'targets';
}

/** Whether a parameter of this name holds elements for `resourcesFilteredBy`: `filters`, `documentFilterList`, …. */
export function holdsFilters(key: string): boolean {
  return /filters?(?:list)?$/i.test(key);
}

function keyOf(selection: JsonValue): string | undefined {
  const key = isJsonObject(selection) ? (field(selection, 'key') ?? field(selection, 'filterKey')) : undefined;
  return typeof key === 'string' && !isHiddenName(key) ? key : undefined;
}

function namedBy(selection: JsonValue, kind: ResourceKind): readonly ResourceName[] {
  return valuesOf(selection).flatMap((value) => resourceNamed(value, kind) ?? []);
}

function tagTargets(key: string, selection: JsonValue): readonly ResourceName[] {
  return valuesOf(selection).flatMap((value) => {
    const isValue = typeof value === 'string' && value !== '' && !isHiddenName(value);
    return isValue ? [{ id: `${key}=${value}`, kind: 'tagTarget' as const }] : [];
  });
}

function valuesOf(selection: JsonValue): readonly JsonValue[] {
  return ['values', 'value', 'valueSet', 'filterValues'].flatMap((key) => elements(field(selection, key)));
}
