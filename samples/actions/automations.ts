import type { JsonObject } from '../../lib/core/record/json';
import { administrator, developer, insideAws, pipeline, roleIn } from '../callers';
import type { Caller, SampleCall } from '../sample-call';
import { HOUR_MS, localeTime } from '../sample-time';
import { type Activity, type Scene, shortIdIn, uuidIn } from '../scene';

/** `StartAutomationExecution` of a runbook; parameters and targets as the caller gave them. */
export function startAutomation(executionId: string, documentName: string, request: JsonObject): SampleCall {
  return {
    service: 'ssm',
    eventName: 'StartAutomationExecution',
    requestParameters: { documentName, ...request },
    responseElements: { automationExecutionId: executionId },
  };
}

/** Runbooks started by hand, by an event and across accounts; a change request; access asked for and given in time. */
export const AUTOMATION_ACTIVITIES: readonly Activity[] = [
  { by: administrator, call: (scene) => restartInstance(scene) },
  { by: byEventBridge, call: (scene) => startAutomation(uuidIn(scene, 'event'), 'AWS-StopEC2Instance', byTag()) },
  { by: pipeline, call: (scene) => acrossAccounts(scene) },
  { by: administrator, call: (scene) => signal(scene, 'Approve') },
  { by: developer, call: (scene) => onAutomation('StopAutomationExecution', scene, { type: 'Cancel' }) },
  { by: developer, call: (scene) => onAutomation('GetAutomationExecution', scene, {}) },
  { by: administrator, call: (scene) => changeRequest(scene) },
  { by: developer, call: (scene) => startAccessRequest(scene) },
  { by: developer, call: (scene) => getAccessToken(scene) },
];

function restartInstance(scene: Scene): SampleCall {
  const parameters = { InstanceId: [scene.instanceId] };
  return startAutomation(uuidIn(scene, 'automation'), 'AWS-RestartEC2Instance', { parameters, mode: 'Auto' });
}

function byTag(): JsonObject {
  const targets = [{ key: 'tag:Environment', values: ['staging'] }];
  return { targets, targetParameterName: 'InstanceId', maxConcurrency: '5', maxErrors: '1' };
}

function acrossAccounts(scene: Scene): SampleCall {
  const executionRoleName = 'AWS-SystemsManager-AutomationExecutionRole';
  const targetLocations = [
    { accounts: ['444455556666', '777788889999'], regions: ['eu-central-1', 'us-east-1'], executionRoleName },
  ];
  const targets = [{ key: 'ResourceGroup', values: ['orders-hosts'] }];
  const request = { targetLocations, targets, targetParameterName: 'InstanceId' };
  return startAutomation(uuidIn(scene, 'across'), 'AWS-UpdateSSMAgent', request);
}

function byEventBridge(scene: Scene): Caller {
  const invokedBy = 'events.amazonaws.com';
  const session = { roleName: 'stop-instances-at-night', sessionName: '0123456789abcdef0123456789abcdef', invokedBy };
  return insideAws(roleIn(scene, session), invokedBy);
}

function signal(scene: Scene, signalType: string): SampleCall {
  return onAutomation('SendAutomationSignal', scene, { signalType, payload: { Comment: ['looks right'] } });
}

function onAutomation(eventName: string, scene: Scene, request: JsonObject): SampleCall {
  const requestParameters = { automationExecutionId: uuidIn(scene, 'automation'), ...request };
  return { service: 'ssm', eventName, requestParameters };
}

function changeRequest(scene: Scene): SampleCall {
  const documentName = 'AWS-HelloWorldChangeTemplate';
  return {
    service: 'ssm',
    eventName: 'StartChangeRequestExecution',
    requestParameters: {
      documentName,
      changeRequestName: 'replace-web-servers',
      autoApprove: false,
      runbooks: [{ documentName: 'AWS-RestartEC2Instance', parameters: { InstanceId: [scene.instanceId] } }],
      scheduledTime: localeTime(scene.at + HOUR_MS),
    },
    responseElements: { automationExecutionId: uuidIn(scene, 'change') },
  };
}

function startAccessRequest(scene: Scene): SampleCall {
  return {
    service: 'ssm',
    eventName: 'StartAccessRequest',
    requestParameters: {
      reason: 'look at the logs of the failed deployment',
      targets: [{ key: 'InstanceIds', values: [scene.instanceId] }],
    },
    responseElements: { accessRequestId: shortIdIn(scene, 'oi-', 12) },
  };
}

/** The credentials in the answer are shaped as the API's; none of them was ever valid. */
function getAccessToken(scene: Scene): SampleCall {
  return {
    service: 'ssm',
    eventName: 'GetAccessToken',
    requestParameters: { accessRequestId: shortIdIn(scene, 'oi-', 12) },
    responseElements: {
      credentials: {
        accessKeyId: 'ASIAJUSTINTIMEXAMPLE',
        secretAccessKey: 'notASecret/onlyShapedLikeOne/bPxRfiCYEXAMPLEKEY',
        sessionToken: 'EXAMPLEsessionTokenThatWasNeverValid//////////wEaCXVzLWVhc3QtMSJHMEUCIQEXAMPLE',
        expirationTime: localeTime(scene.at + HOUR_MS),
      },
      accessRequestStatus: 'Approved',
    },
  };
}
