import { type ActionCase, ssmArn } from './action-cases';
import { NODE, OTHER_NODE, UUID } from './ssm-call';

const PARAMETER_REFUSAL = { arn: ssmArn('parameter/prod/db'), touched: 'changes parameter /prod/db' };
const READ_REFUSAL = { arn: ssmArn('parameter/prod/db'), touched: 'uses parameter /prod/db' };
const DOCUMENT_REFUSAL = { arn: ssmArn('document/Deploy'), touched: 'changes document Deploy' };

/** Parameters, documents and associations. */
export const STORE_CASES: readonly ActionCase[] = [
  {
    eventName: 'GetParameter',
    request: { name: '/prod/db:3', withDecryption: true },
    touched: ['uses parameter /prod/db'],
    refusal: READ_REFUSAL,
  },
  {
    eventName: 'GetParameterHistory',
    request: { name: ssmArn('parameter/prod/db') },
    touched: ['uses parameter /prod/db'],
    refusal: READ_REFUSAL,
  },
  {
    eventName: 'GetParameters',
    request: { names: ['/prod/db', 'plain:stable'], withDecryption: true },
    touched: ['uses parameter /prod/db', 'uses parameter plain'],
    refusal: READ_REFUSAL,
  },
  {
    eventName: 'GetParametersByPath',
    request: { path: '/prod/', recursive: true, withDecryption: true },
    touched: ['uses parameterPath /prod'],
    refusal: { arn: ssmArn('parameter/prod/'), touched: 'uses parameterPath /prod' },
  },
  {
    eventName: 'PutParameter',
    request: { name: '/prod/db', type: 'SecureString', value: 'HIDDEN_DUE_TO_SECURITY_REASONS', keyId: 'alias/db' },
    response: { version: 1, tier: 'Standard' },
    touched: ['creates parameter /prod/db', 'uses key alias/db'],
    refusal: PARAMETER_REFUSAL,
  },
  {
    eventName: 'DeleteParameter',
    request: { name: '/prod/db' },
    touched: ['changes parameter /prod/db'],
    refusal: PARAMETER_REFUSAL,
  },
  {
    eventName: 'DeleteParameters',
    request: { names: ['/prod/db', '/prod/app'] },
    response: { deletedParameters: ['/prod/db'], invalidParameters: ['/prod/app'] },
    touched: ['changes parameter /prod/db', 'changes parameter /prod/app'],
    refusal: PARAMETER_REFUSAL,
  },
  {
    eventName: 'LabelParameterVersion',
    request: { name: '/prod/db', labels: ['stable'] },
    touched: ['changes parameter /prod/db'],
    refusal: PARAMETER_REFUSAL,
  },
  {
    eventName: 'UnlabelParameterVersion',
    request: { name: '/prod/db', parameterVersion: 2, labels: ['stable'] },
    touched: ['changes parameter /prod/db'],
    refusal: PARAMETER_REFUSAL,
  },
  {
    eventName: 'DescribeParameters',
    request: { parameterFilters: [{ key: 'Name', option: 'Equals', values: ['/prod/db'] }] },
    touched: ['uses parameter /prod/db'],
  },
  {
    eventName: 'CreateDocument',
    request: { name: 'Deploy', documentType: 'Command', content: '{}', requires: [{ name: 'Base', version: '1' }] },
    response: { documentDescription: { name: 'Deploy', documentType: 'Command' } },
    touched: ['creates document Deploy', 'uses document Base'],
    refusal: { arn: ssmArn('document/Deploy'), touched: 'creates document Deploy' },
  },
  {
    eventName: 'UpdateDocument',
    request: { name: 'SSM-SessionManagerRunShell', documentVersion: '$LATEST', content: '{}' },
    touched: ['changes document SSM-SessionManagerRunShell'],
    refusal: DOCUMENT_REFUSAL,
  },
  {
    eventName: 'UpdateDocumentDefaultVersion',
    request: { name: 'Deploy', documentVersion: '4' },
    touched: ['changes document Deploy'],
    refusal: DOCUMENT_REFUSAL,
  },
  {
    eventName: 'UpdateDocumentMetadata',
    request: { name: 'Deploy', documentVersion: '4', documentReviews: { action: 'Approve' } },
    touched: ['changes document Deploy'],
    refusal: DOCUMENT_REFUSAL,
  },
  {
    eventName: 'DeleteDocument',
    request: { name: 'Deploy' },
    touched: ['changes document Deploy'],
    refusal: DOCUMENT_REFUSAL,
  },
  {
    eventName: 'GetDocument',
    request: { name: 'AWS-GatherSoftwareInventory', documentVersion: '1' },
    touched: ['uses document AWS-GatherSoftwareInventory'],
    refusal: { arn: ssmArn('document/Deploy'), touched: 'uses document Deploy' },
  },
  {
    eventName: 'ModifyDocumentPermission',
    request: { name: 'Deploy', permissionType: 'Share', accountIdsToAdd: ['444455556666', 'all'] },
    touched: ['changes document Deploy', 'target account 444455556666', 'target account all'],
    refusal: DOCUMENT_REFUSAL,
  },
  {
    eventName: 'CreateAssociation',
    request: { name: 'Deploy', associationName: 'nightly', targets: [{ key: 'instanceids', values: [NODE] }] },
    response: { associationDescription: { name: 'Deploy', associationId: UUID } },
    touched: [`creates association ${UUID}`, `target instance ${NODE}`, 'uses document Deploy'],
    refusal: { arn: ssmArn('document/Deploy'), touched: 'uses document Deploy' },
  },
  {
    eventName: 'UpdateAssociation',
    request: { associationId: UUID, targets: [{ key: 'InstanceIds', values: ['*'] }] },
    response: { associationDescription: { name: 'Deploy', associationId: UUID } },
    touched: [`changes association ${UUID}`, 'target tagTarget instances=*', 'uses document Deploy'],
    refusal: { arn: ssmArn(`association/${UUID}`), touched: `changes association ${UUID}` },
  },
  {
    eventName: 'CreateAssociationBatch',
    request: {
      entries: [
        { name: 'Deploy', instanceId: NODE },
        { name: 'Patch', instanceId: OTHER_NODE },
      ],
    },
    response: { successful: [{ name: 'Deploy', instanceId: NODE, associationId: UUID }], failed: [] },
    touched: [
      `creates association ${UUID}`,
      `target instance ${NODE}`,
      `target instance ${OTHER_NODE}`,
      'uses document Deploy',
      'uses document Patch',
    ],
    refusal: { arn: ssmArn('document/Deploy'), touched: 'uses document Deploy' },
  },
  {
    eventName: 'DeleteAssociation',
    request: { name: 'Deploy', instanceId: NODE },
    touched: [`target instance ${NODE}`, 'uses document Deploy'],
    refusal: { arn: ssmArn(`association/${UUID}`), touched: `changes association ${UUID}` },
  },
  {
    eventName: 'StartAssociationsOnce',
    request: { associationIds: [UUID] },
    touched: [`target association ${UUID}`],
    refusal: { arn: ssmArn(`association/${UUID}`), touched: `target association ${UUID}` },
  },
  {
    eventName: 'UpdateInstanceAssociationStatus',
    request: { associationId: UUID, instanceId: NODE, executionResult: { status: 'Pending', errorCode: '' } },
    touched: [`target instance ${NODE}`, `target association ${UUID}`],
  },
  { eventName: 'ListInstanceAssociations', request: { instanceId: NODE }, touched: [`uses instance ${NODE}`] },
];
