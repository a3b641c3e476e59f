import { parameterArnsOf } from '../record/event-source';
import { type JsonObject, member, textAt } from '../record/json';
import { mentionsOf } from './actions/mentions-of-action';
import { isArn } from './arn';
import { distinctResources } from './distinct-resources';
import { namesInError } from './error-message';
import { resourcesIn } from './extraction';
import { impliedDocument } from './implied-document';
import { relationByVerb } from './relation';
import type { Relation, Resource, ResourceKind } from './resource';
import { resourceNamed } from './resource-name';
import { resourcesByShape } from './shape';
import { elements, valuesAt } from './value-path';

/**
 * What a Systems Manager call touched, each thing once, the strongest relation first (`relation.ts` has the rules).
 *
 * Where the table of actions says what stands where, that decides. What `resources[]`, the error message and the shape
 * of the parameters show beside it is added, but says nothing new about an id that the table has accounted for.
 *
 * Any record gives a list, if an empty one; ids are as long as the record has them.
 */
export function resourcesOf(record: JsonObject): readonly Resource[] {
  const eventName = textAt(record, 'eventName') ?? '';
  const stated = [...mentioned(record, eventName), ...impliedDocument(record, eventName)];
  const statedIds = new Set(stated.map(({ id }) => id));
  const shown = [...named(record, eventName), ...resourcesByShape(record, eventName)];
  return distinctResources([...stated, ...shown.filter(({ id }) => !statedIds.has(id))]);
}

/**
 * What a related record, a KMS call on a SecureString, touched: the parameters that its encryption contexts name. Empty
 * where a context holds no name, as where it was redacted. KMS knows a parameter by its ARN only, which leaves a name of
 * one segment without the slash it may begin with (`resourceOfArn`).
 */
export function relatedResourcesOf(record: JsonObject): readonly Resource[] {
  const parameters = parameterArnsOf(record).flatMap((arn) => resourceNamed(arn, 'parameter') ?? []);
  return distinctResources(parameters.map((parameter) => ({ ...parameter, relation: 'uses' })));
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
    .map(({ id, kind }) => ({ id, kind, relation: relationOf(record, eventName, kind) }));
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
