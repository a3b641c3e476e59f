import type { ActionTable } from './mention';

/** A task's `taskArn` is a document's name or ARN for commands and automations, else the ARN of a function or machine. */
export const MAINTENANCE_WINDOWS: ActionTable = {
  CreateMaintenanceWindow: [['response.windowId', 'maintenanceWindow', 'creates']],
  UpdateMaintenanceWindow: [['request.windowId', 'maintenanceWindow', 'changes']],
  DeleteMaintenanceWindow: [['request.windowId', 'maintenanceWindow', 'changes']],
  RegisterTargetWithMaintenanceWindow: [
    ['request.windowId', 'maintenanceWindow', 'changes'],
    ['request.targets', 'selection', 'target'],
    ['response.windowTargetId', 'maintenanceWindowTarget', 'creates'],
  ],
  UpdateMaintenanceWindowTarget: [
    ['request.windowId', 'maintenanceWindow', 'changes'],
    ['request.windowTargetId', 'maintenanceWindowTarget', 'changes'],
    ['request.targets', 'selection', 'target'],
  ],
  DeregisterTargetFromMaintenanceWindow: [
    ['request.windowId', 'maintenanceWindow', 'changes'],
    ['request.windowTargetId', 'maintenanceWindowTarget', 'changes'],
  ],
  RegisterTaskWithMaintenanceWindow: [
    ['request.windowId', 'maintenanceWindow', 'changes'],
    ['request.taskArn', 'document', 'uses'],
    ['request.targets', 'selection', 'target'],
    ['request.serviceRoleArn', 'role', 'uses'],
    ['response.windowTaskId', 'maintenanceWindowTask', 'creates'],
  ],
  UpdateMaintenanceWindowTask: [
    ['request.windowId', 'maintenanceWindow', 'changes'],
    ['request.windowTaskId', 'maintenanceWindowTask', 'changes'],
    ['request.taskArn', 'document', 'uses'],
    ['request.targets', 'selection', 'target'],
    ['request.serviceRoleArn', 'role', 'uses'],
  ],
  DeregisterTaskFromMaintenanceWindow: [
    ['request.windowId', 'maintenanceWindow', 'changes'],
    ['request.windowTaskId', 'maintenanceWindowTask', 'changes'],
  ],
  CancelMaintenanceWindowExecution: [['request.windowExecutionId', 'maintenanceWindowExecution', 'changes']],
};
