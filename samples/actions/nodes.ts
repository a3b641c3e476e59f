import type { JsonObject } from '../../lib/core/record/json';
import { administrator, developer, HYBRID_ROLE, network, pipeline, SSM_AGENT } from '../callers';
import { anonymousCaller } from '../identities';
import { arnOf, hybridNodeIdOf, type Place } from '../place';
import type { Caller, SampleCall } from '../sample-call';
import { DAY_MS, localeTime } from '../sample-time';
import { type Activity, type Scene, uuidIn } from '../scene';
import { SeededRandom } from '../seeded-random';

const ACTIVATION_CODE_LENGTH = 13;

/** An activation: whoever holds its ID and code can register machines of their own as nodes. */
export interface Activation {
  readonly activationId: string;
  readonly iamRole: string;
  readonly registrationLimit: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** `CreateActivation`. The code in the answer is the secret that a machine registers with. */
export function createActivation(activation: Activation): SampleCall {
  const { activationId, iamRole, registrationLimit, at } = activation;
  const expirationDate = localeTime(at + DAY_MS);
  return {
    service: 'ssm',
    eventName: 'CreateActivation',
    requestParameters: { iamRole, registrationLimit, expirationDate, defaultInstanceName: 'example-node' },
    responseElements: { activationId, activationCode: activationCodeOf(activationId) },
  };
}

/** `RegisterManagedInstance`: the one record that ties an activation to the node made with it. */
export function registerManagedInstance(activationId: string, instanceId: string): SampleCall {
  const fingerprint = SeededRandom.of(instanceId).uuid();
  const activation = { activationId, activationCode: activationCodeOf(activationId) };
  return {
    service: 'ssm',
    eventName: 'RegisterManagedInstance',
    requestParameters: { ...activation, publicKey: 'EXAMPLEpublicKey==', publicKeyType: 'Rsa', fingerprint },
    responseElements: { instanceId },
  };
}

/** A machine that registers itself: it has no credentials yet, the activation's code stands for them. */
export function registeringMachine(sourceIPAddress: string): Caller {
  return network(anonymousCaller(), sourceIPAddress, SSM_AGENT);
}

/** `DeleteActivation`: nodes registered with it stay. */
export function deleteActivation(activationId: string): SampleCall {
  return plain('DeleteActivation', { activationId });
}

/** `DeregisterManagedInstance`: a node is no longer managed. */
export function deregisterManagedInstance(instanceId: string): SampleCall {
  return plain('DeregisterManagedInstance', { instanceId });
}

/** `DescribeInstanceInformation`: which nodes are there? */
export function describeInstanceInformation(): SampleCall {
  return plain('DescribeInstanceInformation', { maxResults: 50 });
}

/** The fleet: a hybrid node made and given up, tags, inventory copies, account settings and who may use what. */
export const NODE_ACTIVITIES: readonly Activity[] = [
  { by: developer, call: () => describeInstanceInformation() },
  { by: administrator, call: (scene) => createActivation(activationIn(scene)) },
  { by: () => registeringMachine('192.0.2.130'), call: (scene) => registerManagedInstance(idIn(scene), nodeIn(scene)) },
  { by: administrator, call: (scene) => deleteActivation(idIn(scene)) },
  { by: administrator, call: (scene) => plain('UpdateManagedInstanceRole', newRole(scene)) },
  { by: administrator, call: (scene) => deregisterManagedInstance(nodeIn(scene)) },
  { by: pipeline, call: (scene) => plain('AddTagsToResource', { ...taggedNode(scene), tags: [patchTag()] }) },
  { by: pipeline, call: (scene) => plain('RemoveTagsFromResource', { ...taggedNode(scene), tagKeys: ['PatchGroup'] }) },
  { by: pipeline, call: () => plain('ListTagsForResource', taggedParameter()) },
  { by: pipeline, call: (scene) => plain('CreateResourceDataSync', dataSync(scene.place)) },
  { by: pipeline, call: () => plain('DeleteResourceDataSync', { syncName: 'inventory-lake' }) },
  {
    by: administrator,
    call: ({ place }) => plain('UpdateServiceSetting', { ...setting(place), settingValue: 'Disable' }),
  },
  { by: administrator, call: ({ place }) => plain('ResetServiceSetting', setting(place)) },
  { by: administrator, call: ({ place }) => resourcePolicy(place, 'PutResourcePolicy') },
  { by: administrator, call: ({ place }) => resourcePolicy(place, 'DeleteResourcePolicy') },
];

function activationIn(scene: Scene): Activation {
  const iamRole = `service-role/${HYBRID_ROLE}`;
  return { activationId: idIn(scene), iamRole, registrationLimit: 1, at: scene.at };
}

function newRole(scene: Scene): JsonObject {
  return { instanceId: nodeIn(scene), iamRole: `service-role/${HYBRID_ROLE}` };
}

function taggedNode(scene: Scene): JsonObject {
  return { resourceType: 'ManagedInstance', resourceId: nodeIn(scene) };
}

function taggedParameter(): JsonObject {
  return { resourceType: 'Parameter', resourceId: '/orders/production/db-password' };
}

function patchTag(): JsonObject {
  return { key: 'PatchGroup', value: 'web-servers' };
}

function dataSync(place: Place): JsonObject {
  const s3Destination = { bucketName: 'example-inventory-lake', syncFormat: 'JsonSerDe', region: place.region };
  return { syncName: 'inventory-lake', s3Destination };
}

function setting(place: Place): JsonObject {
  return { settingId: arnOf(place, 'ssm', 'servicesetting/ssm/documents/console/public-sharing-permission') };
}

function resourcePolicy(place: Place, eventName: 'PutResourcePolicy' | 'DeleteResourcePolicy'): SampleCall {
  const Principal = { AWS: '999988887777' };
  const Statement = [{ Effect: 'Allow', Principal, Action: 'ssm:GetParameter', Resource: '*' }];
  const written = { policyId: 'EXAMPLEPOLICY', policyHash: 'EXAMPLEHASH' };
  const resourceArn = arnOf(place, 'ssm', 'parameter/shared/licence-key');
  if (eventName === 'DeleteResourcePolicy') return { ...plain(eventName, { resourceArn, ...written }) };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement });
  return { ...plain(eventName, { resourceArn, policy }), responseElements: written };
}

function idIn(scene: Scene): string {
  return uuidIn(scene, 'activation');
}

function nodeIn(scene: Scene): string {
  return hybridNodeIdOf(scene.place, 1);
}

function activationCodeOf(activationId: string): string {
  return `EXAMPLE${SeededRandom.of(activationId).alphanumeric(ACTIVATION_CODE_LENGTH)}`;
}

function plain(eventName: string, requestParameters: JsonObject): SampleCall {
  return { service: 'ssm', eventName, requestParameters };
}
