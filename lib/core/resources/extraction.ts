import { type JsonValue, textAt } from '../record/json';
import type { MentionKind } from './actions/mention';
import type { ResourceName } from './arn';
import type { ResourceKind } from './resource';
import { resourceNamed } from './resource-name';
import { resourcesSelected } from './selection';
import { elements, field } from './value-path';

/** The values of `resourceType` (tagging, compliance) in lower case; an unknown type's resource is `other`. */
const KIND_BY_RESOURCE_TYPE: ReadonlyMap<string, ResourceKind> = new Map([
  ['association', 'association'],
  ['automation', 'automation'],
  ['document', 'document'],
  ['maintenancewindow', 'maintenanceWindow'],
  ['managedinstance', 'instance'],
  ['opsitem', 'opsItem'],
  ['opsmetadata', 'opsMetadata'],
  ['parameter', 'parameter'],
  ['patchbaseline', 'patchBaseline'],
]);

/** The setting behind Default Host Management Configuration: the role it names is given to every instance without one. */
const DEFAULT_HOST_SETTING = /default-ec2-instance-management-role$/;

type ValueShape = Exclude<MentionKind, ResourceKind>;

const SHAPES: Readonly<Record<ValueShape, (value: JsonValue) => readonly ResourceName[]>> = {
  selection: resourcesSelected,
  typedResource: (value) => listed(typedResource(value)),
  defaultHostRole: (value) => listed(defaultHostRole(value)),
  complianceAssociations,
};

/** What a value names, read as `kind` says. A value of another type than expected names nothing. */
export function resourcesIn(value: JsonValue, kind: MentionKind): readonly ResourceName[] {
  return isShape(kind) ? SHAPES[kind](value) : listed(resourceNamed(value, kind));
}

function isShape(kind: MentionKind): kind is ValueShape {
  return Object.hasOwn(SHAPES, kind);
}

/** The resource of an object with `resourceType` and `resourceId`, or undefined where one of them is missing. */
export function typedResource(value: JsonValue): ResourceName | undefined {
  const type = field(value, 'resourceType');
  const kind = typeof type === 'string' ? (KIND_BY_RESOURCE_TYPE.get(type.toLowerCase()) ?? 'other') : undefined;
  return kind && resourceNamed(field(value, 'resourceId'), kind);
}

function defaultHostRole(request: JsonValue): ResourceName | undefined {
  const isHostSetting = DEFAULT_HOST_SETTING.test(textAt(request, 'settingId') ?? '');
  return isHostSetting ? resourceNamed(textAt(request, 'settingValue'), 'role') : undefined;
}

/** A report of the type `Association` has an item for each association, by its id. */
function complianceAssociations(request: JsonValue): readonly ResourceName[] {
  if (textAt(request, 'complianceType') !== 'Association') return [];
  return elements(field(request, 'items')).flatMap((item) => resourceNamed(field(item, 'id'), 'association') ?? []);
}

function listed(found: ResourceName | undefined): readonly ResourceName[] {
  return found === undefined ? [] : [found];
}
