import type { ActionTable } from './mention';

/**
 * Sessions, remote desktops and just-in-time access. A tunnel's `localPortNumber` is a port of the caller's own machine
 * and no resource; `portNumber` is the one that is reached. Resume and terminate name the session only: its id leads to
 * the start, which names the node.
 */
export const SESSION_MANAGER: ActionTable = {
  StartSession: [
    ['request.target', 'instance', 'target'],
    ['request.documentName', 'document', 'uses'],
    ['request.parameters.host', 'host', 'uses'],
    ['request.parameters.portNumber', 'port', 'uses'],
    ['response.sessionId', 'session', 'creates'],
  ],
  ResumeSession: [['request.sessionId', 'session', 'changes']],
  TerminateSession: [['request.sessionId', 'session', 'changes']],
  GetConnectionStatus: [['request.target', 'instance', 'uses']],

  StartConnection: [
    ['request.instanceId', 'instance', 'target'],
    ['response.connectionArn', 'connection', 'creates'],
  ],
  CancelConnection: [['request.connectionArn', 'connection', 'changes']],

  StartAccessRequest: [
    ['request.targets', 'selection', 'target'],
    ['response.accessRequestId', 'accessRequest', 'creates'],
  ],
  GetAccessToken: [['request.accessRequestId', 'accessRequest', 'uses']],
};
