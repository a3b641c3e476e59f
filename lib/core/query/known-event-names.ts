import { nearestText } from '../text/nearest-text';

/**
 * The actions of Systems Manager's services (their API references), the calls of its agent (user guide, "Reference:
 * ec2messages, ssmmessages, and other API operations") and those of KMS on parameters, as they were in 2026.
 */
export const KNOWN_EVENT_NAMES: readonly string[] = `
  AcceptPage AcknowledgeMessage ActivateContactChannel AddTagsToResource AssociateOpsItemRelatedItem
  BatchGetIncidentFindings CancelCommand CancelConnection CancelMaintenanceWindowExecution CreateActivation
  CreateAssociation CreateAssociationBatch CreateCloudConnector CreateConfigurationManager CreateContact
  CreateContactChannel CreateControlChannel CreateDataChannel CreateDocument CreateMaintenanceWindow
  CreateOpsItem CreateOpsMetadata CreatePatchBaseline CreateReplicationSet CreateResourceDataSync
  CreateResponsePlan CreateRotation CreateRotationOverride CreateTimelineEvent DeactivateContactChannel Decrypt
  DeleteActivation DeleteAssociation DeleteCloudConnector DeleteConfigurationManager
  DeleteConnectionRecordingPreferences DeleteContact DeleteContactChannel DeleteDocument DeleteIncidentRecord
  DeleteInventory DeleteMaintenanceWindow DeleteMessage DeleteOpsItem DeleteOpsMetadata DeleteParameter
  DeleteParameters DeletePatchBaseline DeleteReplicationSet DeleteResourceDataSync DeleteResourcePermission
  DeleteResourcePolicy DeleteResponsePlan DeleteRotation DeleteRotationOverride DeleteTimelineEvent
  DeregisterApplication DeregisterDefaultHostManagementConfiguration DeregisterManagedInstance
  DeregisterPatchBaselineForPatchGroup DeregisterTargetFromMaintenanceWindow DeregisterTaskFromMaintenanceWindow
  DescribeActivations DescribeAssociation DescribeAssociationExecutionTargets DescribeAssociationExecutions
  DescribeAutomationExecutions DescribeAutomationStepExecutions DescribeAvailablePatches DescribeDocument
  DescribeDocumentParameters DescribeDocumentPermission DescribeEffectiveInstanceAssociations
  DescribeEffectivePatchesForPatchBaseline DescribeEngagement DescribeInstanceAssociationsStatus
  DescribeInstanceInformation DescribeInstancePatchStates DescribeInstancePatchStatesForPatchGroup
  DescribeInstancePatches DescribeInstanceProperties DescribeInventoryDeletions
  DescribeMaintenanceWindowExecutionTaskInvocations DescribeMaintenanceWindowExecutionTasks
  DescribeMaintenanceWindowExecutions DescribeMaintenanceWindowSchedule DescribeMaintenanceWindowTargets
  DescribeMaintenanceWindowTasks DescribeMaintenanceWindows DescribeMaintenanceWindowsForTarget DescribeOpsItems
  DescribePage DescribeParameters DescribePatchBaselines DescribePatchGroupState DescribePatchGroups
  DescribePatchProperties DescribeSessions DisassociateOpsItemRelatedItem Encrypt FailMessage GenerateDataKey
  GenerateDataKeyWithoutPlaintext GetAccessToken GetApplication GetAutomationExecution GetCalendar
  GetCalendarState GetCloudConnector GetCommandInvocation GetComponent GetConfiguration
  GetConfigurationCheckOperation GetConfigurationManager GetConnection GetConnectionRecordingPreferences
  GetConnectionStatus GetContact GetContactChannel GetContactPolicy GetDatabase GetDefaultPatchBaseline
  GetDeployablePatchSnapshotForInstance GetDocument GetEndpoint GetExecutionPreview GetIncidentRecord
  GetInventory GetInventorySchema GetMaintenanceWindow GetMaintenanceWindowExecution
  GetMaintenanceWindowExecutionTask GetMaintenanceWindowExecutionTaskInvocation GetMaintenanceWindowTask
  GetManifest GetMessages GetOperation GetOpsItem GetOpsMetadata GetOpsSummary GetParameter GetParameterHistory
  GetParameters GetParametersByPath GetPatchBaseline GetPatchBaselineForPatchGroup GetReplicationSet
  GetResourcePermission GetResourcePolicies GetResponsePlan GetRotation GetRotationOverride GetServiceSetting
  GetServiceSettings GetTimelineEvent LabelParameterVersion ListApplications ListAssociationVersions
  ListAssociations ListCloudConnectors ListCommandInvocations ListCommands ListComplianceItems
  ListComplianceSummaries ListComponents ListConfigurationCheckDefinitions ListConfigurationCheckOperations
  ListConfigurationManagers ListConfigurations ListConnections ListContactChannels ListContacts ListDatabases
  ListDocumentMetadataHistory ListDocumentVersions ListDocuments ListEngagements ListIncidentFindings
  ListIncidentRecords ListInstanceAssociations ListInventoryEntries ListNodes ListNodesSummary
  ListOperationEvents ListOperations ListOpsItemEvents ListOpsItemRelatedItems ListOpsMetadata ListPageReceipts
  ListPageResolutions ListPagesByContact ListPagesByEngagement ListPreviewRotationShifts ListQuickSetupTypes
  ListRelatedItems ListReplicationSets ListResourceComplianceSummaries ListResourceDataSync ListResponsePlans
  ListRotationOverrides ListRotationShifts ListRotations ListSubCheckResults ListSubCheckRuleResults
  ListTagsForResource ListTimelineEvents ModifyDocumentPermission OpenControlChannel OpenDataChannel PutCalendar
  PutComplianceItems PutConfigurePackageResult PutContactPolicy PutInventory PutParameter PutResourcePermission
  PutResourcePolicy ReEncrypt RegisterApplication RegisterDefaultHostManagementConfiguration
  RegisterDefaultPatchBaseline RegisterManagedInstance RegisterPatchBaselineForPatchGroup
  RegisterTargetWithMaintenanceWindow RegisterTaskWithMaintenanceWindow RemoveTagsFromResource
  RequestManagedInstanceRoleToken ResetServiceSetting ResumeSession SendActivationCode SendAutomationSignal
  SendCommand SendHeartbeat SendReply StartAccessRequest StartApplication StartApplicationRefresh
  StartAssociationsOnce StartAutomationExecution StartChangeRequestExecution StartConfigurationChecks
  StartConnection StartEngagement StartExecutionPreview StartIncident StartSession StopApplication
  StopAutomationExecution StopEngagement TagResource TerminateSession UnlabelParameterVersion UntagResource
  UpdateApplicationSettings UpdateAssociation UpdateAssociationStatus UpdateCloudConnector
  UpdateConfigurationDefinition UpdateConfigurationManager UpdateConnectionRecordingPreferences UpdateContact
  UpdateContactChannel UpdateDeletionProtection UpdateDocument UpdateDocumentDefaultVersion
  UpdateDocumentMetadata UpdateIncidentRecord UpdateInstanceAssociationStatus UpdateInstanceInformation
  UpdateMaintenanceWindow UpdateMaintenanceWindowTarget UpdateMaintenanceWindowTask
  UpdateManagedInstancePublicKey UpdateManagedInstanceRole UpdateOpsItem UpdateOpsMetadata UpdatePatchBaseline
  UpdateRelatedItems UpdateReplicationSet UpdateResourceDataSync UpdateResponsePlan UpdateRotation
  UpdateServiceSetting UpdateServiceSettings UpdateTimelineEvent ValidateCloudConnector
`
  .trim()
  .split(/\s+/);

const KNOWN = new Set(KNOWN_EVENT_NAMES);

/** The most letters that a typing error changes. A name further away may be one that AWS has added since. */
const SLIP = 3;

/**
 * The known name that somebody may have meant by an unknown one: another spelling of it. Undefined for a known name,
 * and if none is near.
 */
export function intendedEventName(name: string): string | undefined {
  return KNOWN.has(name) ? undefined : nearestText(name, KNOWN_EVENT_NAMES, SLIP);
}

/** Whether a pattern, `*` standing for any text and letter case ignored, could mean one of the known names. */
export function meansKnownName(pattern: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  return KNOWN_EVENT_NAMES.some((name) => hasParts(name.toLowerCase(), parts));
}

/** Whether a text has the parts in their order: the first at its beginning, the last at its end. */
function hasParts(text: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return text === first;
  const last = rest.at(-1) ?? '';
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
