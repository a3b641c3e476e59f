import type { JsonObject } from '../../lib/core/record/json';
import { administrator, developer, stateManager } from '../callers';
import type { Place } from '../place';
import type { SampleCall } from '../sample-call';
import { HOUR_MS, localeTime } from '../sample-time';
import { type Activity, type Scene, uuidIn } from '../scene';

/** What CloudTrail writes where the API has the commands themselves: a text in the place of an object. */
const PARAMETERS_HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
const COMMAND_LIFETIME_MS = 2 * HOUR_MS;

/** Where a command is sent: named instances, or whatever carries a tag. */
export type CommandTargets =
  | { readonly instanceIds: readonly string[] }
  | { readonly targets: readonly { readonly key: string; readonly values: readonly string[] }[] };

/** One command. */
export interface SentCommand {
  readonly commandId: string;
  readonly documentName: string;
  readonly to: CommandTargets;
  readonly comment?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** `SendCommand`: what was run is hidden, and the status is always `Pending`, whatever came of it. */
export function sendCommand(place: Place, command: SentCommand): SampleCall {
  const { documentName, to, comment } = command;
  return {
    service: 'ssm',
    eventName: 'SendCommand',
    requestParameters: {
      documentName,
      ...to,
      ...(comment !== undefined && { comment }),
      parameters: PARAMETERS_HIDDEN,
      interactive: false,
    },
    responseElements: { command: commandOf(place, command) },
  };
}

/** `GetCommandInvocation`: the caller reads what a command printed on one instance. */
export function getCommandInvocation(commandId: string, instanceId: string): SampleCall {
  return { service: 'ssm', eventName: 'GetCommandInvocation', requestParameters: { commandId, instanceId } };
}

/** `ListCommandInvocations`. */
export function listCommandInvocations(commandId: string): SampleCall {
  const requestParameters = { commandId, details: true };
  return { service: 'ssm', eventName: 'ListCommandInvocations', requestParameters };
}

/** `CancelCommand`. */
export function cancelCommand(commandId: string, instanceIds: readonly string[]): SampleCall {
  return {
    service: 'ssm',
    eventName: 'CancelCommand',
    requestParameters: { commandId, instanceIds },
    responseElements: {},
  };
}

/** A command to an instance and the look at its output; one to a tag, one that is cancelled, one that a service sends. */
export const RUN_COMMAND_ACTIVITIES: readonly Activity[] = [
  { by: developer, call: (scene) => sendCommand(scene.place, toInstance(scene, 'AWS-RunShellScript')) },
  { by: developer, call: (scene) => getCommandInvocation(uuidIn(scene, 'command'), scene.instanceId) },
  { by: administrator, call: (scene) => sendCommand(scene.place, { ...toTag(scene), comment: 'monthly patching' }) },
  { by: administrator, call: (scene) => listCommandInvocations(uuidIn(scene, 'tag-command')) },
  { by: administrator, call: (scene) => cancelCommand(uuidIn(scene, 'command'), [scene.instanceId]) },
  {
    by: stateManager,
    call: (scene) =>
      sendCommand(scene.place, {
        ...toInstance(scene, 'AWS-GatherSoftwareInventory'),
        commandId: uuidIn(scene, 'service-command'),
      }),
  },
];

function toInstance(scene: Scene, documentName: string): SentCommand {
  const to = { instanceIds: [scene.instanceId] };
  return { commandId: uuidIn(scene, 'command'), documentName, to, at: scene.at };
}

function toTag(scene: Scene): SentCommand {
  const to = { targets: [{ key: 'tag:PatchGroup', values: ['web-servers'] }] };
  return { commandId: uuidIn(scene, 'tag-command'), documentName: 'AWS-RunPatchBaseline', to, at: scene.at };
}

function commandOf(place: Place, { commandId, documentName, to, comment, at }: SentCommand): JsonObject {
  const instanceIds = 'instanceIds' in to ? to.instanceIds : [];
  return {
    commandId,
    documentName,
    documentVersion: '$DEFAULT',
    comment: comment ?? '',
    expiresAfter: localeTime(at + COMMAND_LIFETIME_MS),
    parameters: PARAMETERS_HIDDEN,
    instanceIds,
    targets: 'targets' in to ? to.targets : [],
    requestedDateTime: localeTime(at),
    status: 'Pending',
    statusDetails: 'Pending',
    outputS3Region: place.region,
    outputS3BucketName: '',
    outputS3KeyPrefix: '',
    maxConcurrency: '50',
    maxErrors: '0',
    targetCount: instanceIds.length,
    completedCount: 0,
    errorCount: 0,
    deliveryTimedOutCount: 0,
    serviceRole: '',
    notificationConfig: { notificationArn: '', notificationEvents: [], notificationType: '' },
    cloudWatchOutputConfig: { cloudWatchLogGroupName: '', cloudWatchOutputEnabled: false },
    interactive: false,
    timeoutSeconds: 3600,
    clientName: '',
    clientSourceId: '',
    alarmConfiguration: { ignorePollAlarmFailure: false, alarms: [] },
    triggeredAlarms: [],
    hasSendCommandSignature: false,
    hasCancelCommandSignature: false,
  };
}
