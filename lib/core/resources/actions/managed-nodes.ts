import type { ActionTable } from './mention';

/** `RegisterManagedInstance` is where an activation turns into a node: it carries both ids. */
export const MANAGED_NODES: ActionTable = {
  CreateActivation: [
    ['request.iamRole', 'role', 'uses'],
    ['response.activationId', 'activation', 'creates'],
  ],
  DeleteActivation: [['request.activationId', 'activation', 'changes']],
  RegisterManagedInstance: [
    ['request.activationId', 'activation', 'uses'],
    ['request.instanceId', 'instance', 'creates'],
    ['response.instanceId', 'instance', 'creates'],
  ],
  DeregisterManagedInstance: [['request.instanceId', 'instance', 'changes']],
  UpdateManagedInstanceRole: [
    ['request.instanceId', 'instance', 'changes'],
    ['request.iamRole', 'role', 'uses'],
  ],
  UpdateManagedInstancePublicKey: [['request.instanceId', 'instance', 'changes']],

  UpdateInstanceInformation: [['request.instanceId', 'instance', 'target']],
  PutInventory: [['request.instanceId', 'instance', 'target']],
  DeleteInventory: [['request.typeName', 'other', 'changes']],
  PutComplianceItems: [
    ['request', 'typedResource', 'target'],
    ['request', 'complianceAssociations', 'target'],
  ],
};
