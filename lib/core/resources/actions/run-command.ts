import type { ActionTable } from './mention';

/** The response repeats the nodes, and is all that names them where a request has `targets`; `parameters` are redacted. */
export const RUN_COMMAND: ActionTable = {
  SendCommand: [
    ['request.instanceIds', 'instance', 'target'],
    ['request.targets', 'selection', 'target'],
    ['request.documentName', 'document', 'uses'],
    ['request.serviceRoleArn', 'role', 'uses'],
    ['request.outputS3BucketName', 'bucket', 'uses'],
    ['response.command.commandId', 'command', 'creates'],
    ['response.command.instanceIds', 'instance', 'target'],
    ['response.command.targets', 'selection', 'target'],
  ],
  CancelCommand: [
    ['request.commandId', 'command', 'changes'],
    ['request.instanceIds', 'instance', 'target'],
  ],
  GetCommandInvocation: [
    ['request.commandId', 'command', 'uses'],
    ['request.instanceId', 'instance', 'uses'],
  ],
  ListCommandInvocations: [
    ['request.commandId', 'command', 'uses'],
    ['request.instanceId', 'instance', 'uses'],
  ],
};
