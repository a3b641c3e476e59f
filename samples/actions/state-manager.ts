import type { JsonObject } from '../../lib/core/record/json';
import { administrator, developer, pipeline } from '../callers';
import type { SampleCall } from '../sample-call';
import { localeTime } from '../sample-time';
import { type Activity, type Scene, uuidIn } from '../scene';

const PARAMETERS_HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** Associations: what Systems Manager runs on nodes again and again, made by a pipeline and by a person. */
export const STATE_MANAGER_ACTIVITIES: readonly Activity[] = [
  { by: pipeline, call: (scene) => writing('CreateAssociation', scene, byTarget()) },
  { by: developer, call: (scene) => writing('CreateAssociation', scene, byInstance(scene)) },
  { by: pipeline, call: (scene) => writing('UpdateAssociation', scene, updated(scene)) },
  { by: pipeline, call: (scene) => createBatch(scene) },
  { by: administrator, call: (scene) => plain('StartAssociationsOnce', { associationIds: [idIn(scene)] }) },
  { by: developer, call: (scene) => plain('DescribeAssociation', { associationId: idIn(scene) }) },
  { by: administrator, call: (scene) => plain('DeleteAssociation', { associationId: idIn(scene) }) },
  { by: administrator, call: (scene) => plain('DeleteAssociation', byInstance(scene)) },
];

function byTarget(): JsonObject {
  return {
    name: 'AWS-GatherSoftwareInventory',
    targets: [{ key: 'InstanceIds', values: ['*'] }],
    scheduleExpression: 'rate(12 hours)',
    associationName: 'inventory-of-everything',
  };
}

function byInstance(scene: Scene): JsonObject {
  return { name: 'AWS-RunShellScript', instanceId: scene.instanceId };
}

function updated(scene: Scene): JsonObject {
  const parameters = { scheduleExpression: 'rate(6 hours)', parameters: PARAMETERS_HIDDEN };
  return { associationId: idIn(scene), name: 'AWS-GatherSoftwareInventory', ...parameters };
}

function createBatch(scene: Scene): SampleCall {
  const entries = [byInstance(scene), { name: 'AWS-UpdateSSMAgent', instanceId: scene.instanceId }];
  return plain('CreateAssociationBatch', { entries });
}

function writing(eventName: string, scene: Scene, request: JsonObject): SampleCall {
  const associationDescription = {
    associationId: idIn(scene),
    associationVersion: '1',
    date: localeTime(scene.at),
    lastUpdateAssociationDate: localeTime(scene.at),
    documentVersion: '$DEFAULT',
    overview: { status: 'Pending', detailedStatus: 'Creating' },
    ...request,
  };
  return { ...plain(eventName, request), responseElements: { associationDescription } };
}

function plain(eventName: string, requestParameters: JsonObject): SampleCall {
  return { service: 'ssm', eventName, requestParameters };
}

function idIn(scene: Scene): string {
  return uuidIn(scene, 'association');
}
