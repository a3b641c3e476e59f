import type { JsonObject } from '../../../lib/core/record/json';
import { isAgentTraffic } from '../../../lib/core/resources/agent-traffic';
import type { Resource } from '../../../lib/core/resources/resource';
import { assumedRole, iamUser } from '../record/identities';

const NODE = 'i-0dbc91f429e48eeed';
const OTHER = 'i-0aaaaaaaaaaaaaaaa';

/** The session of a role that the metadata service of a node handed out. */
function delivered(session: string, overrides: JsonObject = {}, context: JsonObject = {}): JsonObject {
  return assumedRole(session, overrides, { ec2RoleDelivery: '2.0', ...context });
}

function heartbeat(overrides: JsonObject = {}): JsonObject {
  return {
    eventSource: 'ssm.amazonaws.com',
    eventName: 'UpdateInstanceInformation',
    userIdentity: delivered(NODE),
    requestParameters: { instanceId: NODE, agentVersion: '3.1.1732.0' },
    responseElements: null,
    ...overrides,
  };
}

/** A session named for the node, of a role that no metadata service handed out. */
const undelivered = (): JsonObject => ({ userIdentity: assumedRole(NODE) });

const session = (roleName: string, sessionIssuer: JsonObject): JsonObject =>
  assumedRole(NODE, { arn: `arn:aws:sts::111122223333:assumed-role/${roleName}/${NODE}` }, { sessionIssuer });

const defaultHost = (roleName: string): JsonObject =>
  session(roleName, { arn: `arn:aws:iam::111122223333:role/service-role/${roleName}` });

const PERMISSION_SET =
  'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef';

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
    'a channel, opened without a name of its own',
    {
      eventName: 'CreateControlChannel',
      userAgent: 'Go-http-client/1.1',
      ...arn(`arn:aws:ssmmessages:us-east-1:1:control-channel/${NODE}`),
    },
  ],
  ['a heartbeat that says which program it is from', { userAgent: 'aws-sdk-go/1.55.5 amazon-ssm-agent/3.3.3050.0' }],
  ['a heartbeat with the address of a node', { sourceIPAddress: '2001:db8::1', recipientAccountId: '111122223333' }],
  ['an instance without a role', { userIdentity: defaultHost('AWSSystemsManagerDefaultEC2InstanceManagementRole') }],
  ['the same, made by Quick Setup', { userIdentity: defaultHost('AWS-QuickSetup-SSM-DefaultEC2MgmtRole-eu-west-1') }],
  ['the same, with its issuer left out', { userIdentity: session('aws:ec2-instance', {}) }],
  ['a record before the mark of the metadata service', { ...undelivered(), eventTime: '2018-03-06T20:30:12Z' }],
  ['a record of a version before that mark', { ...undelivered(), eventVersion: '1.05' }],
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
  ['a session that a person is known behind', { userIdentity: delivered(NODE, {}, { sourceIdentity: 'erin' }) }],
  [
    'a person who is not told',
    { userIdentity: delivered(NODE, {}, { sourceIdentity: 'HIDDEN_DUE_TO_SECURITY_REASONS' }) },
  ],
  [
    'a session with a second factor',
    { userIdentity: delivered(NODE, {}, { attributes: { mfaAuthenticated: 'true' } }) },
  ],
  ['a session of the console', { sessionCredentialFromConsole: 'true' }],
  ['a session of a permission set', { userIdentity: delivered(NODE, {}, { sessionIssuer: { arn: PERMISSION_SET } }) }],
  ['a session on behalf of somebody', { userIdentity: delivered(NODE, { onBehalfOf: { userId: 'u-1' } }) }],
  [
    'a session of an identity provider',
    { userIdentity: delivered(NODE, {}, { webIdFederationData: { federatedProvider: 'accounts.example.com' } }) },
  ],
  ['a call by way of a service', { userIdentity: delivered(NODE, { invokedBy: 'states.amazonaws.com' }) }],
  ['a call from inside AWS', { sourceIPAddress: 'states.amazonaws.com' }],
  ['a call of another program', { userAgent: 'aws-cli/2.31.9' }],
  ['a session of a role that was assumed', undelivered()],
  [
    'such a session in a record of today',
    { ...undelivered(), eventVersion: '1.11', eventTime: '2026-03-05T10:00:00Z' },
  ],
  [
    'a role that is only called like the default one',
    { userIdentity: defaultHost('My-AWSSystemsManagerDefaultEC2InstanceManagementRole') },
  ],
  ['a node of another account', { userIdentity: delivered(NODE), recipientAccountId: '777788889999' }],
  [
    'a hybrid node that is a person',
    {
      userIdentity: assumedRole('mi-0123456789abcdef0', {}, { attributes: { mfaAuthenticated: true } }),
      requestParameters: { instanceId: 'mi-0123456789abcdef0' },
    },
  ],
  [
    'the token of a role',
    { eventName: 'RequestManagedInstanceRoleToken', ...arn(`arn:aws:ssm:us-east-1:1:managed-instance/${NODE}`) },
  ],
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
