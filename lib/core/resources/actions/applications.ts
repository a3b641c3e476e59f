import type { ActionTable } from './mention';

/** Systems Manager for SAP; Quick Setup names everything by ARN and needs no rows. */
export const APPLICATIONS: ActionTable = {
  RegisterApplication: [
    ['request.applicationId', 'other', 'creates'],
    ['request.instances', 'instance', 'target'],
    ['response.application.arn', 'other', 'creates'],
  ],
};
