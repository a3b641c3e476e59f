import { DEVELOPER, developer, pipeline } from '../callers';
import { arnOf, parameterArn } from '../place';
import { denied, failed, throttled } from '../refusals';
import type { SampleCall } from '../sample-call';
import { type Activity, type Scene, sessionIdIn, shortIdIn, uuidIn } from '../scene';
import { startAutomation } from './automations';
import { getDocument } from './documents';
import { describeInstanceInformation } from './nodes';
import { describeParameters, getParameter, getParameters, putParameter } from './parameters';
import { getCommandInvocation, type SentCommand, sendCommand } from './run-command';
import { startSession } from './sessions';

const PASSWORD = '/orders/production/db-password';

/**
 * Calls that did not succeed, in the wording of delivered logs. Which of its two resources a denied `StartSession`
 * names, the document or the instance, is up to IAM: both are here.
 */
export const REFUSED_ACTIVITIES: readonly Activity[] = [
  {
    by: developer,
    call: (scene) => refuse(scene, shell(scene), arnOf(scene.place, 'ec2', `instance/${scene.instanceId}`)),
  },
  {
    by: developer,
    call: (scene) => refuse(scene, shell(scene), arnOf(scene.place, 'ssm', `document/${SHELL_DOCUMENT}`)),
  },
  {
    by: developer,
    call: (scene) => refuse(scene, command(scene), documentOfAws(scene, 'document/AWS-RunShellScript')),
  },
  { by: developer, call: (scene) => refuse(scene, restart(scene), documentOfAws(scene, RESTART_DEFINITION)) },
  { by: developer, call: (scene) => refuse(scene, secret(scene), parameterArn(scene.place, PASSWORD), EXPLICIT_DENY) },
  { by: developer, call: (scene) => refuse(scene, secrets(scene), parameterArn(scene.place, PASSWORD)) },
  { by: developer, call: (scene) => refuse(scene, put(scene), parameterArn(scene.place, PASSWORD), CONTROL_POLICY) },
  { by: developer, call: (scene) => refuse(scene, describeInstanceInformation(), arnOf(scene.place, 'ssm', '*')) },
  { by: pipeline, call: () => throttled(describeParameters('/orders')) },
  { by: pipeline, call: (scene) => throttled(secret(scene)) },
  { by: pipeline, call: (scene) => throttled(put(scene)) },
  { by: pipeline, call: (scene) => throttled(put(scene)) },
  { by: developer, call: (scene) => failed(command(scene), 'InvalidInstanceId', invalidState(scene)) },
  { by: developer, call: (scene) => failed(getCommandInvocation(uuidIn(scene, 'c'), scene.instanceId), NO_INVOCATION) },
  {
    by: developer,
    call: (scene) => failed(shell(scene), 'TargetNotConnected', `${scene.instanceId} is not connected.`),
  },
  { by: developer, call: ({ place }) => failed(getParameter(place, '/orders/tpyo', true), 'ParameterNotFound') },
  { by: pipeline, call: (scene) => failed(put(scene), 'ParameterAlreadyExists', ALREADY_EXISTS) },
  { by: developer, call: ({ place }) => failed(getDocument(place, 'Gone'), 'InvalidDocument', NO_DOCUMENT) },
  { by: developer, call: (scene) => missingWindow(scene) },
];

const SHELL_DOCUMENT = 'SSM-SessionManagerRunShell';
const RESTART_DEFINITION = 'automation-definition/AWS-StopEC2Instance:$DEFAULT';
const EXPLICIT_DENY = 'with an explicit deny in an identity-based policy';
const CONTROL_POLICY = 'because no service control policy allows the ssm:PutParameter action';
const NO_INVOCATION = 'InvocationDoesNotExist';
const NO_DOCUMENT = 'Document with name Gone does not exist.';
const ALREADY_EXISTS =
  'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.';

function refuse(scene: Scene, call: SampleCall, resource: string, why?: string): SampleCall {
  return denied(call, developer(scene), resource, why);
}

/** The ARN of a document that AWS owns: its account is empty. */
function documentOfAws({ place }: Scene, resource: string): string {
  return `arn:${place.partition}:ssm:${place.region}::${resource}`;
}

function shell(scene: Scene): SampleCall {
  return startSession(scene.place, sessionIdIn(scene, DEVELOPER), { target: scene.instanceId });
}

function command(scene: Scene): SampleCall {
  const sent: SentCommand = {
    commandId: uuidIn(scene, 'refused'),
    documentName: 'AWS-RunShellScript',
    to: { instanceIds: [scene.instanceId] },
    at: scene.at,
  };
  return sendCommand(scene.place, sent);
}

function restart(scene: Scene): SampleCall {
  return startAutomation(uuidIn(scene, 'refused'), 'AWS-StopEC2Instance', {});
}

function secret({ place }: Scene): SampleCall {
  return getParameter(place, PASSWORD, true);
}

function secrets({ place }: Scene): SampleCall {
  return getParameters(place, [PASSWORD], true);
}

function put({ place }: Scene): SampleCall {
  return putParameter(place, PASSWORD, 1);
}

function invalidState({ place, instanceId }: Scene): string {
  return `Instances [[${instanceId}]] not in a valid state for account ${place.accountId}`;
}

function missingWindow(scene: Scene): SampleCall {
  const windowId = shortIdIn(scene, 'mw-', 17);
  const call = { service: 'ssm', eventName: 'UpdateMaintenanceWindow', requestParameters: { windowId, enabled: true } };
  return failed(call, 'DoesNotExistException', `Maintenance window ${windowId} does not exist`);
}
