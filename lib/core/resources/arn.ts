import { isNodeId } from './managed-node';
import { normalisedId } from './normalised-id';
import type { Resource, ResourceKind } from './resource';

/** A resource by itself, without what a call had to do with it; with account and region where an ARN tells them. */
export type ResourceName = Omit<Resource, 'relation'>;

/** What an ARN names, by `<service>:<type>` (Service Authorization Reference, resource types of each service). */
const KINDS: ReadonlyMap<string, ResourceKind> = new Map([
  ['ec2:instance', 'instance'],
  ['ecs:cluster', 'ecsCluster'],
  ['ecs:task', 'ecsTask'],
  ['iam:role', 'role'],
  ['kms:alias', 'key'],
  ['kms:key', 'key'],
  ['resource-groups:group', 'resourceGroup'],
  ['ssm:association', 'association'],
  ['ssm:automation-definition', 'document'],
  ['ssm:automation-execution', 'automation'],
  ['ssm:command', 'command'],
  ['ssm:document', 'document'],
  ['ssm:maintenancewindow', 'maintenanceWindow'],
  ['ssm:managed-instance', 'instance'],
  ['ssm:managed-instance-inventory', 'instance'],
  ['ssm:opsitem', 'opsItem'],
  ['ssm:opsmetadata', 'opsMetadata'],
  ['ssm:parameter', 'parameter'],
  ['ssm:patchbaseline', 'patchBaseline'],
  ['ssm:resource-data-sync', 'resourceDataSync'],
  ['ssm:servicesetting', 'serviceSetting'],
  ['ssm:session', 'session'],
  ['ssm:windowtarget', 'maintenanceWindowTarget'],
  ['ssm:windowtask', 'maintenanceWindowTask'],
  ['ssm-contacts:contact', 'contact'],
  ['ssm-guiconnect:connection', 'connection'],
  ['ssm-incidents:incident-record', 'incident'],
  ['ssm-incidents:response-plan', 'responsePlan'],
  ['ssmmessages:data-channel', 'session'],
]);

/** ARNs that say who, not what: a principal in a request or response is not a resource that was touched. */
const PRINCIPAL = /^(?:sts:|iam:(?:user|root|group)(?:$|[/:]))/;

/** Whether a text has the form of an ARN, in any partition (`aws`, `aws-cn`, `aws-us-gov`, `aws-eusc`, …). */
export function isArn(text: string): boolean {
  return /^arn:aws[a-z-]*:/.test(text);
}

/**
 * What an ARN names, as the id that a person would paste; for a kind that this system does not know the ARN itself, as
 * `other`. Undefined for text that is no ARN, for principals, and for patterns (`…:parameter/*`), which name nothing.
 *
 * A parameter's ARN has lost the slash that its name may begin with. A name of several segments always has one, so
 * `parameter/prod/db` is `/prod/db`; `parameter/name` may be either and is taken as `name`, which is commoner.
 */
export function resourceOfArn(arn: string): ResourceName | undefined {
  if (!isArn(arn) || arn.includes('*')) return undefined;
  const [, , service = '', region = '', account = '', ...rest] = arn.split(':');
  const resource = rest.join(':').replaceAll('"', '');
  if (resource === '' || PRINCIPAL.test(`${service}:${resource}`)) return undefined;
  if (service === 's3') return { id: resource.split('/', 1)[0] ?? resource, kind: 'bucket' };
  const [type, name] = typeAndName(resource);
  const where = { ...(account !== '' && { account }), ...(region !== '' && { region }) };
  if (type === 'control-channel' && isNodeId(name)) return { id: name, kind: 'instance', ...where };
  if (name === '') return undefined;
  const kind = KINDS.get(`${service}:${type}`);
  if (kind === undefined) return { id: arn, kind: 'other' };
  return { id: normalisedId(plainName(name, kind, type), kind), kind, ...where };
}

/** `document/Name`, `servicesetting/ssm/…`: the type ends at the first slash; a few services use a colon. */
function typeAndName(resource: string): readonly [type: string, name: string] {
  const end = resource.search(/[/:]/);
  return end < 0 ? ['', resource] : [resource.slice(0, end), resource.slice(end + 1)];
}

/** The name as the API knows it, where the ARN writes it differently. */
function plainName(name: string, kind: ResourceKind, type: string): string {
  if (kind === 'serviceSetting') return `/${name}`;
  if (kind === 'parameter') return name.includes('/') ? `/${name}` : name;
  return type === 'alias' ? `alias/${name}` : name;
}
