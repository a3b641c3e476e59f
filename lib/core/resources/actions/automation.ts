import { type ActionTable, TARGET_LOCATIONS } from './mention';

/** What the runbook's own parameters name (`InstanceId`, `AutomationAssumeRole`, …) is found by its shape. */
export const AUTOMATION: ActionTable = {
  StartAutomationExecution: [
    ['request.documentName', 'document', 'uses'],
    ['request.targets', 'selection', 'target'],
    ...TARGET_LOCATIONS,
    ['response.automationExecutionId', 'automation', 'creates'],
  ],
  StopAutomationExecution: [['request.automationExecutionId', 'automation', 'changes']],
  SendAutomationSignal: [['request.automationExecutionId', 'automation', 'changes']],
  StartChangeRequestExecution: [
    ['request.documentName', 'document', 'uses'],
    ['request.changeRequestName', 'changeRequest', 'creates'],
    ['request.runbooks.documentName', 'document', 'uses'],
    ['request.runbooks.targets', 'selection', 'target'],
    ['request.runbooks.targetLocations.accounts', 'account', 'target'],
    ['request.runbooks.targetLocations.targets', 'selection', 'target'],
    ['request.runbooks.targetLocations.executionRoleName', 'role', 'uses'],
    ['response.automationExecutionId', 'automation', 'creates'],
  ],
  StartExecutionPreview: [
    ['request.documentName', 'document', 'uses'],
    ['response.executionPreviewId', 'other', 'creates'],
  ],
  GetExecutionPreview: [['request.executionPreviewId', 'other', 'uses']],
};
