import { parameterArnsOf } from '../record/event-source';
import { type JsonObject, member, textAt } from '../record/json';
import { isRedacted } from '../record/redaction-marker';
import { mentionsOf } from './actions/mentions-of-action';
import { isArn } from './arn';
import { withContainers } from './containers';
import { distinctResources } from './distinct-resources';
import { namesInError } from './error-message';
import { resourcesIn } from './extraction';
import { impliedDocument } from './implied-document';
import { relationByVerb } from './relation';
import type { Relation, Resource, ResourceKind } from './resource';
import { resourceNamed } from './resource-name';
import { shownByShape } from './shape';
import { elements, valuesAt } from './value-path';
import { relativeTo } from './whereabouts';

/**
 * What a Systems Manager call touched, each thing once, the strongest relation first (`relation.ts` has the rules).
 *
 * Where the table of actions says what stands where, that decides. What `resources[]`, the error message and the shape
 * of the parameters show beside it is added, but says nothing new about an id that the table has accounted for.
 *
 * Any record gives a list, if an empty one; ids are as long as the record has them.
 */
export function resourcesOf(record: JsonObject): readonly Resource[] {
  return touchedBy(record).resources;
}

/** What a call touched, and the ids of nodes that texts of it merely mention: nothing says what they are there for. */
export function touchedBy(record: JsonObject): { resources: readonly Resource[]; mentions: readonly string[] } {
  const eventName = textAt(record, 'eventName') ?? '';
  const listed = named(record, eventName);
  const { resources: shaped, mentions } = shownByShape(record, eventName);
  const stated = located([...mentioned(record, eventName), ...impliedDocument(record, eventName)], listed);
  const [own, shown] = [relativeTo(record, stated), relativeTo(record, [...listed, ...shaped])];
  const ownIds = new Set(own.map(({ id }) => id));
  const news = shown.filter(
    ({ id, account, region }) => !ownIds.has(id) || account !== undefined || region !== undefined,
  );
  const resources = distinctResources(withContainers([...own, ...news]));
  const ids = new Set(resources.map(({ id }) => id));
  return { resources, mentions: [...new Set(mentions)].filter((id) => !ids.has(id)) };
}

/** Things that a request calls by name, with account and region where CloudTrail's own list has their ARN. */
function located(stated: readonly Resource[], listed: readonly Resource[]): readonly Resource[] {
  const places = new Map(listed.map(({ id, kind, account, region }) => [`${kind}\n${id}`, { account, region }]));
  return stated.map((resource) => {
    const { account, region } = places.get(`${resource.kind}\n${resource.id}`) ?? {};
    if (resource.account !== undefined || account === undefined) return resource;
    return { ...resource, account, ...(region !== undefined && { region }) };
  });
}

/**
 * What a related record, a KMS call on a SecureString, touched: the parameters that its encryption contexts name. Empty
 * where a context holds no name, as where it was redacted. KMS knows a parameter by its ARN only, which leaves a name of
 * one segment without the slash it may begin with (`resourceOfArn`).
 */
export function relatedResourcesOf(record: JsonObject): readonly Resource[] {
  const names = parameterArnsOf(record).filter((name) => !isRedacted(name));
  const parameters = names.flatMap((name) => resourceNamed(name, 'parameter') ?? []);
  return distinctResources(
    relativeTo(
      record,
      parameters.map((parameter) => ({ ...parameter, relation: 'uses' })),
    ),
  );
}

function mentioned(record: JsonObject, eventName: string): readonly Resource[] {
  return mentionsOf(eventName).flatMap(([path, kind, stated]) => {
    const relation = stated instanceof Function ? stated(record) : stated;
    const found = valuesAt(record, path).flatMap((value) => resourcesIn(value, kind));
    return found.map((each) => ({ ...each, relation }));
  });
}

/** What CloudTrail's own `resources[]` and the error message name: things, but not what was done with them. */
function named(record: JsonObject, eventName: string): readonly Resource[] {
  const expected = eventName === 'GetParametersByPath' ? 'parameterPath' : 'other';
  return [...listedArns(record), ...namesInError(textAt(record, 'errorMessage') ?? '')]
    .flatMap((name) => resourceNamed(name, expected) ?? [])
    .map((found) => ({ ...found, relation: relationOf(record, eventName, found.kind) }));
}

/** Elements of `resources[]` have their ARN under `ARN`, in some exports under `arn`; the type is mostly absent. */
function listedArns(record: JsonObject): readonly string[] {
  return elements(member(record, 'resources'))
    .flatMap((element) => textAt(element, 'ARN') ?? textAt(element, 'arn') ?? [])
    .filter(isArn);
}

function relationOf(record: JsonObject, eventName: string, kind: ResourceKind): Relation {
  const [, , stated] = mentionsOf(eventName).find(([, mentionKind]) => mentionKind === kind) ?? [];
  if (stated instanceof Function) return stated(record);
  return stated ?? relationByVerb(eventName, kind, isAboutKind(eventName, kind), 'request');
}

/** `UpdateMaintenanceWindow` is about a `maintenanceWindow`. */
function isAboutKind(eventName: string, kind: ResourceKind): boolean {
  return eventName.includes(kind.charAt(0).toUpperCase() + kind.slice(1));
}
