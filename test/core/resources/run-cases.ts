import { type ActionCase, ssmArn } from './action-cases';
import { HYBRID_NODE, NODE, OTHER_NODE, OTHER_UUID, UUID } from './ssm-call';

const NODE_ARN = `arn:aws:ec2:eu-west-1:111122223333:instance/${NODE}`;

/** Sessions, commands and automations. */
export const RUN_CASES: readonly ActionCase[] = [
  {
    eventName: 'StartSession',
    request: { target: NODE },
    response: { sessionId: 'alice-0a1b2c3d4e5f60718', streamUrl: 'wss://example', tokenValue: 'Value hidden' },
    touched: [
      'creates session alice-0a1b2c3d4e5f60718',
      `target instance ${NODE}`,
      'implied document SSM-SessionManagerRunShell',
    ],
    refusal: { arn: NODE_ARN, touched: `target instance ${NODE}` },
  },
  {
    eventName: 'StartSession',
    request: {
      target: HYBRID_NODE,
      documentName: 'AWS-StartPortForwardingSessionToRemoteHost',
      parameters: { host: ['db.internal'], portNumber: ['5432'], localPortNumber: ['15432'] },
    },
    response: { sessionId: 'alice-x7q' },
    touched: [
      'creates session alice-x7q',
      `target instance ${HYBRID_NODE}`,
      'uses document AWS-StartPortForwardingSessionToRemoteHost',
      'uses host db.internal',
      'uses port 5432',
    ],
    refusal: {
      arn: ssmArn('document/SSM-SessionManagerRunShell'),
      touched: 'uses document SSM-SessionManagerRunShell',
    },
  },
  {
    eventName: 'ResumeSession',
    request: { sessionId: 'alice-x7q' },
    response: { sessionId: 'alice-x7q' },
    touched: ['changes session alice-x7q'],
    refusal: { arn: ssmArn('session/alice-x7q'), touched: 'changes session alice-x7q' },
  },
  {
    eventName: 'TerminateSession',
    request: { sessionId: 'alice-x7q' },
    response: { sessionId: 'alice-x7q' },
    touched: ['changes session alice-x7q'],
    refusal: { arn: ssmArn('session/alice-x7q'), touched: 'changes session alice-x7q' },
  },
  {
    eventName: 'DescribeSessions',
    request: { state: 'History', filters: [{ key: 'Target', value: NODE }] },
    touched: [`uses instance ${NODE}`],
  },
  { eventName: 'GetConnectionStatus', request: { target: NODE }, touched: [`uses instance ${NODE}`] },
  {
    eventName: 'StartConnection',
    request: { AuthType: 'Credentials', Protocol: 'RDP', InstanceId: NODE },
    response: { ConnectionArn: `arn:aws:ssm-guiconnect:eu-west-1:111122223333:connection/${UUID}` },
    touched: [`creates connection ${UUID}`, `target instance ${NODE}`],
    refusal: { arn: NODE_ARN, touched: `target instance ${NODE}` },
  },
  {
    eventName: 'StartAccessRequest',
    request: { reason: 'disk is full', targets: [{ key: 'InstanceIds', values: [NODE] }] },
    response: { accessRequestId: 'oi-0123456789ab' },
    touched: ['creates accessRequest oi-0123456789ab', `target instance ${NODE}`],
  },
  {
    eventName: 'GetAccessToken',
    request: { accessRequestId: 'oi-0123456789ab' },
    touched: ['uses accessRequest oi-0123456789ab'],
  },
  {
    eventName: 'SendCommand',
    request: {
      documentName: 'AWS-RunShellScript',
      instanceIds: [NODE, OTHER_NODE],
      parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      serviceRoleArn: 'arn:aws:iam::111122223333:role/path/Notify',
      outputS3BucketName: 'output',
    },
    response: { command: { commandId: UUID, documentName: 'AWS-RunShellScript', instanceIds: [NODE, OTHER_NODE] } },
    touched: [
      `creates command ${UUID}`,
      `target instance ${NODE}`,
      `target instance ${OTHER_NODE}`,
      'uses document AWS-RunShellScript',
      'uses role Notify',
      'uses bucket output',
    ],
    refusal: { arn: NODE_ARN, touched: `target instance ${NODE}` },
  },
  {
    eventName: 'SendCommand',
    request: { documentName: 'Patch', targets: [{ key: 'tag:Env', values: ['prod', 'stage'] }] },
    response: {
      command: { commandId: UUID, instanceIds: [], targets: [{ key: 'tag:Env', values: ['prod', 'stage'] }] },
    },
    touched: [
      `creates command ${UUID}`,
      'target tagTarget tag:Env=prod',
      'target tagTarget tag:Env=stage',
      'uses document Patch',
    ],
    refusal: {
      arn: 'arn:aws-cn:ssm:cn-north-1::document/AWS-RunShellScript',
      touched: 'uses document AWS-RunShellScript',
    },
  },
  {
    eventName: 'CancelCommand',
    request: { commandId: UUID, instanceIds: [NODE] },
    touched: [`changes command ${UUID}`, `target instance ${NODE}`],
  },
  {
    eventName: 'GetCommandInvocation',
    request: { commandId: UUID, instanceId: NODE },
    touched: [`uses command ${UUID}`, `uses instance ${NODE}`],
  },
  {
    eventName: 'ListCommandInvocations',
    request: { commandId: UUID, details: true },
    touched: [`uses command ${UUID}`],
  },
  {
    eventName: 'StartAutomationExecution',
    request: {
      documentName: 'AWS-StopEC2Instance:$DEFAULT',
      parameters: { InstanceId: [NODE], AutomationAssumeRole: ['arn:aws:iam::111122223333:role/Automation'] },
      targetLocations: [{ accounts: ['444455556666', 'ou-ab12-cdefghij'], executionRoleName: 'Remote' }],
    },
    response: { automationExecutionId: UUID },
    touched: [
      `creates automation ${UUID}`,
      'target account 444455556666',
      'target account ou-ab12-cdefghij',
      `target instance ${NODE}`,
      'uses document AWS-StopEC2Instance',
      'uses role Remote',
      'uses role Automation',
    ],
    refusal: {
      arn: 'arn:aws:ssm:us-east-1::automation-definition/AWS-StopEC2Instance:$DEFAULT',
      touched: 'uses document AWS-StopEC2Instance',
    },
  },
  {
    eventName: 'StopAutomationExecution',
    request: { automationExecutionId: UUID, type: 'Cancel' },
    touched: [`changes automation ${UUID}`],
    refusal: { arn: ssmArn(`automation-execution/${UUID}`), touched: `changes automation ${UUID}` },
  },
  {
    eventName: 'SendAutomationSignal',
    request: { automationExecutionId: UUID, signalType: 'Approve' },
    touched: [`changes automation ${UUID}`],
    refusal: { arn: ssmArn(`automation-execution/${UUID}`), touched: `changes automation ${UUID}` },
  },
  {
    eventName: 'StartChangeRequestExecution',
    request: {
      documentName: 'Template',
      changeRequestName: 'resize',
      runbooks: [{ documentName: 'AWS-ResizeInstance', targets: [{ key: 'resource-groups:Name', values: ['web'] }] }],
    },
    response: { automationExecutionId: OTHER_UUID },
    touched: [
      'creates changeRequest resize',
      `creates automation ${OTHER_UUID}`,
      'target resourceGroup web',
      'uses document Template',
      'uses document AWS-ResizeInstance',
    ],
    refusal: { arn: ssmArn('document/Template'), touched: 'uses document Template' },
  },
];
