import type { ActionTable } from './mention';

/**
 * Calls of neighbours that lead into containers and machines (Amazon ECS API reference, `ExecuteCommand`; EC2 Instance Connect
 * API reference; EC2 user guide, "Log connections established over EC2 Instance Connect Endpoint"). The session that ECS opens for
 * `ExecuteCommand` is one of Session Manager, whose records name it, too.
 */
export const NEIGHBOUR_ACTIONS: ActionTable = {
  ExecuteCommand: [
    ['request.cluster', 'ecsCluster', 'uses'],
    ['request.task', 'ecsTask', 'target'],
    ['response.taskArn', 'ecsTask', 'target'],
    ['request.container', 'container', 'target'],
    ['response.containerName', 'container', 'target'],
    ['response.session.sessionId', 'session', 'creates'],
  ],
  SendSSHPublicKey: [['request.instanceId', 'instance', 'target']],
  SendSerialConsoleSSHPublicKey: [['request.instanceId', 'instance', 'target']],
  OpenTunnel: [
    ['request.instanceId', 'instance', 'target'],
    ['request.privateIpAddress', 'host', 'target'],
    ['request.remotePort', 'port', 'uses'],
    ['request.instanceConnectEndpointId', 'connectEndpoint', 'uses'],
  ],
};
