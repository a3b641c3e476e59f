import { heartbeat } from '../actions/agent-traffic';
import { describeInstanceInformation } from '../actions/nodes';
import {
  cancelCommand,
  getCommandInvocation,
  listCommandInvocations,
  type SentCommand,
  sendCommand,
} from '../actions/run-command';
import { administrator, agent, INSTANCE_ROLE, network } from '../callers';
import { arnOf, globalArnOf, placeOf } from '../place';
import { denied } from '../refusals';
import type { Caller, Happening, SampleCall } from '../sample-call';
import { sceneAt } from '../scene';
import { momentOf, scripted } from '../script';

/** The names of the story, for those who ask about it. */
export const STOLEN_INSTANCE_ROLE = {
  accountId: '111122223333',
  region: 'us-east-1',
  day: '2026-03-03',
  roleName: INSTANCE_ROLE,
  /** The web server whose credentials were stolen: the name of the role's session. */
  instanceId: 'i-0a1b2c3d4e5f60718',
  /** Where they are used; the web server itself calls from the address of the NAT gateway. */
  attackerAddress: '192.0.2.200',
  attackedInstanceIds: ['i-0b2c3d4e5f6071829', 'i-0c3d4e5f60718293a', 'i-0d4e5f60718293a4b'],
  commandId: '5e1c9a40-7d0b-4f2e-9a63-0d6f1b2c3e01',
  tagCommandId: '5e1c9a40-7d0b-4f2e-9a63-0d6f1b2c3e02',
} as const;

const { accountId, region, day, instanceId, attackerAddress, attackedInstanceIds, commandId, tagCommandId } =
  STOLEN_INSTANCE_ROLE;
const PLACE = placeOf(accountId, region);
const ATTACKER_AGENT = 'Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/linux#6.16 md/arch#x86_64 lang/python#3.12.3';

/**
 * Stolen credentials of an instance's role. What shows it: one session, named for an instance and with one access key,
 * calls from two addresses; from the second one it asks who it is, looks around, is denied, and runs commands on other
 * instances, which no agent ever does. An administrator cancels the command and revokes the role's sessions.
 */
export function stolenInstanceRole(): readonly Happening[] {
  return scripted(PLACE, day, [
    ['02:04:11', webServer(), heartbeat(instanceId)],
    [
      '02:12:40',
      attacker(),
      { service: 'sts', eventName: 'GetCallerIdentity', requestParameters: null, readOnly: true },
    ],
    ['02:12:58', attacker(), deniedListRoles()],
    ['02:13:20', attacker(), describeInstanceInformation()],
    ['02:14:05', attacker(), refused(sendCommand(PLACE, command('02:14:05')), 'document/AWS-RunPowerShellScript')],
    ['02:14:31', attacker(), sendCommand(PLACE, command('02:14:31'))],
    ['02:14:31', webServer(), heartbeat(instanceId)],
    ...attackedInstanceIds.map(
      (attacked, i) => [`02:15:0${i}`, attacker(), getCommandInvocation(commandId, attacked)] as const,
    ),
    ['02:17:46', attacker(), sendCommand(PLACE, tagCommand('02:17:46'))],
    ['02:18:30', attacker(), listCommandInvocations(tagCommandId)],
    ['02:24:02', webServer(), heartbeat(instanceId)],
    ['02:26:15', responder(), cancelCommand(tagCommandId, attackedInstanceIds)],
    ['02:27:03', responder(), revokeSessions()],
  ]);
}

function webServer(): Caller {
  return agent(sceneAt(PLACE, momentOf(day, '02:00:00'), instanceId));
}

/** The web server's identity to the letter, access key and all, from elsewhere. */
function attacker(): Caller {
  return network(webServer().userIdentity, attackerAddress, ATTACKER_AGENT);
}

function responder(): Caller {
  return administrator(sceneAt(PLACE, momentOf(day, '02:20:00'), instanceId));
}

function deniedListRoles(): SampleCall {
  const call = { service: 'iam', eventName: 'ListRoles', requestParameters: null };
  return denied(call, attacker(), globalArnOf(PLACE, 'iam', 'role/'));
}

function refused(call: SampleCall, resource: string): SampleCall {
  return denied(call, attacker(), arnOf({ ...PLACE, accountId: '' }, 'ssm', resource));
}

function command(time: string): SentCommand {
  const to = { instanceIds: attackedInstanceIds };
  return { commandId, documentName: 'AWS-RunShellScript', to, at: momentOf(day, time) };
}

/** By tag: the record names no instance at all. */
function tagCommand(time: string): SentCommand {
  const to = { targets: [{ key: 'tag:Environment', values: ['production'] }] };
  return { commandId: tagCommandId, documentName: 'AWS-RunShellScript', to, at: momentOf(day, time) };
}

/** How IAM revokes a role's sessions: a policy that denies whatever was issued before now. Recorded in us-east-1. */
function revokeSessions(): SampleCall {
  const policyName = 'AWSRevokeOlderSessions';
  return {
    service: 'iam',
    eventName: 'PutRolePolicy',
    requestParameters: { roleName: INSTANCE_ROLE, policyName, policyDocument: '{}' },
    resources: [{ accountId, type: 'AWS::IAM::Role', ARN: globalArnOf(PLACE, 'iam', `role/${INSTANCE_ROLE}`) }],
  };
}
