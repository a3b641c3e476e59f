import type { ActionTable, Mention } from './mention';

const CHANGED_INCIDENT: readonly Mention[] = [['request.incidentRecordArn', 'incident', 'changes']];

/** Incidents and contacts: what the names of their parameters alone would get wrong. Contacts are named by their ARN. */
export const INCIDENT_MANAGER: ActionTable = {
  StartIncident: [
    ['request.responsePlanArn', 'responsePlan', 'uses'],
    ['response.incidentRecordArn', 'incident', 'creates'],
  ],
  UpdateRelatedItems: CHANGED_INCIDENT,
  CreateTimelineEvent: CHANGED_INCIDENT,
  UpdateTimelineEvent: CHANGED_INCIDENT,
  DeleteTimelineEvent: CHANGED_INCIDENT,

  CreateContactChannel: [
    ['request.contactId', 'contact', 'changes'],
    ['response.contactChannelArn', 'other', 'creates'],
  ],
  StartEngagement: [
    ['request.contactId', 'contact', 'target'],
    ['response.engagementArn', 'other', 'creates'],
  ],
  CreateRotationOverride: [['request.rotationId', 'other', 'changes']],
  CreateRotation: [
    ['request.contactIds', 'contact', 'uses'],
    ['response.rotationArn', 'other', 'creates'],
  ],
};
