import type { ActionTable } from './mention';

/** A baseline that AWS owns is named by its ARN, one's own by its id. */
export const PATCH_MANAGER: ActionTable = {
  CreatePatchBaseline: [['response.baselineId', 'patchBaseline', 'creates']],
  UpdatePatchBaseline: [['request.baselineId', 'patchBaseline', 'changes']],
  DeletePatchBaseline: [['request.baselineId', 'patchBaseline', 'changes']],
  RegisterDefaultPatchBaseline: [['request.baselineId', 'patchBaseline', 'changes']],
  RegisterPatchBaselineForPatchGroup: [
    ['request.baselineId', 'patchBaseline', 'changes'],
    ['request.patchGroup', 'patchGroup', 'changes'],
  ],
  DeregisterPatchBaselineForPatchGroup: [
    ['request.baselineId', 'patchBaseline', 'changes'],
    ['request.patchGroup', 'patchGroup', 'changes'],
  ],
  GetDeployablePatchSnapshotForInstance: [['request.instanceId', 'instance', 'uses']],
};
