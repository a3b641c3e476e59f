import type { ActionTable, Mention } from './mention';

/** Systems Manager tags `resourceType` + `resourceId`, the other services of the family an ARN in either spelling. */
const TAGGED: readonly Mention[] = [
  ['request', 'typedResource', 'changes'],
  ['request.resourceArn', 'other', 'changes'],
  ['request.resourceARN', 'other', 'changes'],
];

/** OpsItems, tags, sharing, service settings and data syncs. */
export const OPERATIONS: ActionTable = {
  CreateOpsItem: [
    ['response.opsItemId', 'opsItem', 'creates'],
    ['request.relatedOpsItems.opsItemId', 'opsItem', 'uses'],
    ['request.accountId', 'account', 'target'],
  ],
  UpdateOpsItem: [
    ['request.opsItemId', 'opsItem', 'changes'],
    ['request.relatedOpsItems.opsItemId', 'opsItem', 'uses'],
  ],
  DeleteOpsItem: [['request.opsItemId', 'opsItem', 'changes']],
  AssociateOpsItemRelatedItem: [
    ['request.opsItemId', 'opsItem', 'changes'],
    ['request.resourceUri', 'other', 'uses'],
    ['response.associationId', 'other', 'creates'],
  ],
  DisassociateOpsItemRelatedItem: [
    ['request.opsItemId', 'opsItem', 'changes'],
    ['request.associationId', 'other', 'changes'],
  ],
  CreateOpsMetadata: [
    ['request.resourceId', 'other', 'uses'],
    ['response.opsMetadataArn', 'opsMetadata', 'creates'],
  ],

  AddTagsToResource: TAGGED,
  RemoveTagsFromResource: TAGGED,
  TagResource: TAGGED,
  UntagResource: TAGGED,
  ListTagsForResource: TAGGED.map(([path, kind]): Mention => [path, kind, 'uses']),
  PutResourcePolicy: [['request.resourceArn', 'other', 'changes']],
  DeleteResourcePolicy: [['request.resourceArn', 'other', 'changes']],

  UpdateServiceSetting: [
    ['request.settingId', 'serviceSetting', 'changes'],
    ['request', 'defaultHostRole', 'uses'],
  ],
  ResetServiceSetting: [['request.settingId', 'serviceSetting', 'changes']],
  CreateResourceDataSync: [
    ['request.syncName', 'resourceDataSync', 'creates'],
    ['request.s3Destination.bucketName', 'bucket', 'uses'],
  ],
  UpdateResourceDataSync: [['request.syncName', 'resourceDataSync', 'changes']],
  DeleteResourceDataSync: [['request.syncName', 'resourceDataSync', 'changes']],
};
