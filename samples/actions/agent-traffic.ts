import type { JsonObject } from '../../lib/core/record/json';
import { agent, agentOnChannel, defaultHostAgent, hybridAgent, hybridAgentForToken } from '../callers';
import { arnOf, hybridNodeIdOf, type Place, resourceOf } from '../place';
import type { SampleCall } from '../sample-call';
import { localeTime, SECOND_MS } from '../sample-time';
import { type Activity, type Scene, uuidIn } from '../scene';
import { SeededRandom } from '../seeded-random';

const AGENT_VERSION = '3.3.3050.0';
const TOKEN_HIDDEN = 'Value hidden due to security reasons.';

/** `UpdateInstanceInformation`: a node's heartbeat. It writes, so that a filter for writes does not remove it. */
export function heartbeat(instanceId: string): SampleCall {
  return plain('UpdateInstanceInformation', {
    instanceId,
    agentVersion: AGENT_VERSION,
    agentStatus: 'Active',
    platformType: 'Linux',
    platformName: 'Amazon Linux',
    platformVersion: '2023',
    agentName: 'amazon-ssm-agent',
  });
}

/** `RequestManagedInstanceRoleToken`, a data event: a hybrid node asks for the credentials of its role. */
export function requestRoleToken(place: Place, instanceId: string): SampleCall {
  const ARN = arnOf(place, 'ssm', `managed-instance/${instanceId}`);
  return {
    ...plain('RequestManagedInstanceRoleToken', { fingerprint: SeededRandom.of(instanceId).uuid() }),
    resources: [{ accountId: place.accountId, type: 'AWS::SSM::ManagedNode', ARN }],
    dataEvent: true,
  };
}

/** What the agent says all day: the heartbeat of an EC2 instance, of one without a role, of a hybrid node. */
export const HEARTBEATS: readonly Activity[] = [
  { by: agent, call: (scene) => heartbeat(scene.instanceId) },
  { by: defaultHostAgent, call: (scene) => heartbeat(scene.instanceId) },
  { by: hybridAgent, call: (scene) => heartbeat(nodeIn(scene)) },
];

/** The rest of the agent's own calls: associations, inventory, compliance, and the channels (data events). */
export const AGENT_ACTIVITIES: readonly Activity[] = [
  ...HEARTBEATS,
  { by: agent, call: (scene) => listInstanceAssociations(scene) },
  { by: agent, call: () => plain('GetDocument', { name: 'AWS-GatherSoftwareInventory', documentVersion: '1' }) },
  { by: agent, call: (scene) => associationStatus(scene) },
  { by: agent, call: (scene) => putInventory(scene) },
  { by: agent, call: (scene) => putComplianceItems(scene) },
  { by: agentOnChannel, call: (scene) => controlChannel(scene, 'CreateControlChannel') },
  { by: agentOnChannel, call: (scene) => controlChannel(scene, 'OpenControlChannel') },
  { by: hybridAgentForToken, call: (scene) => requestRoleToken(scene.place, nodeIn(scene)) },
  { by: hybridAgent, call: () => ({ service: 'ec2messages', eventName: 'SendHeartbeat', requestParameters: null }) },
];

function listInstanceAssociations(scene: Scene): SampleCall {
  const request = { instanceId: scene.instanceId, maxResults: 20 };
  return { ...plain('ListInstanceAssociations', request), resources: [instanceResource(scene)] };
}

function associationStatus(scene: Scene): SampleCall {
  const associationId = uuidIn(scene, 'association');
  const executionDate = localeTime(scene.at);
  const executionResult = { executionDate, status: 'Success', executionSummary: '', errorCode: '' };
  return {
    ...plain('UpdateInstanceAssociationStatus', { associationId, instanceId: scene.instanceId, executionResult }),
    resources: [
      resourceOf(scene.place, arnOf(scene.place, 'ssm', `association/${associationId}`)),
      instanceResource(scene),
    ],
  };
}

function putInventory(scene: Scene): SampleCall {
  const captureTime = new Date(scene.at - (scene.at % SECOND_MS)).toISOString();
  const items = ['AWS:Network', 'AWS:Application', 'AWS:InstanceDetailedInformation'].map((typeName) => ({
    typeName,
    schemaVersion: '1.0',
    captureTime,
    contentHash: 'EXAMPLEcontentHash4QA==',
  }));
  const inventoryArn = arnOf(scene.place, 'ssm', `managed-instance-inventory/${scene.instanceId}`);
  return {
    ...plain('PutInventory', { instanceId: scene.instanceId, items }),
    resources: [instanceResource(scene), resourceOf(scene.place, inventoryArn)],
  };
}

function putComplianceItems(scene: Scene): SampleCall {
  const details = { DocumentVersion: '1', DocumentName: 'AWS-GatherSoftwareInventory' };
  return plain('PutComplianceItems', {
    resourceId: scene.instanceId,
    resourceType: 'ManagedInstance',
    complianceType: 'Association',
    executionSummary: { executionTime: localeTime(scene.at), executionId: '', executionType: '' },
    items: [{ id: uuidIn(scene, 'association'), title: '', severity: 'UNSPECIFIED', status: 'COMPLIANT', details }],
    itemContentHash: 'EXAMPLEitemHash4QA====',
  });
}

/** The channels' records carry the event source of Systems Manager itself; the kind of resource tells them apart. */
function controlChannel(scene: Scene, eventName: 'CreateControlChannel' | 'OpenControlChannel'): SampleCall {
  const ARN = arnOf(scene.place, 'ssmmessages', `control-channel/${scene.instanceId}`);
  const answer = { messageSchemaVersion: '1.0', tokenValue: TOKEN_HIDDEN };
  return {
    ...plain(eventName, { channelId: scene.instanceId, messageSchemaVersion: '1.0' }),
    responseElements: eventName === 'CreateControlChannel' ? answer : null,
    resources: [{ accountId: scene.place.accountId, type: 'AWS::SSMMessages::ControlChannel', ARN }],
    dataEvent: true,
  };
}

function instanceResource(scene: Scene): JsonObject {
  return resourceOf(scene.place, arnOf(scene.place, 'ec2', `instance/${scene.instanceId}`));
}

function nodeIn(scene: Scene): string {
  return hybridNodeIdOf(scene.place, 0);
}

function plain(eventName: string, requestParameters: JsonObject): SampleCall {
  return { service: 'ssm', eventName, requestParameters };
}
