import type { JsonObject } from '../../lib/core/record/json';
import { administrator, pipeline } from '../callers';
import { globalArnOf } from '../place';
import type { SampleCall } from '../sample-call';
import { type Activity, type Scene, shortIdIn, uuidIn } from '../scene';

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
const WINDOW_ID_DIGITS = 17;

/** A maintenance window's life: made, given targets and a task, changed, cancelled while it runs, deleted. */
export const MAINTENANCE_ACTIVITIES: readonly Activity[] = [
  {
    by: pipeline,
    call: (scene) => answering('CreateMaintenanceWindow', windowRequest(), { windowId: windowIdIn(scene) }),
  },
  { by: pipeline, call: (scene) => registerTarget(scene) },
  { by: pipeline, call: (scene) => registerTask(scene) },
  { by: administrator, call: (scene) => onWindow('UpdateMaintenanceWindow', scene, { enabled: false }) },
  { by: administrator, call: (scene) => onWindow('UpdateMaintenanceWindowTask', scene, taskRequest(scene)) },
  { by: administrator, call: (scene) => cancelExecution(scene) },
  { by: administrator, call: (scene) => onWindow('DeleteMaintenanceWindow', scene, {}) },
];

function windowRequest(): JsonObject {
  const schedule = { schedule: 'cron(0 3 ? * SUN *)', duration: 3, cutoff: 1, allowUnassociatedTargets: false };
  return { name: 'sunday-night', description: HIDDEN, ...schedule };
}

function registerTarget(scene: Scene): SampleCall {
  const targets = [{ key: 'InstanceIds', values: [scene.instanceId] }];
  const request = { windowId: windowIdIn(scene), resourceType: 'INSTANCE', targets, ownerInformation: HIDDEN };
  const windowTargetId = uuidIn(scene, 'window-target');
  return answering('RegisterTargetWithMaintenanceWindow', request, { windowTargetId });
}

function registerTask(scene: Scene): SampleCall {
  const request = { windowId: windowIdIn(scene), ...taskRequest(scene), taskType: 'RUN_COMMAND' };
  return answering('RegisterTaskWithMaintenanceWindow', request, { windowTaskId: uuidIn(scene, 'window-task') });
}

function taskRequest(scene: Scene): JsonObject {
  return {
    targets: [{ key: 'WindowTargetIds', values: [uuidIn(scene, 'window-target')] }],
    taskArn: 'AWS-RunPatchBaseline',
    serviceRoleArn: globalArnOf(scene.place, 'iam', 'role/maintenance-window-role'),
    taskParameters: HIDDEN,
    maxConcurrency: '2',
    maxErrors: '1',
  };
}

function cancelExecution(scene: Scene): SampleCall {
  const execution = { windowExecutionId: uuidIn(scene, 'window-execution') };
  return answering('CancelMaintenanceWindowExecution', execution, execution);
}

function onWindow(eventName: string, scene: Scene, request: JsonObject): SampleCall {
  const windowId = windowIdIn(scene);
  const windowTaskId = eventName.endsWith('Task') ? { windowTaskId: uuidIn(scene, 'window-task') } : {};
  return answering(eventName, { windowId, ...windowTaskId, ...request }, { windowId, ...windowTaskId });
}

function windowIdIn(scene: Scene): string {
  return shortIdIn(scene, 'mw-', WINDOW_ID_DIGITS);
}

function answering(eventName: string, requestParameters: JsonObject, responseElements: JsonObject): SampleCall {
  return { service: 'ssm', eventName, requestParameters, responseElements };
}
