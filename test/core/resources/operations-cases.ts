import { type ActionCase, ssmArn } from './action-cases';
import { HYBRID_NODE, UUID } from './ssm-call';

const OPS_ITEM = 'oi-0123456789ab';
const SETTING = '/ssm/documents/console/public-sharing-permission';
const HOST_SETTING = '/ssm/managed-instance/default-ec2-instance-management-role';
const INCIDENT = `arn:aws:ssm-incidents::111122223333:incident-record/plan/${UUID}`;

/** OpsItems, tags, settings, data syncs, incidents, contacts and applications. */
export const OPERATIONS_CASES: readonly ActionCase[] = [
  {
    eventName: 'CreateOpsItem',
    request: { title: 'disk', source: 'EC2', relatedOpsItems: [{ opsItemId: 'oi-ffffffffffff' }] },
    response: { opsItemId: OPS_ITEM, opsItemArn: ssmArn(`opsitem/${OPS_ITEM}`) },
    touched: [`creates opsItem ${OPS_ITEM}`, 'uses opsItem oi-ffffffffffff'],
  },
  {
    eventName: 'UpdateOpsItem',
    request: { opsItemId: OPS_ITEM, status: 'Resolved' },
    touched: [`changes opsItem ${OPS_ITEM}`],
    refusal: { arn: ssmArn(`opsitem/${OPS_ITEM}`), touched: `changes opsItem ${OPS_ITEM}` },
  },
  {
    eventName: 'DeleteOpsItem',
    request: { opsItemId: OPS_ITEM },
    touched: [`changes opsItem ${OPS_ITEM}`],
    refusal: { arn: ssmArn(`opsitem/${OPS_ITEM}`), touched: `changes opsItem ${OPS_ITEM}` },
  },
  {
    eventName: 'AddTagsToResource',
    request: { resourceType: 'Parameter', resourceId: '/prod/db', tags: [{ key: 'Owner', value: 'db' }] },
    touched: ['changes parameter /prod/db'],
    refusal: { arn: ssmArn('parameter/prod/db'), touched: 'changes parameter /prod/db' },
  },
  {
    eventName: 'RemoveTagsFromResource',
    request: { resourceType: 'ManagedInstance', resourceId: HYBRID_NODE, tagKeys: ['Owner'] },
    touched: [`changes instance ${HYBRID_NODE}`],
    refusal: { arn: ssmArn(`managed-instance/${HYBRID_NODE}`), touched: `changes instance ${HYBRID_NODE}` },
  },
  {
    eventName: 'ListTagsForResource',
    request: { resourceType: 'Document', resourceId: 'Deploy' },
    touched: ['uses document Deploy'],
    refusal: { arn: ssmArn('document/Deploy'), touched: 'uses document Deploy' },
  },
  {
    eventName: 'TagResource',
    request: { resourceARN: 'arn:aws:ssm-contacts:eu-west-1:111122223333:contact/oncall', tags: [] },
    touched: ['changes contact oncall'],
    refusal: {
      arn: 'arn:aws:ssm-contacts:eu-west-1:111122223333:contact/oncall',
      touched: 'changes contact oncall',
    },
  },
  {
    eventName: 'PutResourcePolicy',
    request: { resourceArn: ssmArn('parameter/prod/db'), policy: '{"Statement":[]}' },
    response: { policyId: UUID },
    touched: ['changes parameter /prod/db'],
    refusal: { arn: ssmArn('parameter/prod/db'), touched: 'changes parameter /prod/db' },
  },
  {
    eventName: 'DeleteResourcePolicy',
    request: { resourceArn: ssmArn('parameter/prod/db'), policyId: UUID },
    touched: ['changes parameter /prod/db'],
    refusal: { arn: ssmArn('parameter/prod/db'), touched: 'changes parameter /prod/db' },
  },
  {
    eventName: 'UpdateServiceSetting',
    request: { settingId: ssmArn(`servicesetting${SETTING}`), settingValue: 'Enable' },
    touched: [`changes serviceSetting ${SETTING}`],
    refusal: { arn: ssmArn(`servicesetting${SETTING}`), touched: `changes serviceSetting ${SETTING}` },
  },
  {
    eventName: 'UpdateServiceSetting',
    request: { settingId: HOST_SETTING, settingValue: 'service-role/EveryHost' },
    touched: [`changes serviceSetting ${HOST_SETTING}`, 'uses role EveryHost'],
  },
  {
    eventName: 'ResetServiceSetting',
    request: { settingId: SETTING },
    response: { serviceSetting: { settingId: SETTING, ARN: ssmArn(`servicesetting${SETTING}`) } },
    touched: [`changes serviceSetting ${SETTING}`],
    refusal: { arn: ssmArn(`servicesetting${SETTING}`), touched: `changes serviceSetting ${SETTING}` },
  },
  {
    eventName: 'CreateResourceDataSync',
    request: { syncName: 'inventory', s3Destination: { bucketName: 'elsewhere', region: 'eu-west-1' } },
    touched: ['creates resourceDataSync inventory', 'uses bucket elsewhere'],
    refusal: { arn: ssmArn('resource-data-sync/inventory'), touched: 'creates resourceDataSync inventory' },
  },
  {
    eventName: 'DeleteResourceDataSync',
    request: { syncName: 'inventory' },
    touched: ['changes resourceDataSync inventory'],
    refusal: { arn: ssmArn('resource-data-sync/inventory'), touched: 'changes resourceDataSync inventory' },
  },
  {
    eventName: 'StartIncident',
    request: { responsePlanArn: 'arn:aws:ssm-incidents::111122223333:response-plan/plan' },
    response: { incidentRecordArn: INCIDENT },
    touched: [`creates incident ${UUID}`, 'uses responsePlan plan'],
    refusal: { arn: 'arn:aws:ssm-incidents::111122223333:response-plan/plan', touched: 'uses responsePlan plan' },
  },
  {
    eventName: 'UpdateIncidentRecord',
    request: { arn: INCIDENT, status: 'RESOLVED' },
    touched: [`changes incident ${UUID}`],
    refusal: { arn: INCIDENT, touched: `changes incident ${UUID}` },
  },
  {
    eventName: 'DeleteContact',
    request: { contactId: 'arn:aws:ssm-contacts:eu-west-1:111122223333:contact/oncall' },
    touched: ['changes contact oncall'],
    refusal: {
      arn: 'arn:aws:ssm-contacts:eu-west-1:111122223333:contact/oncall',
      touched: 'changes contact oncall',
    },
  },
  {
    eventName: 'DeleteConfigurationManager',
    request: { managerArn: `arn:aws:ssm-quicksetup:eu-west-1:111122223333:configuration-manager/${UUID}` },
    touched: [`changes other arn:aws:ssm-quicksetup:eu-west-1:111122223333:configuration-manager/${UUID}`],
  },
  {
    eventName: 'RegisterApplication',
    request: { applicationId: 'erp', applicationType: 'HANA', instances: ['i-0a1b2c3d4e5f60718'] },
    touched: ['creates other erp', 'target instance i-0a1b2c3d4e5f60718'],
  },
  { eventName: 'StopApplication', request: { applicationId: 'erp' }, touched: ['changes other erp'] },
];
