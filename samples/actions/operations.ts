import type { JsonObject } from '../../lib/core/record/json';
import { administrator, developer, insideAws, pipeline } from '../callers';
import { awsService } from '../identities';
import { arnOf, globalArnOf, type Place } from '../place';
import type { SampleCall } from '../sample-call';
import { type Activity, type Scene, shortIdIn, uuidIn } from '../scene';

const OPS_ITEM_ID_DIGITS = 12;

/** OpsCenter, and the services around Systems Manager: incidents, contacts, Quick Setup, SAP. */
export const OPERATIONS_ACTIVITIES: readonly Activity[] = [
  {
    by: () => insideAws(awsService('events.amazonaws.com'), 'events.amazonaws.com'),
    call: (scene) => createOpsItem(scene),
  },
  { by: developer, call: (scene) => plain('GetOpsItem', { opsItemId: opsItemIdIn(scene) }) },
  { by: developer, call: (scene) => plain('UpdateOpsItem', { opsItemId: opsItemIdIn(scene), status: 'Resolved' }) },
  { by: administrator, call: (scene) => plain('DeleteOpsItem', { opsItemId: opsItemIdIn(scene) }) },
  { by: developer, call: (scene) => startIncident(scene) },
  { by: administrator, call: ({ place }) => deleteContactChannel(place) },
  { by: administrator, call: ({ place }) => quickSetup(place) },
  { by: pipeline, call: () => ({ ...plain('RegisterApplication', sapApplication()), service: 'ssm-sap' }) },
];

function createOpsItem(scene: Scene): SampleCall {
  const value = JSON.stringify([{ arn: arnOf(scene.place, 'ec2', `instance/${scene.instanceId}`) }]);
  const operationalData = { '/aws/resources': { type: 'SearchableString', value } };
  const request = { title: 'instance does not answer', source: 'EC2', severity: '2', operationalData };
  return { ...plain('CreateOpsItem', request), responseElements: { opsItemId: opsItemIdIn(scene) } };
}

function startIncident(scene: Scene): SampleCall {
  const { partition, accountId } = scene.place;
  const arn = `arn:${partition}:ssm-incidents::${accountId}`;
  const responsePlanArn = `${arn}:response-plan/orders-are-down`;
  const incidentRecordArn = `${arn}:incident-record/orders-are-down/${uuidIn(scene, 'incident')}`;
  const call = plain('StartIncident', { responsePlanArn, title: 'orders are down', impact: 2 });
  return { ...call, service: 'ssm-incidents', responseElements: { incidentRecordArn } };
}

/** CloudTrail says `readOnly` of this deletion (Systems Manager user guide, example event). */
function deleteContactChannel(place: Place): SampleCall {
  const contactChannelId = arnOf(place, 'ssm-contacts', 'device/on-call/0a1b2c3d-example');
  return { ...plain('DeleteContactChannel', { contactChannelId }), service: 'ssm-contacts', readOnly: true };
}

function quickSetup(place: Place): SampleCall {
  const parameters = { TargetAccounts: place.accountId, TargetRegions: place.region };
  const definition = {
    type: 'AWSQuickSetupType-SSMHostMgmt',
    parameters,
    localDeploymentAdministrationRoleArn: globalArnOf(place, 'iam', 'role/quick-setup-administration'),
    localDeploymentExecutionRoleName: 'quick-setup-execution',
  };
  const request = { name: 'host-management', configurationDefinitions: [definition] };
  const managerArn = arnOf(place, 'ssm-quicksetup', 'configuration-manager/host-management');
  const call = plain('CreateConfigurationManager', request);
  return { ...call, service: 'ssm-quicksetup', responseElements: { managerArn } };
}

function sapApplication(): JsonObject {
  return { applicationId: 'ERP', applicationType: 'HANA', sapInstanceNumber: '00', sid: 'ERP' };
}

function opsItemIdIn(scene: Scene): string {
  return shortIdIn(scene, 'oi-', OPS_ITEM_ID_DIGITS);
}

function plain(eventName: string, requestParameters: JsonObject): SampleCall {
  return { service: 'ssm', eventName, requestParameters };
}
