import { type ActionTable, TARGET_LOCATIONS } from './mention';

/** An association's `name` is that of the document it applies; its own is `associationName`, which identifies nothing. */
export const STATE_MANAGER: ActionTable = {
  CreateAssociation: [
    ['request.name', 'document', 'uses'],
    ['request.instanceId', 'instance', 'target'],
    ['request.targets', 'selection', 'target'],
    ...TARGET_LOCATIONS,
    ['response.associationDescription.associationId', 'association', 'creates'],
  ],
  CreateAssociationBatch: [
    ['request.entries.name', 'document', 'uses'],
    ['request.entries.instanceId', 'instance', 'target'],
    ['request.entries.targets', 'selection', 'target'],
    ['request.entries.targetLocations.accounts', 'account', 'target'],
    ['response.successful.associationId', 'association', 'creates'],
  ],
  UpdateAssociation: [
    ['request.associationId', 'association', 'changes'],
    ['request.name', 'document', 'uses'],
    ['request.targets', 'selection', 'target'],
    ...TARGET_LOCATIONS,
    ['response.associationDescription.name', 'document', 'uses'],
  ],
  UpdateAssociationStatus: [
    ['request.name', 'document', 'uses'],
    ['request.instanceId', 'instance', 'target'],
    ['response.associationDescription.associationId', 'association', 'changes'],
  ],
  DeleteAssociation: [
    ['request.associationId', 'association', 'changes'],
    ['request.name', 'document', 'uses'],
    ['request.instanceId', 'instance', 'target'],
  ],
  StartAssociationsOnce: [['request.associationIds', 'association', 'target']],
  DescribeAssociation: [
    ['request.associationId', 'association', 'uses'],
    ['request.name', 'document', 'uses'],
    ['request.instanceId', 'instance', 'uses'],
  ],
  ListInstanceAssociations: [['request.instanceId', 'instance', 'uses']],
  UpdateInstanceAssociationStatus: [
    ['request.instanceId', 'instance', 'target'],
    ['request.associationId', 'association', 'target'],
  ],
};
