import { heartbeat, requestRoleToken } from '../actions/agent-traffic';
import {
  type Activation,
  createActivation,
  deleteActivation,
  deregisterManagedInstance,
  registeringMachine,
  registerManagedInstance,
} from '../actions/nodes';
import { getCommandInvocation, sendCommand } from '../actions/run-command';
import { startSession } from '../actions/sessions';
import { administrator, CLI_AGENT, HYBRID_ROLE, network, SSM_AGENT, TOKEN_AGENT } from '../callers';
import { assumedRole, iamUser } from '../identities';
import { placeOf } from '../place';
import type { Caller, Happening } from '../sample-call';
import { sceneAt } from '../scene';
import { momentOf, scripted } from '../script';

/** The names of the story, for those who ask about it. */
export const ROGUE_HYBRID_ACTIVATION = {
  accountId: '777788889999',
  region: 'us-west-2',
  day: '2026-03-05',
  /** The culprit: an IAM user whose access key leaked. */
  userName: 'legacy-backup',
  address: '198.51.100.199',
  activationId: '9f3c1d52-6a7b-4c8d-9e0f-1a2b3c4d5e6f',
  /** The attacker's machine, once it is a node of the account. */
  nodeId: 'mi-0f1e2d3c4b5a69788',
  nodeAddress: '198.51.100.211',
  commandId: '0d9c8b7a-6f5e-4d3c-8b2a-190817263544',
  sessionId: 'legacy-backup-q3v5n7x2k4m6p2r4t6w3y5a7c2',
} as const;

const { accountId, region, day, userName, address, activationId, nodeId, nodeAddress, commandId, sessionId } =
  ROGUE_HYBRID_ACTIVATION;
const PLACE = placeOf(accountId, region);
const NEXT_DAY = '2026-03-06';

/**
 * A rogue hybrid activation. What shows it: an IAM user makes an activation in the evening, a machine registers with it
 * five minutes later from another address, and the activation is deleted, which the node survives. The registration is
 * the one record that ties the activation to the node; who made the activation is who let the node in. The node then
 * fetches the credentials of its role, and answers to commands and sessions. An administrator removes it next morning.
 */
export function rogueHybridActivation(): readonly Happening[] {
  const to = { instanceIds: [nodeId] };
  const command = { commandId, documentName: 'AWS-RunShellScript', to, at: momentOf(day, '22:58:20') };
  return [
    ...scripted(PLACE, day, [
      ['22:41:05', attacker(), { service: 'ssm', eventName: 'DescribeActivations', requestParameters: {} }],
      ['22:42:30', attacker(), createActivation(activation())],
      ['22:47:13', registeringMachine(nodeAddress), registerManagedInstance(activationId, nodeId)],
      ['22:47:15', { ...node(), userAgent: TOKEN_AGENT }, requestRoleToken(PLACE, nodeId)],
      ['22:47:21', node(), heartbeat(nodeId)],
      ['22:49:00', attacker(), deleteActivation(activationId)],
      ['22:52:21', node(), heartbeat(nodeId)],
      ['22:58:20', attacker(), sendCommand(PLACE, command)],
      ['22:58:44', attacker(), getCommandInvocation(commandId, nodeId)],
      ['22:59:37', attacker(), startSession(PLACE, sessionId, { target: nodeId })],
    ]),
    ...scripted(PLACE, NEXT_DAY, [['07:15:48', remover(), deregisterManagedInstance(nodeId)]]),
  ];
}

function activation(): Activation {
  const iamRole = `service-role/${HYBRID_ROLE}`;
  return { activationId, iamRole, registrationLimit: 5, at: momentOf(day, '22:42:30') };
}

function attacker(): Caller {
  return network(iamUser(PLACE, userName), address, CLI_AGENT);
}

function node(): Caller {
  const session = { roleName: HYBRID_ROLE, rolePath: '/service-role/', sessionName: nodeId };
  return network(assumedRole(PLACE, { ...session, startedAt: momentOf(day, '22:47:15') }), nodeAddress, SSM_AGENT);
}

function remover(): Caller {
  return administrator(sceneAt(PLACE, momentOf(NEXT_DAY, '07:15:48'), nodeId));
}
