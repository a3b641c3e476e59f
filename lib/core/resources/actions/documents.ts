import type { ActionTable } from './mention';

/** A document shared with everybody has the account `all`, which is the API's own word for it. */
export const DOCUMENTS: ActionTable = {
  CreateDocument: [
    ['request.name', 'document', 'creates'],
    ['request.requires.name', 'document', 'uses'],
  ],
  UpdateDocument: [['request.name', 'document', 'changes']],
  UpdateDocumentDefaultVersion: [['request.name', 'document', 'changes']],
  UpdateDocumentMetadata: [['request.name', 'document', 'changes']],
  DeleteDocument: [['request.name', 'document', 'changes']],
  ModifyDocumentPermission: [
    ['request.name', 'document', 'changes'],
    ['request.accountIdsToAdd', 'account', 'target'],
    ['request.accountIdsToRemove', 'account', 'target'],
  ],
  GetDocument: [['request.name', 'document', 'uses']],
  DescribeDocument: [['request.name', 'document', 'uses']],
  DescribeDocumentPermission: [['request.name', 'document', 'uses']],
  PutCalendar: [['request.name', 'document', 'changes']],
  GetCalendar: [['request.name', 'document', 'uses']],
};
