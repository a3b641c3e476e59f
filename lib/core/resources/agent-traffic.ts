import { isIP } from 'node:net';
import { actorOf } from '../record/actor';
import { isSystemsManagerSource } from '../record/event-source';
import { type JsonValue, member, textAt, valueAt } from '../record/json';
import { outcomeOf } from '../record/outcome-of-record';
import { isPerson } from '../record/person';
import type { Resource } from './resource';
import { isDeliveredToNode } from './role-delivery';

/**
 * The agent's own calls that name the node they are about (Systems Manager user guide: reference of ec2messages,
 * ssmmessages and other API operations). Not among them: `RegisterManagedInstance`, which makes a node;
 * `UpdateManagedInstancePublicKey`, which changes who it is; `RequestManagedInstanceRoleToken`, which hands out
 * credentials; and whatever an attacker on the node would call as well, `SendCommand` or `GetParameter`.
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
  'CreateControlChannel',
  'OpenControlChannel',
  'GetEndpoint',
  'GetMessages',
]);

/** Request parameters in which these calls name the node. */
const NAMING_PARAMETERS = ['instanceId', 'resourceId', 'destination'];

/** ARNs of a node: as EC2 and Systems Manager write it, its inventory, and its control channel. */
const NODE_ARN = /:(?:instance|managed-instance|managed-instance-inventory|control-channel)\/([^/:]+)$/;

/** Calls in which the agent sends no user agent of its own (amazon-ssm-agent, `agent/session/service`). */
const CHANNEL_CALLS: ReadonlySet<unknown> = new Set(['CreateControlChannel', 'OpenControlChannel']);

/** What the agent calls itself in every other call. */
const AGENT_NAME = 'amazon-ssm-agent';

/**
 * Whether a record is the agent's own traffic: one of its calls, successful, by a session named for the node that the
 * call is about, with nothing in the record that speaks against it. Such records are found by their node only. Session
 * names are chosen by whoever assumes a role, and what is wrongly taken for the agent's is harder to find: any doubt
 * decides against the agent.
 *
 * @param resources what the call touched, where that is known already: a node among them that is not the agent's own
 *   speaks against it
 */
export function isAgentTraffic(record: JsonValue | undefined, resources: readonly Resource[] = []): boolean {
  if (!isSystemsManagerSource(member(record, 'eventSource'))) return false;
  if (!AGENT_CALLS.has(member(record, 'eventName')) || outcomeOf(record) !== 'success') return false;
  const named = [...nodesNamed(record), ...resources.filter(({ kind }) => kind === 'instance').map(({ id }) => id)];
  const node = nodeOf(member(record, 'userIdentity'));
  if (node === undefined || named.length === 0 || named.some((id) => id !== node)) return false;
  return isDeliveredToNode(record, node) && !isMarkedOtherwise(record);
}

/** The node that a session is named for. A session with a source identity is a person's, whatever its name. */
function nodeOf(identity: JsonValue | undefined): string | undefined {
  const { actor, actorSource } = actorOf(identity);
  return textAt(identity, 'type') === 'AssumedRole' && actorSource === 'instance' ? actor : undefined;
}

/** Whether the record has what no call of the agent leaves: a person, a service, another account, another program. */
function isMarkedOtherwise(record: JsonValue | undefined): boolean {
  const identity = member(record, 'userIdentity');
  return (
    isPerson(record) ||
    isSet(valueAt(identity, 'sessionContext', 'sourceIdentity')) ||
    isSet(valueAt(identity, 'sessionContext', 'webIdFederationData', 'federatedProvider')) ||
    isSet(member(identity, 'onBehalfOf')) ||
    isSet(member(identity, 'invokedBy')) ||
    isOfAnotherAccount(record) ||
    isFromInsideAws(record) ||
    isOtherProgram(record)
  );
}

function isSet(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

function isOfAnotherAccount(record: JsonValue | undefined): boolean {
  const own = textAt(record, 'userIdentity', 'accountId');
  const recipient = textAt(record, 'recipientAccountId');
  return own !== undefined && recipient !== undefined && own !== recipient;
}

/** A service's name stands in place of an address where a service makes the call for somebody. */
function isFromInsideAws(record: JsonValue | undefined): boolean {
  const address = textAt(record, 'sourceIPAddress');
  return address !== undefined && isIP(address) === 0;
}

function isOtherProgram(record: JsonValue | undefined): boolean {
  const userAgent = textAt(record, 'userAgent');
  if (userAgent === undefined || CHANNEL_CALLS.has(member(record, 'eventName'))) return false;
  return !userAgent.includes(AGENT_NAME);
}

function nodesNamed(record: JsonValue | undefined): readonly string[] {
  const inRequest = NAMING_PARAMETERS.map((name) => textAt(record, 'requestParameters', name));
  const resources = valueAt(record, 'resources');
  const inResources = Array.isArray(resources)
    ? resources.map((each) => NODE_ARN.exec(textAt(each, 'ARN') ?? '')?.[1])
    : [];
  return [...inRequest, ...inResources].filter((id) => id !== undefined);
}
