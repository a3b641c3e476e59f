import type { JsonObject } from '../lib/core/record/json';
import { ssmRecord } from './log-records';

export const EXEC_SESSION = 'ecs-execute-command-0a1b2c3d4e5f60718';
export const TASK = '0123456789abcdef0123456789abcdef';
export const TARGET = `ecs:orders_${TASK}_${TASK}-1234567890`;

/** `ExecuteCommand` as the API reference of ECS has it. `overrides` replace or add members. */
export function executeCommand(overrides: JsonObject = {}): JsonObject {
  return ssmRecord({
    eventSource: 'ecs.amazonaws.com',
    eventName: 'ExecuteCommand',
    requestParameters: {
      cluster: 'orders',
      container: 'web',
      command: 'mysql -pTheSecret',
      interactive: true,
      task: `arn:aws:ecs:us-east-2:111122223333:task/orders/${TASK}`,
    },
    responseElements: {
      clusterArn: 'arn:aws:ecs:us-east-2:111122223333:cluster/orders',
      containerName: 'web',
      interactive: true,
      taskArn: `arn:aws:ecs:us-east-2:111122223333:task/orders/${TASK}`,
      session: {
        sessionId: EXEC_SESSION,
        streamUrl: 'wss://ssmmessages.us-east-2.amazonaws.com/v1/data-channel/secret-address',
        tokenValue: 'AAEAAWvoJxTrlpmKsecrettoken',
      },
    },
    ...overrides,
  });
}

/** A session into the task: that of `ExecuteCommand`, unless said otherwise. */
export function containerSession(overrides: JsonObject = {}, sessionId = EXEC_SESSION): JsonObject {
  return ssmRecord({
    eventName: 'StartSession',
    eventTime: '2024-03-01T10:00:01Z',
    requestParameters: { target: TARGET, documentName: 'AmazonECS-ExecuteInteractiveCommand' },
    responseElements: { sessionId },
    ...overrides,
  });
}

/** The calls of EC2 Instance Connect, as its API reference and the user guide of EC2 have them. */
export function sshKey(overrides: JsonObject = {}): JsonObject {
  return ssmRecord({
    eventSource: 'ec2-instance-connect.amazonaws.com',
    eventName: 'SendSSHPublicKey',
    requestParameters: {
      instanceId: 'i-0a1b2c3d4e5f60001',
      instanceOSUser: 'ec2-user',
      sSHPublicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEXAMPLE',
    },
    responseElements: { success: true },
    ...overrides,
  });
}

export function tunnel(overrides: JsonObject = {}): JsonObject {
  return sshKey({
    eventName: 'OpenTunnel',
    requestParameters: {
      instanceConnectEndpointId: 'eici-0123456789EXAMPLE',
      maxTunnelDuration: '3600',
      remotePort: '22',
      privateIpAddress: '10.0.1.1',
    },
    responseElements: null,
    ...overrides,
  });
}
