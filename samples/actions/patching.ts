import type { JsonObject } from '../../lib/core/record/json';
import { administrator, pipeline } from '../callers';
import { arnOf, resourceOf } from '../place';
import type { SampleCall } from '../sample-call';
import { type Activity, type Scene, shortIdIn } from '../scene';

const BASELINE_ID_DIGITS = 17;
const PATCH_GROUP = 'web-servers';

/** A patch baseline's life: made, changed, made the default, tied to a patch group, untied, deleted. */
export const PATCHING_ACTIVITIES: readonly Activity[] = [
  { by: pipeline, call: (scene) => createBaseline(scene) },
  {
    by: pipeline,
    call: (scene) => onBaseline('RegisterPatchBaselineForPatchGroup', scene, { patchGroup: PATCH_GROUP }),
  },
  { by: administrator, call: (scene) => onBaseline('UpdatePatchBaseline', scene, { rejectedPatches: ['KB5034123'] }) },
  { by: administrator, call: (scene) => onBaseline('RegisterDefaultPatchBaseline', scene, {}) },
  {
    by: administrator,
    call: (scene) => onBaseline('DeregisterPatchBaselineForPatchGroup', scene, { patchGroup: PATCH_GROUP }),
  },
  { by: administrator, call: (scene) => onBaseline('DeletePatchBaseline', scene, {}) },
];

function createBaseline(scene: Scene): SampleCall {
  const rule = { approveAfterDays: 7, complianceLevel: 'CRITICAL', enableNonSecurity: false };
  return {
    service: 'ssm',
    eventName: 'CreatePatchBaseline',
    requestParameters: {
      name: 'critical-after-a-week',
      operatingSystem: 'AMAZON_LINUX_2023',
      approvalRules: { patchRules: [{ patchFilterGroup: { patchFilters: [] }, ...rule }] },
    },
    responseElements: { baselineId: baselineIdIn(scene) },
  };
}

function onBaseline(eventName: string, scene: Scene, request: JsonObject): SampleCall {
  const baselineId = baselineIdIn(scene);
  return {
    service: 'ssm',
    eventName,
    requestParameters: { baselineId, ...request },
    responseElements: { baselineId, ...request },
    resources: [resourceOf(scene.place, arnOf(scene.place, 'ssm', `patchbaseline/${baselineId}`))],
  };
}

function baselineIdIn(scene: Scene): string {
  return shortIdIn(scene, 'pb-', BASELINE_ID_DIGITS);
}
