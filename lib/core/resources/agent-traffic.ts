import { actorOf } from '../record/actor';
import { isSystemsManagerSource } from '../record/event-source';
import { type JsonValue, member, textAt, valueAt } from '../record/json';
import { outcomeOf } from '../record/outcome';
import type { Resource } from './resource';

/**
 * The agent's own calls that name the node they are about (Systems Manager user guide: reference of ec2messages,
 * ssmmessages and other API operations). Not among them: `RegisterManagedInstance`, which makes a node;
 * `UpdateManagedInstancePublicKey`, which changes who it is; and whatever an attacker on the node would call as well,
 * `SendCommand` or `GetParameter`.
 */
const AGENT_CALLS: ReadonlySet<unknown> = new Set([
  'UpdateInstanceInformation',
  'ListInstanceAssociations',
  'DescribeAssociation',
  'UpdateInstanceAssociationStatus',
  'PutInventory',
  'PutComplianceItems',
  'PutConfigurePackageResult',
  'GetDeployablePatchSnapshotForInstance',
  'RequestManagedInstanceRoleToken',
  'CreateControlChannel',
  'OpenControlChannel',
  'GetEndpoint',
  'GetMessages',
]);

/** Request parameters in which these calls name the node. */
const NAMING_PARAMETERS = ['instanceId', 'resourceId', 'destination'];

/** ARNs of a node: as EC2 and Systems Manager write it, its inventory, and its control channel. */
const NODE_ARN = /:(?:instance|managed-instance|managed-instance-inventory|control-channel)\/([^/:]+)$/;

/**
 * Whether a record is the agent's own traffic: one of its calls, successful, by a session named for the node that the
 * call is about. Such records are found by their node only. Where a call names no node, or another one beside its own,
 * it is not: what is wrongly taken for the agent's is harder to find.
 *
 * @param resources what the call touched, where that is known already: a node among them that is not the agent's own
 *   speaks against it
 */
export function isAgentTraffic(record: JsonValue | undefined, resources: readonly Resource[] = []): boolean {
  if (!isSystemsManagerSource(member(record, 'eventSource'))) return false;
  if (!AGENT_CALLS.has(member(record, 'eventName')) || outcomeOf(record) !== 'success') return false;
  const named = [...nodesNamed(record), ...resources.filter(({ kind }) => kind === 'instance').map(({ id }) => id)];
  const node = nodeOf(member(record, 'userIdentity'));
  return node !== undefined && named.length > 0 && named.every((id) => id === node);
}

/** The node that a session is named for. A session with a source identity is a person's, whatever its name. */
function nodeOf(identity: JsonValue | undefined): string | undefined {
  const { actor, actorSource } = actorOf(identity);
  return textAt(identity, 'type') === 'AssumedRole' && actorSource === 'instance' ? actor : undefined;
}

function nodesNamed(record: JsonValue | undefined): readonly string[] {
  const inRequest = NAMING_PARAMETERS.map((name) => textAt(record, 'requestParameters', name));
  const resources = valueAt(record, 'resources');
  const inResources = Array.isArray(resources)
    ? resources.map((each) => NODE_ARN.exec(textAt(each, 'ARN') ?? '')?.[1])
    : [];
  return [...inRequest, ...inResources].filter((id) => id !== undefined);
}
