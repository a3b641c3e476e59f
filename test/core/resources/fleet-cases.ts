import { type ActionCase, ssmArn } from './action-cases';
import { HYBRID_NODE, NODE, OTHER_UUID, UUID } from './ssm-call';

const WINDOW = 'mw-0123456789abcdef0';
const BASELINE = 'pb-0123456789abcdef0';
const WINDOW_REFUSAL = {
  arn: ssmArn(`maintenancewindow/${WINDOW}`),
  touched: `changes maintenanceWindow ${WINDOW}`,
};
const BASELINE_REFUSAL = { arn: ssmArn(`patchbaseline/${BASELINE}`), touched: `changes patchBaseline ${BASELINE}` };

/** Maintenance windows, patching and managed nodes. */
export const FLEET_CASES: readonly ActionCase[] = [
  {
    eventName: 'CreateMaintenanceWindow',
    request: { name: 'nightly', schedule: 'cron(0 3 * * ? *)', duration: 2 },
    response: { windowId: WINDOW },
    touched: [`creates maintenanceWindow ${WINDOW}`],
  },
  {
    eventName: 'UpdateMaintenanceWindow',
    request: { windowId: WINDOW, name: 'nightly' },
    response: { windowId: WINDOW },
    touched: [`changes maintenanceWindow ${WINDOW}`],
    refusal: WINDOW_REFUSAL,
  },
  {
    eventName: 'DeleteMaintenanceWindow',
    request: { windowId: WINDOW },
    touched: [`changes maintenanceWindow ${WINDOW}`],
    refusal: WINDOW_REFUSAL,
  },
  {
    eventName: 'RegisterTargetWithMaintenanceWindow',
    request: { windowId: WINDOW, resourceType: 'INSTANCE', targets: [{ key: 'tag:Env', values: ['prod'] }] },
    response: { windowTargetId: UUID },
    touched: [
      `creates maintenanceWindowTarget ${UUID}`,
      `changes maintenanceWindow ${WINDOW}`,
      'target tagTarget tag:Env=prod',
    ],
    refusal: WINDOW_REFUSAL,
  },
  {
    eventName: 'RegisterTaskWithMaintenanceWindow',
    request: {
      windowId: WINDOW,
      taskArn: 'AWS-RunShellScript',
      taskType: 'RUN_COMMAND',
      targets: [{ key: 'WindowTargetIds', values: [UUID] }],
      serviceRoleArn: 'arn:aws:iam::111122223333:role/Window',
    },
    response: { windowTaskId: OTHER_UUID },
    touched: [
      `creates maintenanceWindowTask ${OTHER_UUID}`,
      `changes maintenanceWindow ${WINDOW}`,
      `target maintenanceWindowTarget ${UUID}`,
      'uses document AWS-RunShellScript',
      'uses role Window',
    ],
    refusal: { arn: 'arn:aws:iam::111122223333:role/Window', touched: 'uses role Window' },
  },
  {
    eventName: 'UpdateMaintenanceWindowTask',
    request: { windowId: WINDOW, windowTaskId: UUID, taskArn: 'arn:aws:lambda:eu-west-1:111122223333:function:f' },
    touched: [
      `changes maintenanceWindow ${WINDOW}`,
      `changes maintenanceWindowTask ${UUID}`,
      'uses other arn:aws:lambda:eu-west-1:111122223333:function:f',
    ],
    refusal: { arn: ssmArn(`windowtask/${UUID}`), touched: `changes maintenanceWindowTask ${UUID}` },
  },
  {
    eventName: 'CancelMaintenanceWindowExecution',
    request: { windowExecutionId: UUID },
    response: { windowExecutionId: UUID },
    touched: [`changes maintenanceWindowExecution ${UUID}`],
  },
  {
    eventName: 'CreatePatchBaseline',
    request: { name: 'linux', operatingSystem: 'AMAZON_LINUX_2' },
    response: { baselineId: BASELINE },
    touched: [`creates patchBaseline ${BASELINE}`],
  },
  {
    eventName: 'UpdatePatchBaseline',
    request: { baselineId: BASELINE, rejectedPatches: ['KB1'] },
    response: { baselineId: BASELINE, name: 'linux' },
    touched: [`changes patchBaseline ${BASELINE}`],
    refusal: BASELINE_REFUSAL,
  },
  {
    eventName: 'DeletePatchBaseline',
    request: { baselineId: BASELINE },
    response: { baselineId: BASELINE },
    touched: [`changes patchBaseline ${BASELINE}`],
    refusal: BASELINE_REFUSAL,
  },
  {
    eventName: 'RegisterDefaultPatchBaseline',
    request: { baselineId: `arn:aws:ssm:eu-west-1:075727635805:patchbaseline/${BASELINE}` },
    response: { baselineId: `arn:aws:ssm:eu-west-1:075727635805:patchbaseline/${BASELINE}` },
    touched: [`changes patchBaseline ${BASELINE}`],
    refusal: BASELINE_REFUSAL,
  },
  {
    eventName: 'RegisterPatchBaselineForPatchGroup',
    request: { baselineId: BASELINE, patchGroup: 'Web Servers' },
    touched: [`changes patchBaseline ${BASELINE}`, 'changes patchGroup Web Servers'],
    refusal: BASELINE_REFUSAL,
  },
  {
    eventName: 'DeregisterPatchBaselineForPatchGroup',
    request: { baselineId: BASELINE, patchGroup: 'Web Servers' },
    touched: [`changes patchBaseline ${BASELINE}`, 'changes patchGroup Web Servers'],
    refusal: BASELINE_REFUSAL,
  },
  {
    eventName: 'CreateActivation',
    request: { iamRole: 'service-role/Hybrid', registrationLimit: 5 },
    response: { activationId: UUID, activationCode: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    touched: [`creates activation ${UUID}`, 'uses role Hybrid'],
    refusal: { arn: 'arn:aws:iam::111122223333:role/Hybrid', touched: 'uses role Hybrid' },
  },
  {
    eventName: 'DeleteActivation',
    request: { activationId: UUID },
    touched: [`changes activation ${UUID}`],
  },
  {
    eventName: 'RegisterManagedInstance',
    request: { activationId: UUID, publicKey: 'x', fingerprint: 'y' },
    response: { instanceId: HYBRID_NODE },
    touched: [`creates instance ${HYBRID_NODE}`, `uses activation ${UUID}`],
  },
  {
    eventName: 'DeregisterManagedInstance',
    request: { instanceId: HYBRID_NODE },
    touched: [`changes instance ${HYBRID_NODE}`],
    refusal: { arn: ssmArn(`managed-instance/${HYBRID_NODE}`), touched: `changes instance ${HYBRID_NODE}` },
  },
  {
    eventName: 'UpdateManagedInstanceRole',
    request: { instanceId: HYBRID_NODE, iamRole: 'Admin' },
    touched: [`changes instance ${HYBRID_NODE}`, 'uses role Admin'],
    refusal: { arn: ssmArn(`managed-instance/${HYBRID_NODE}`), touched: `changes instance ${HYBRID_NODE}` },
  },
  {
    eventName: 'UpdateInstanceInformation',
    request: { instanceId: NODE, agentName: 'amazon-ssm-agent', iPAddress: '10.0.0.1' },
    touched: [`target instance ${NODE}`],
    refusal: { arn: `arn:aws:ec2:eu-west-1:111122223333:instance/${NODE}`, touched: `target instance ${NODE}` },
  },
  {
    eventName: 'PutInventory',
    request: { instanceId: NODE, items: [{ typeName: 'AWS:Network' }] },
    touched: [`target instance ${NODE}`],
    refusal: { arn: ssmArn(`managed-instance-inventory/${NODE}`), touched: `target instance ${NODE}` },
  },
  {
    eventName: 'PutComplianceItems',
    request: { resourceId: NODE, resourceType: 'ManagedInstance', complianceType: 'Association' },
    touched: [`target instance ${NODE}`],
  },
];
