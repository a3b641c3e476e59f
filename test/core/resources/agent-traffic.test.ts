import type { JsonObject } from '../../../lib/core/record/json';
import { isAgentTraffic } from '../../../lib/core/resources/agent-traffic';
import type { Resource } from '../../../lib/core/resources/resource';
import { assumedRole, iamUser } from '../record/identities';

const NODE = 'i-0dbc91f429e48eeed';
const OTHER = 'i-0aaaaaaaaaaaaaaaa';

function heartbeat(overrides: JsonObject = {}): JsonObject {
  return {
    eventSource: 'ssm.amazonaws.com',
    eventName: 'UpdateInstanceInformation',
    userIdentity: assumedRole(NODE),
    requestParameters: { instanceId: NODE, agentVersion: '3.1.1732.0' },
    responseElements: null,
    ...overrides,
  };
}

const arn = (text: string) => ({ requestParameters: null, resources: [{ ARN: text, accountId: '1' }] });

it.each<[string, JsonObject]>([
  ['a heartbeat', {}],
  [
    'an inventory',
    {
      eventName: 'PutInventory',
      resources: [
        { ARN: `arn:aws:ec2:us-east-1:1:instance/${NODE}` },
        { ARN: `arn:aws:ssm:us-east-1:1:managed-instance-inventory/${NODE}` },
      ],
    },
  ],
  [
    "the state of an association of the node's",
    {
      eventName: 'UpdateInstanceAssociationStatus',
      resources: [
        { ARN: 'arn:aws:ssm:us-east-1:1:association/56fcb26d-8140-4f3f-8f77-7ff7344b4057' },
        { ARN: `arn:aws:ec2:us-east-1:1:instance/${NODE}` },
      ],
    },
  ],
  ['compliance', { eventName: 'PutComplianceItems', requestParameters: { resourceId: NODE } }],
  [
    'messages',
    { eventSource: 'ec2messages.amazonaws.com', eventName: 'GetMessages', requestParameters: { destination: NODE } },
  ],
  ['a channel', { eventName: 'OpenControlChannel', ...arn(`arn:aws:ssmmessages:us-east-1:1:control-channel/${NODE}`) }],
  [
    'the token of a role',
    { eventName: 'RequestManagedInstanceRoleToken', ...arn(`arn:aws:ssm:us-east-1:1:managed-instance/${NODE}`) },
  ],
  [
    'a hybrid node',
    { userIdentity: assumedRole('mi-0123456789abcdef0'), requestParameters: { instanceId: 'mi-0123456789abcdef0' } },
  ],
])("is the agent's: %s", (_, overrides) => {
  expect(isAgentTraffic(heartbeat(overrides))).toBe(true);
});

it.each<[string, JsonObject]>([
  ['a call about another node', { requestParameters: { instanceId: OTHER } }],
  ['a call about another node beside', { resources: [{ ARN: `arn:aws:ec2:us-east-1:1:instance/${OTHER}` }] }],
  ['a call about no node', { requestParameters: { agentVersion: '1' } }],
  ['a call with a node of an odd type', { requestParameters: { instanceId: [NODE] } }],
  ['a call that was denied', { errorCode: 'AccessDenied' }],
  ['a call that was throttled', { errorCode: 'ThrottlingException' }],
  ['a command that the role of a node sends to itself', { eventName: 'SendCommand' }],
  ['a parameter that it reads', { eventName: 'GetParameter' }],
  ['the making of a node', { eventName: 'RegisterManagedInstance' }],
  ['a call of another service', { eventSource: 'ec2.amazonaws.com' }],
  ['a person', { userIdentity: iamUser() }],
  ['a person whose name is that of the node', { userIdentity: iamUser({ userName: NODE }) }],
  ['a session with another name', { userIdentity: assumedRole('build') }],
  ['a session that a person is known behind', { userIdentity: assumedRole(NODE, {}, { sourceIdentity: 'erin' }) }],
  ['a session of another account', { userIdentity: { type: 'AWSAccount', principalId: `AROAX:${NODE}` } }],
  ['no identity', { userIdentity: null }],
  ['an event without a name', { eventName: null }],
])("is not the agent's: %s", (_, overrides) => {
  expect(isAgentTraffic(heartbeat(overrides))).toBe(false);
});

describe('with the resources known', () => {
  const instance = (id: string): Resource => ({ id, kind: 'instance', relation: 'target' });

  it('is so as long as they name no other node', () => {
    expect(isAgentTraffic(heartbeat(), [instance(NODE), { ...instance('x'), kind: 'document' }])).toBe(true);
    expect(isAgentTraffic(heartbeat(), [instance(NODE), instance(OTHER)])).toBe(false);
  });

  it('may be told of the node by them alone', () => {
    expect(isAgentTraffic(heartbeat({ requestParameters: null }), [instance(NODE)])).toBe(true);
  });
});

it.each([undefined, null, 'text', 7, []])('is false for what is no record: %j', (record) => {
  expect(isAgentTraffic(record)).toBe(false);
});
