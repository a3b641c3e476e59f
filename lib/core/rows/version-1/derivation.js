/*
 * How index version 1 made rows of a record: the whole of that code, bundled by esbuild from commit c32528f, the last one
 * of that version, and never changed. Rows of that version stand in tables until they expire or are read again, and
 * `verify` holds them to what was meant when they were written. docs/adr/15-index-versions.md says why this is a bundle and
 * no second copy of the sources. It goes when no table can hold such rows any more.
 */
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name2 in all)
    __defProp(target, name2, { get: all[name2], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// entry.ts
var entry_exports = {};
__export(entry_exports, {
  familyOf: () => familyOf,
  indexRecord: () => indexRecord,
  termRows: () => termRows
});
module.exports = __toCommonJS(entry_exports);

// lib/core/event/event-time.ts
var EVENT_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?(?:Z|\+00:?00)?$/;
function normalisedEventTime(value) {
  const [, date, time] = typeof value === "string" && EVENT_TIME.exec(value) || [];
  const normalised = `${date}T${time}Z`;
  return Number.isNaN(Date.parse(normalised)) || !isCalendarDate(normalised) ? void 0 : normalised;
}
function isCalendarDate(time) {
  return new Date(time).toISOString().startsWith(time.slice(0, -1));
}

// lib/core/record/json.ts
var import_lossless_json = require("lossless-json");
function isJsonObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isBoxedNumber(value);
}
function isBoxedNumber(value) {
  return value instanceof import_lossless_json.LosslessNumber;
}
function member(value, key) {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : void 0;
}
function valueAt(value, ...keys) {
  return keys.reduce((at, key) => member(at, key), value);
}
function textAt(value, ...keys) {
  const found = valueAt(value, ...keys);
  return typeof found === "string" && found !== "" ? found : void 0;
}

// lib/core/record/event-source.ts
var SYSTEMS_MANAGER_HOST = /^(?:[a-z]+-)?(?:ec2messages|ssmmessages|ssm(?:-[a-z0-9-]+)?)\.amazonaws\.com$/i;
var KNOWN_SOURCES = new Set(
  [
    "ssm",
    "ssm-guiconnect",
    "ssm-incidents",
    "ssm-contacts",
    "ssm-quicksetup",
    "ssm-sap",
    "ssmmessages",
    "ec2messages"
  ].map((label) => `${label}.amazonaws.com`)
);
var KMS_SOURCE = "kms.amazonaws.com";
function isSystemsManagerSource(eventSource) {
  return typeof eventSource === "string" && SYSTEMS_MANAGER_HOST.test(eventSource);
}
function familyOf(record) {
  const eventSource = member(record, "eventSource");
  if (isSystemsManagerSource(eventSource)) return "systems-manager";
  return eventSource === KMS_SOURCE && parameterArnOf(record) !== void 0 ? "related" : "other";
}
function parameterArnOf(record) {
  return textAt(record, "requestParameters", "encryptionContext", "PARAMETER_ARN");
}

// lib/core/record/outcome.ts
var DENIED = /AccessDenied|UnauthorizedOperation|UnauthorizedAccess|AuthorizationError/;
var THROTTLED = /Throttl|RequestLimitExceeded|TooManyRequests|SlowDown/;
function outcomeOf(record) {
  const errorCode = member(record, "errorCode") ?? "";
  if (errorCode === "Success") return "success";
  if (errorCode === "") return textAt(record, "errorMessage") === void 0 ? "success" : "failed";
  if (typeof errorCode !== "string") return "failed";
  if (DENIED.test(errorCode)) return "denied";
  return THROTTLED.test(errorCode) ? "throttled" : "failed";
}

// lib/core/record/assumed-role.ts
var SESSION_ARN = /^arn:([^:]*):sts::([^:]*):assumed-role\/([^/]+)\/(.+)$/s;
function assumedRoleOf(arn) {
  const [, partition, accountId, roleName2, sessionName] = SESSION_ARN.exec(arn) ?? [];
  if (partition === void 0 || accountId === void 0) return void 0;
  if (roleName2 === void 0 || sessionName === void 0) return void 0;
  return { partition, accountId, roleName: roleName2, sessionName };
}

// lib/core/record/redaction-marker.ts
function maskMarker(length) {
  return `***masked:${length}***`;
}
var MARKER = /^\*\*\*masked:\d+\*\*\*$/;
var REDACTIONS = /* @__PURE__ */ new Set([
  "hidden_due_to_security_reasons",
  "value hidden due to security reasons.",
  "***",
  "<sensitivedataremoved>"
]);
function isRedacted(text) {
  return MARKER.test(text) || REDACTIONS.has(text.toLowerCase());
}

// lib/core/record/readable-text.ts
function readableTextAt(value, ...keys) {
  const text = textAt(value, ...keys);
  return text === void 0 || isRedacted(text) ? void 0 : text;
}

// lib/core/record/actor.ts
var INSTANCE_ID = /^m?i-[0-9a-f]{8,32}$/i;
var PERMISSION_SET_ROLE = /^arn:[^:]*:iam::[^:]*:role\/aws-reserved\/sso\.amazonaws\.com\//;
var IAM_USER = /^arn:[^:]*:iam::[^:]*:user\//;
var FEDERATED_USER = /^arn:[^:]*:sts::[^:]*:federated-user\/(.+)$/s;
var SESSION_PRINCIPAL_ID = /^(?:AROA[A-Z0-9]*|\d+):(.+)$/s;
function actorOf(identity) {
  if (textAt(identity, "type") === "Root") return { actor: "root", actorSource: "root" };
  const session = sessionNameOf(identity);
  return named(userNameOf(identity), "userName") ?? named(readableTextAt(identity, "sessionContext", "sourceIdentity"), "sourceIdentity") ?? named(identityCenterUserOf(identity, session), "identityCenterUser") ?? named(session, INSTANCE_ID.test(session ?? "") ? "instance" : "sessionName") ?? {};
}
function named(actor, actorSource) {
  return actor === void 0 ? void 0 : { actor, actorSource };
}
function sessionNameOf(identity) {
  const arn = readableTextAt(identity, "arn") ?? "";
  const principalId = readableTextAt(identity, "principalId") ?? "";
  return assumedRoleOf(arn)?.sessionName ?? FEDERATED_USER.exec(arn)?.[1] ?? SESSION_PRINCIPAL_ID.exec(principalId)?.[1];
}
function userNameOf(identity) {
  const arn = readableTextAt(identity, "arn") ?? "";
  const nameInArn = IAM_USER.test(arn) ? arn.split("/").at(-1) : void 0;
  return readableTextAt(identity, "userName") ?? (nameInArn || void 0);
}
function identityCenterUserOf(identity, session) {
  const issuer = textAt(identity, "sessionContext", "sessionIssuer", "arn") ?? "";
  const user = PERMISSION_SET_ROLE.test(issuer) ? session : void 0;
  return user ?? readableTextAt(identity, "onBehalfOf", "userId");
}

// lib/core/record/role-arn.ts
var ROLE_ARN = /^arn:[^:]*:iam::[^:]*:role\//;
var ROLE_NAME = /^[\w+=,.@-]+$/;
function roleArnOf(identity) {
  const issuer = readableTextAt(identity, "sessionContext", "sessionIssuer", "arn") ?? "";
  if (ROLE_ARN.test(issuer)) return issuer;
  const arn = readableTextAt(identity, "arn") ?? "";
  return ROLE_ARN.test(arn) ? arn : roleOfSession(arn);
}
function roleOfSession(arn) {
  const session = assumedRoleOf(arn);
  if (session === void 0 || !ROLE_NAME.test(session.roleName)) return void 0;
  return `arn:${session.partition}:iam::${session.accountId}:role/${session.roleName}`;
}

// lib/core/record/principal.ts
function principalOf(record) {
  const identity = member(record, "userIdentity");
  const roleArn = roleArnOf(identity);
  const accessKeyId = readableTextAt(identity, "accessKeyId");
  return {
    ...nameOf(identity),
    ...roleArn !== void 0 && { roleArn },
    ...actorOf(identity),
    ...accessKeyId !== void 0 && { accessKeyId }
  };
}
function nameOf(identity) {
  return name("arn", "", readableTextAt(identity, "arn")) ?? name("sessionIssuer", "", readableTextAt(identity, "sessionContext", "sessionIssuer", "arn")) ?? name("identityCenter", "identitycenter:", readableTextAt(identity, "onBehalfOf", "userId")) ?? providerUserOf(identity) ?? accountPrincipalOf(identity) ?? name("service", "service:", readableTextAt(identity, "invokedBy")) ?? // After the service: beside `invokedBy`, an account alone is the one acted upon.
  name("account", "account:", readableTextAt(identity, "accountId")) ?? {
    userIdentityArn: "unknown",
    principalSource: "unknown"
  };
}
function name(principalSource, scheme, ...parts) {
  const known = parts.filter((part) => part !== void 0);
  return known.length === 0 ? void 0 : { userIdentityArn: `${scheme}${known.join("/")}`, principalSource };
}
function providerUserOf(identity) {
  const provider = readableTextAt(identity, "identityProvider");
  const user = readableTextAt(identity, "userName") ?? readableTextAt(identity, "principalId");
  const type = textAt(identity, "type");
  if (type === "SAMLUser") return name("saml", "saml:", provider, user);
  return type === "WebIdentityUser" ? name("webIdentity", "webidentity:", provider, user) : void 0;
}
function accountPrincipalOf(identity) {
  const id = readableTextAt(identity, "principalId") ?? readableTextAt(identity, "userName");
  if (id === void 0 || textAt(identity, "type") === "AWSService") return void 0;
  return name("account", "account:", readableTextAt(identity, "accountId"), id);
}

// lib/core/resources/agent-traffic.ts
var AGENT_CALLS = /* @__PURE__ */ new Set([
  "UpdateInstanceInformation",
  "ListInstanceAssociations",
  "DescribeAssociation",
  "UpdateInstanceAssociationStatus",
  "PutInventory",
  "PutComplianceItems",
  "PutConfigurePackageResult",
  "GetDeployablePatchSnapshotForInstance",
  "RequestManagedInstanceRoleToken",
  "CreateControlChannel",
  "OpenControlChannel",
  "GetEndpoint",
  "GetMessages"
]);
var NAMING_PARAMETERS = ["instanceId", "resourceId", "destination"];
var NODE_ARN = /:(?:instance|managed-instance|managed-instance-inventory|control-channel)\/([^/:]+)$/;
function isAgentTraffic(record, resources = []) {
  if (!isSystemsManagerSource(member(record, "eventSource"))) return false;
  if (!AGENT_CALLS.has(member(record, "eventName")) || outcomeOf(record) !== "success") return false;
  const named3 = [...nodesNamed(record), ...resources.filter(({ kind }) => kind === "instance").map(({ id }) => id)];
  const node = nodeOf(member(record, "userIdentity"));
  return node !== void 0 && named3.length > 0 && named3.every((id) => id === node);
}
function nodeOf(identity) {
  const { actor, actorSource } = actorOf(identity);
  return textAt(identity, "type") === "AssumedRole" && actorSource === "instance" ? actor : void 0;
}
function nodesNamed(record) {
  const inRequest = NAMING_PARAMETERS.map((name2) => textAt(record, "requestParameters", name2));
  const resources = valueAt(record, "resources");
  const inResources = Array.isArray(resources) ? resources.map((each) => NODE_ARN.exec(textAt(each, "ARN") ?? "")?.[1]) : [];
  return [...inRequest, ...inResources].filter((id) => id !== void 0);
}

// lib/core/resources/actions/applications.ts
var APPLICATIONS = {
  RegisterApplication: [
    ["request.applicationId", "other", "creates"],
    ["request.instances", "instance", "target"],
    ["response.application.arn", "other", "creates"]
  ]
};

// lib/core/resources/actions/mention.ts
var TARGET_LOCATIONS = [
  ["request.targetLocations.accounts", "account", "target"],
  ["request.targetLocations.targets", "selection", "target"],
  ["request.targetLocations.executionRoleName", "role", "uses"]
];

// lib/core/resources/actions/automation.ts
var AUTOMATION = {
  StartAutomationExecution: [
    ["request.documentName", "document", "uses"],
    ["request.targets", "selection", "target"],
    ...TARGET_LOCATIONS,
    ["response.automationExecutionId", "automation", "creates"]
  ],
  StopAutomationExecution: [["request.automationExecutionId", "automation", "changes"]],
  SendAutomationSignal: [["request.automationExecutionId", "automation", "changes"]],
  StartChangeRequestExecution: [
    ["request.documentName", "document", "uses"],
    ["request.changeRequestName", "changeRequest", "creates"],
    ["request.runbooks.documentName", "document", "uses"],
    ["request.runbooks.targets", "selection", "target"],
    ["request.runbooks.targetLocations.accounts", "account", "target"],
    ["request.runbooks.targetLocations.targets", "selection", "target"],
    ["request.runbooks.targetLocations.executionRoleName", "role", "uses"],
    ["response.automationExecutionId", "automation", "creates"]
  ],
  StartExecutionPreview: [
    ["request.documentName", "document", "uses"],
    ["response.executionPreviewId", "other", "creates"]
  ],
  GetExecutionPreview: [["request.executionPreviewId", "other", "uses"]]
};

// lib/core/resources/actions/documents.ts
var DOCUMENTS = {
  CreateDocument: [
    ["request.name", "document", "creates"],
    ["request.requires.name", "document", "uses"]
  ],
  UpdateDocument: [["request.name", "document", "changes"]],
  UpdateDocumentDefaultVersion: [["request.name", "document", "changes"]],
  UpdateDocumentMetadata: [["request.name", "document", "changes"]],
  DeleteDocument: [["request.name", "document", "changes"]],
  ModifyDocumentPermission: [
    ["request.name", "document", "changes"],
    ["request.accountIdsToAdd", "account", "target"],
    ["request.accountIdsToRemove", "account", "target"]
  ],
  GetDocument: [["request.name", "document", "uses"]],
  DescribeDocument: [["request.name", "document", "uses"]],
  DescribeDocumentPermission: [["request.name", "document", "uses"]],
  PutCalendar: [["request.name", "document", "changes"]],
  GetCalendar: [["request.name", "document", "uses"]]
};

// lib/core/resources/actions/incident-manager.ts
var CHANGED_INCIDENT = [["request.incidentRecordArn", "incident", "changes"]];
var INCIDENT_MANAGER = {
  StartIncident: [
    ["request.responsePlanArn", "responsePlan", "uses"],
    ["response.incidentRecordArn", "incident", "creates"]
  ],
  UpdateRelatedItems: CHANGED_INCIDENT,
  CreateTimelineEvent: CHANGED_INCIDENT,
  UpdateTimelineEvent: CHANGED_INCIDENT,
  DeleteTimelineEvent: CHANGED_INCIDENT,
  CreateContactChannel: [
    ["request.contactId", "contact", "changes"],
    ["response.contactChannelArn", "other", "creates"]
  ],
  StartEngagement: [
    ["request.contactId", "contact", "target"],
    ["response.engagementArn", "other", "creates"]
  ],
  CreateRotationOverride: [["request.rotationId", "other", "changes"]],
  CreateRotation: [
    ["request.contactIds", "contact", "uses"],
    ["response.rotationArn", "other", "creates"]
  ]
};

// lib/core/resources/actions/maintenance-windows.ts
var MAINTENANCE_WINDOWS = {
  CreateMaintenanceWindow: [["response.windowId", "maintenanceWindow", "creates"]],
  UpdateMaintenanceWindow: [["request.windowId", "maintenanceWindow", "changes"]],
  DeleteMaintenanceWindow: [["request.windowId", "maintenanceWindow", "changes"]],
  RegisterTargetWithMaintenanceWindow: [
    ["request.windowId", "maintenanceWindow", "changes"],
    ["request.targets", "selection", "target"],
    ["response.windowTargetId", "maintenanceWindowTarget", "creates"]
  ],
  UpdateMaintenanceWindowTarget: [
    ["request.windowId", "maintenanceWindow", "changes"],
    ["request.windowTargetId", "maintenanceWindowTarget", "changes"],
    ["request.targets", "selection", "target"]
  ],
  DeregisterTargetFromMaintenanceWindow: [
    ["request.windowId", "maintenanceWindow", "changes"],
    ["request.windowTargetId", "maintenanceWindowTarget", "changes"]
  ],
  RegisterTaskWithMaintenanceWindow: [
    ["request.windowId", "maintenanceWindow", "changes"],
    ["request.taskArn", "document", "uses"],
    ["request.targets", "selection", "target"],
    ["request.serviceRoleArn", "role", "uses"],
    ["response.windowTaskId", "maintenanceWindowTask", "creates"]
  ],
  UpdateMaintenanceWindowTask: [
    ["request.windowId", "maintenanceWindow", "changes"],
    ["request.windowTaskId", "maintenanceWindowTask", "changes"],
    ["request.taskArn", "document", "uses"],
    ["request.targets", "selection", "target"],
    ["request.serviceRoleArn", "role", "uses"]
  ],
  DeregisterTaskFromMaintenanceWindow: [
    ["request.windowId", "maintenanceWindow", "changes"],
    ["request.windowTaskId", "maintenanceWindowTask", "changes"]
  ],
  CancelMaintenanceWindowExecution: [["request.windowExecutionId", "maintenanceWindowExecution", "changes"]]
};

// lib/core/resources/actions/managed-nodes.ts
var MANAGED_NODES = {
  CreateActivation: [
    ["request.iamRole", "role", "uses"],
    ["response.activationId", "activation", "creates"]
  ],
  DeleteActivation: [["request.activationId", "activation", "changes"]],
  RegisterManagedInstance: [
    ["request.activationId", "activation", "uses"],
    ["request.instanceId", "instance", "creates"],
    ["response.instanceId", "instance", "creates"]
  ],
  DeregisterManagedInstance: [["request.instanceId", "instance", "changes"]],
  UpdateManagedInstanceRole: [
    ["request.instanceId", "instance", "changes"],
    ["request.iamRole", "role", "uses"]
  ],
  UpdateManagedInstancePublicKey: [["request.instanceId", "instance", "changes"]],
  UpdateInstanceInformation: [["request.instanceId", "instance", "target"]],
  PutInventory: [["request.instanceId", "instance", "target"]],
  DeleteInventory: [["request.typeName", "other", "changes"]],
  PutComplianceItems: [["request", "typedResource", "target"]]
};

// lib/core/resources/actions/operations.ts
var TAGGED = [
  ["request", "typedResource", "changes"],
  ["request.resourceArn", "other", "changes"],
  ["request.resourceARN", "other", "changes"]
];
var OPERATIONS = {
  CreateOpsItem: [
    ["response.opsItemId", "opsItem", "creates"],
    ["request.relatedOpsItems.opsItemId", "opsItem", "uses"],
    ["request.accountId", "account", "target"]
  ],
  UpdateOpsItem: [
    ["request.opsItemId", "opsItem", "changes"],
    ["request.relatedOpsItems.opsItemId", "opsItem", "uses"]
  ],
  DeleteOpsItem: [["request.opsItemId", "opsItem", "changes"]],
  AssociateOpsItemRelatedItem: [
    ["request.opsItemId", "opsItem", "changes"],
    ["request.resourceUri", "other", "uses"],
    ["response.associationId", "other", "creates"]
  ],
  DisassociateOpsItemRelatedItem: [
    ["request.opsItemId", "opsItem", "changes"],
    ["request.associationId", "other", "changes"]
  ],
  CreateOpsMetadata: [
    ["request.resourceId", "other", "uses"],
    ["response.opsMetadataArn", "opsMetadata", "creates"]
  ],
  AddTagsToResource: TAGGED,
  RemoveTagsFromResource: TAGGED,
  TagResource: TAGGED,
  UntagResource: TAGGED,
  ListTagsForResource: TAGGED.map(([path, kind]) => [path, kind, "uses"]),
  PutResourcePolicy: [["request.resourceArn", "other", "changes"]],
  DeleteResourcePolicy: [["request.resourceArn", "other", "changes"]],
  UpdateServiceSetting: [
    ["request.settingId", "serviceSetting", "changes"],
    ["request", "defaultHostRole", "uses"]
  ],
  ResetServiceSetting: [["request.settingId", "serviceSetting", "changes"]],
  CreateResourceDataSync: [
    ["request.syncName", "resourceDataSync", "creates"],
    ["request.s3Destination.bucketName", "bucket", "uses"]
  ],
  UpdateResourceDataSync: [["request.syncName", "resourceDataSync", "changes"]],
  DeleteResourceDataSync: [["request.syncName", "resourceDataSync", "changes"]]
};

// lib/core/resources/actions/parameter-store.ts
var PARAMETER_STORE = {
  GetParameter: [["request.name", "parameter", "uses"]],
  GetParameterHistory: [["request.name", "parameter", "uses"]],
  GetParameters: [["request.names", "parameter", "uses"]],
  GetParametersByPath: [["request.path", "parameterPath", "uses"]],
  PutParameter: [
    ["request.name", "parameter", "changes"],
    ["request.keyId", "key", "uses"]
  ],
  DeleteParameter: [["request.name", "parameter", "changes"]],
  DeleteParameters: [["request.names", "parameter", "changes"]],
  LabelParameterVersion: [["request.name", "parameter", "changes"]],
  UnlabelParameterVersion: [["request.name", "parameter", "changes"]]
};

// lib/core/resources/actions/patch-manager.ts
var PATCH_MANAGER = {
  CreatePatchBaseline: [["response.baselineId", "patchBaseline", "creates"]],
  UpdatePatchBaseline: [["request.baselineId", "patchBaseline", "changes"]],
  DeletePatchBaseline: [["request.baselineId", "patchBaseline", "changes"]],
  RegisterDefaultPatchBaseline: [["request.baselineId", "patchBaseline", "changes"]],
  RegisterPatchBaselineForPatchGroup: [
    ["request.baselineId", "patchBaseline", "changes"],
    ["request.patchGroup", "patchGroup", "changes"]
  ],
  DeregisterPatchBaselineForPatchGroup: [
    ["request.baselineId", "patchBaseline", "changes"],
    ["request.patchGroup", "patchGroup", "changes"]
  ],
  GetDeployablePatchSnapshotForInstance: [["request.instanceId", "instance", "uses"]]
};

// lib/core/resources/actions/run-command.ts
var RUN_COMMAND = {
  SendCommand: [
    ["request.instanceIds", "instance", "target"],
    ["request.targets", "selection", "target"],
    ["request.documentName", "document", "uses"],
    ["request.serviceRoleArn", "role", "uses"],
    ["request.outputS3BucketName", "bucket", "uses"],
    ["response.command.commandId", "command", "creates"],
    ["response.command.instanceIds", "instance", "target"],
    ["response.command.targets", "selection", "target"]
  ],
  CancelCommand: [
    ["request.commandId", "command", "changes"],
    ["request.instanceIds", "instance", "target"]
  ],
  GetCommandInvocation: [
    ["request.commandId", "command", "uses"],
    ["request.instanceId", "instance", "uses"]
  ],
  ListCommandInvocations: [
    ["request.commandId", "command", "uses"],
    ["request.instanceId", "instance", "uses"]
  ]
};

// lib/core/resources/actions/session-manager.ts
var SESSION_MANAGER = {
  StartSession: [
    ["request.target", "instance", "target"],
    ["request.documentName", "document", "uses"],
    ["request.parameters.host", "host", "uses"],
    ["request.parameters.portNumber", "port", "uses"],
    ["response.sessionId", "session", "creates"]
  ],
  ResumeSession: [["request.sessionId", "session", "changes"]],
  TerminateSession: [["request.sessionId", "session", "changes"]],
  GetConnectionStatus: [["request.target", "instance", "uses"]],
  StartConnection: [
    ["request.instanceId", "instance", "target"],
    ["response.connectionArn", "connection", "creates"]
  ],
  CancelConnection: [["request.connectionArn", "connection", "changes"]],
  StartAccessRequest: [
    ["request.targets", "selection", "target"],
    ["response.accessRequestId", "accessRequest", "creates"]
  ],
  GetAccessToken: [["request.accessRequestId", "accessRequest", "uses"]]
};

// lib/core/resources/actions/state-manager.ts
var STATE_MANAGER = {
  CreateAssociation: [
    ["request.name", "document", "uses"],
    ["request.instanceId", "instance", "target"],
    ["request.targets", "selection", "target"],
    ...TARGET_LOCATIONS,
    ["response.associationDescription.associationId", "association", "creates"]
  ],
  CreateAssociationBatch: [
    ["request.entries.name", "document", "uses"],
    ["request.entries.instanceId", "instance", "target"],
    ["request.entries.targets", "selection", "target"],
    ["request.entries.targetLocations.accounts", "account", "target"],
    ["response.successful.associationId", "association", "creates"]
  ],
  UpdateAssociation: [
    ["request.associationId", "association", "changes"],
    ["request.name", "document", "uses"],
    ["request.targets", "selection", "target"],
    ...TARGET_LOCATIONS,
    ["response.associationDescription.name", "document", "uses"]
  ],
  UpdateAssociationStatus: [
    ["request.name", "document", "uses"],
    ["request.instanceId", "instance", "target"],
    ["response.associationDescription.associationId", "association", "changes"]
  ],
  DeleteAssociation: [
    ["request.associationId", "association", "changes"],
    ["request.name", "document", "uses"],
    ["request.instanceId", "instance", "target"]
  ],
  StartAssociationsOnce: [["request.associationIds", "association", "target"]],
  DescribeAssociation: [
    ["request.associationId", "association", "uses"],
    ["request.name", "document", "uses"],
    ["request.instanceId", "instance", "uses"]
  ],
  ListInstanceAssociations: [["request.instanceId", "instance", "uses"]],
  UpdateInstanceAssociationStatus: [
    ["request.instanceId", "instance", "target"],
    ["request.associationId", "association", "target"]
  ]
};

// lib/core/resources/actions/mentions-of-action.ts
var AREAS = [
  SESSION_MANAGER,
  RUN_COMMAND,
  AUTOMATION,
  PARAMETER_STORE,
  DOCUMENTS,
  STATE_MANAGER,
  MAINTENANCE_WINDOWS,
  PATCH_MANAGER,
  MANAGED_NODES,
  OPERATIONS,
  INCIDENT_MANAGER,
  APPLICATIONS
];
var MENTIONS = new Map(AREAS.flatMap((area) => Object.entries(area)));
function mentionsOf(eventName) {
  return MENTIONS.get(eventName) ?? [];
}

// lib/core/resources/managed-node.ts
var NODE_ID = "m?i-[0-9a-fA-F]{8,17}";
var WHOLE_NODE_ID = new RegExp(`^${NODE_ID}$`);
var NODE_ID_IN_TEXT = new RegExp(`(?<![\\w-])${NODE_ID}(?![\\w-])`, "g");
var ECS_TARGET = /^ecs:[^_\s]+_\S+$/;
function isNodeId(text) {
  return WHOLE_NODE_ID.test(text);
}
function isEcsTarget(text) {
  return ECS_TARGET.test(text);
}
function nodeIdsIn(text) {
  return text.includes("i-") ? text.match(NODE_ID_IN_TEXT) ?? [] : [];
}

// lib/core/resources/normalised-id.ts
var DOCUMENT_VERSION = /:(?:\$[A-Z]+|\d+)$/i;
var NORMALISERS = {
  document: (name2) => name2.replace(DOCUMENT_VERSION, ""),
  parameter: withoutSelector,
  parameterPath: withoutClosingSlash,
  role: lastSegment,
  incident: lastSegment
};
function normalisedId(name2, kind) {
  return NORMALISERS[kind]?.(name2) || name2;
}
function withoutSelector(name2) {
  return name2.split(":", 1)[0] ?? name2;
}
function withoutClosingSlash(path) {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}
function lastSegment(name2) {
  return name2.slice(name2.lastIndexOf("/") + 1);
}

// lib/core/resources/arn.ts
var KINDS = /* @__PURE__ */ new Map([
  ["ec2:instance", "instance"],
  ["iam:role", "role"],
  ["kms:alias", "key"],
  ["kms:key", "key"],
  ["resource-groups:group", "resourceGroup"],
  ["ssm:association", "association"],
  ["ssm:automation-definition", "document"],
  ["ssm:automation-execution", "automation"],
  ["ssm:command", "command"],
  ["ssm:document", "document"],
  ["ssm:maintenancewindow", "maintenanceWindow"],
  ["ssm:managed-instance", "instance"],
  ["ssm:managed-instance-inventory", "instance"],
  ["ssm:opsitem", "opsItem"],
  ["ssm:opsmetadata", "opsMetadata"],
  ["ssm:parameter", "parameter"],
  ["ssm:patchbaseline", "patchBaseline"],
  ["ssm:resource-data-sync", "resourceDataSync"],
  ["ssm:servicesetting", "serviceSetting"],
  ["ssm:session", "session"],
  ["ssm:windowtarget", "maintenanceWindowTarget"],
  ["ssm:windowtask", "maintenanceWindowTask"],
  ["ssm-contacts:contact", "contact"],
  ["ssm-guiconnect:connection", "connection"],
  ["ssm-incidents:incident-record", "incident"],
  ["ssm-incidents:response-plan", "responsePlan"],
  ["ssmmessages:data-channel", "session"]
]);
var PRINCIPAL = /^(?:sts:|iam:(?:user|root|group)(?:$|[/:]))/;
function isArn(text) {
  return /^arn:aws[a-z-]*:/.test(text);
}
function resourceOfArn(arn) {
  if (!isArn(arn) || arn.includes("*")) return void 0;
  const [, , service = "", , , ...rest] = arn.split(":");
  const resource = rest.join(":").replaceAll('"', "");
  if (resource === "" || PRINCIPAL.test(`${service}:${resource}`)) return void 0;
  if (service === "s3") return { id: resource.split("/", 1)[0] ?? resource, kind: "bucket" };
  const [type, name2] = typeAndName(resource);
  if (type === "control-channel" && isNodeId(name2)) return { id: name2, kind: "instance" };
  if (name2 === "") return void 0;
  const kind = KINDS.get(`${service}:${type}`);
  if (kind === void 0) return { id: arn, kind: "other" };
  return { id: normalisedId(plainName(name2, kind, type), kind), kind };
}
function typeAndName(resource) {
  const end = resource.search(/[/:]/);
  return end < 0 ? ["", resource] : [resource.slice(0, end), resource.slice(end + 1)];
}
function plainName(name2, kind, type) {
  if (kind === "serviceSetting") return `/${name2}`;
  if (kind === "parameter") return name2.includes("/") ? `/${name2}` : name2;
  return type === "alias" ? `alias/${name2}` : name2;
}

// lib/core/resources/relation.ts
var BY_STRENGTH = ["creates", "changes", "target", "uses", "implied"];
function byStrength(one, other) {
  return BY_STRENGTH.indexOf(one) - BY_STRENGTH.indexOf(other);
}
var READING = /^(?:Describe|Get|List|BatchGet|Search|Lookup|Preview|Validate|Request)/;
var CREATING = /^Create/;
var STARTING = /^(?:Start|Send)/;
var TAGGING = /(?:TagResource|TagsToResource|TagsFromResource|UntagResource|ResourceP(?:olicy|ermission))$/;
var NEEDED = /* @__PURE__ */ new Set(["role", "bucket", "key", "host", "port"]);
var AIMED_AT = /* @__PURE__ */ new Set(["instance", "ecsTask", "tagTarget", "resourceGroup", "account"]);
function relationByVerb(eventName, kind, isAbout, side) {
  if (READING.test(eventName) || NEEDED.has(kind)) return "uses";
  if (TAGGING.test(eventName)) return "changes";
  if (AIMED_AT.has(kind)) return "target";
  if (!isAbout) return "uses";
  if (CREATING.test(eventName)) return "creates";
  if (STARTING.test(eventName)) return side === "response" ? "creates" : "target";
  return "changes";
}

// lib/core/resources/distinct-resources.ts
var MAX_RESOURCES = 1e4;
function distinctResources(found) {
  const distinct = /* @__PURE__ */ new Map();
  for (const resource of found) {
    const key = keyOf(resource);
    const known = distinct.get(key);
    if (known === void 0 || byStrength(resource.relation, known.relation) < 0) distinct.set(key, resource);
  }
  return [...distinct.values()].filter(({ id, kind }) => kind !== "parameter" || !distinct.has(keyOf({ id: `/${id}`, kind }))).sort((one, other) => byStrength(one.relation, other.relation)).slice(0, MAX_RESOURCES);
}
function keyOf({ id, kind }) {
  return `${kind}:${id}`;
}

// lib/core/resources/error-message.ts
var REFUSAL = " is not authorized to perform: ";
var RESOURCE = " on resource: ";
var CUT_LENGTH = 1e3;
function namesInError(message) {
  const refusal = message.indexOf(REFUSAL);
  return refusal < 0 ? mentionedNodes(message) : [refusedArn(message, refusal)];
}
function mentionedNodes(message) {
  return message.includes(":assumed-role/") ? [] : nodeIdsIn(message);
}
function refusedArn(message, refusal) {
  const resource = message.indexOf(RESOURCE, refusal);
  if (resource < 0) return "";
  const arn = message.slice(resource + RESOURCE.length);
  const end = arn.search(/\s/);
  if (end >= 0) return arn.slice(0, end);
  return message.length >= CUT_LENGTH ? "" : arn;
}

// lib/core/resources/resource-name.ts
var PLACEHOLDER = "{{";
var PATH_ARN = /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter(\/[^*]*)$/;
function resourceNamed(value, kind) {
  const name2 = nameText(value, kind);
  if (name2 === void 0) return void 0;
  if (isArn(name2)) return nameByArn(name2, kind);
  if (name2 === "*") return kind === "instance" ? { id: "instances=*", kind: "tagTarget" } : void 0;
  if (isNodeId(name2) && kind === "other") return { id: name2, kind: "instance" };
  if (isEcsTarget(name2) && kind === "instance") return { id: name2, kind: "ecsTask" };
  return { id: normalisedId(name2, kind), kind };
}
function nameText(value, kind) {
  if (kind === "port" && Number.isInteger(value)) return String(value);
  if (typeof value !== "string") return void 0;
  const name2 = value.trim().replace(/^"(.*)"$/s, "$1");
  return name2 === "" || isRedacted(name2) || name2.includes(PLACEHOLDER) ? void 0 : name2;
}
function nameByArn(arn, kind) {
  const path = kind === "parameterPath" ? PATH_ARN.exec(arn)?.[1] : void 0;
  return path === void 0 ? resourceOfArn(arn) : { id: normalisedId(path, kind), kind };
}

// lib/core/resources/value-path.ts
var SIDES = { request: "requestParameters", response: "responseElements" };
function field(value, key) {
  return member(value, key) ?? member(value, capitalised(key));
}
function valuesAt(record, path) {
  const [side, ...keys] = path.split(".");
  const root2 = member(record, side === "response" ? SIDES.response : SIDES.request);
  return keys.reduce(
    (found, key) => found.flatMap((value) => elements(field(value, key))),
    elements(root2)
  );
}
function elements(value) {
  if (value === void 0 || value === null) return [];
  return Array.isArray(value) && !isJsonObject(value) ? value : [value];
}
function capitalised(key) {
  return key.charAt(0).toUpperCase() + key.slice(1);
}

// lib/core/resources/selection.ts
var KIND_BY_KEY = /* @__PURE__ */ new Map([
  ["activationids", "activation"],
  ["associationid", "association"],
  ["automationid", "automation"],
  ["documentname", "document"],
  ["iamrole", "role"],
  ["instanceid", "instance"],
  ["instanceids", "instance"],
  ["keyid", "key"],
  ["opsitemid", "opsItem"],
  ["parametervalues", "other"],
  ["patch_group", "patchGroup"],
  ["path", "parameterPath"],
  ["resourceid", "other"],
  ["resource-groups:name", "resourceGroup"],
  ["resourcegroup", "resourceGroup"],
  ["resourcegroupname", "resourceGroup"],
  ["sessionid", "session"],
  ["target", "instance"],
  ["targetresourcegroup", "resourceGroup"],
  ["windowtargetids", "maintenanceWindowTarget"]
]);
function resourcesSelected(target) {
  const key = keyOf2(target);
  if (key === void 0) return [];
  const kind = KIND_BY_KEY.get(key.toLowerCase());
  return kind === void 0 ? tagTargets(key, target) : namedBy(target, kind);
}
function resourcesFilteredBy(filter, eventName) {
  const key = keyOf2(filter);
  if (key === void 0) return [];
  if (key.startsWith("tag:")) return tagTargets(key, filter);
  const kind = kindOfFilter(key.toLowerCase(), eventName);
  if (kind === void 0 || field(filter, "option") === "Contains") return [];
  const isBeginning = kind === "parameter" && field(filter, "option") === "BeginsWith";
  return namedBy(filter, isBeginning ? "parameterPath" : kind);
}
function kindOfFilter(key, eventName) {
  if (key === "name") return kindOfName(eventName);
  if (key === "executionid") return eventName.includes("Automation") ? "automation" : void 0;
  return KIND_BY_KEY.get(key);
}
function kindOfName(eventName) {
  if (eventName.includes("Parameter")) return "parameter";
  return /Document|Association|Calendar/.test(eventName) ? "document" : void 0;
}
function holdsTargets(key) {
  return key.toLowerCase() === "targets";
}
function holdsFilters(key) {
  return /filters?(?:list)?$/i.test(key);
}
function keyOf2(selection) {
  const key = isJsonObject(selection) ? field(selection, "key") ?? field(selection, "filterKey") : void 0;
  return typeof key === "string" && !isRedacted(key) ? key : void 0;
}
function namedBy(selection, kind) {
  return valuesOf(selection).flatMap((value) => resourceNamed(value, kind) ?? []);
}
function tagTargets(key, selection) {
  return valuesOf(selection).flatMap((value) => {
    const isValue = typeof value === "string" && value !== "" && !isRedacted(value);
    return isValue ? [{ id: `${key}=${value}`, kind: "tagTarget" }] : [];
  });
}
function valuesOf(selection) {
  return ["values", "value", "valueSet", "filterValues"].flatMap((key) => elements(field(selection, key)));
}

// lib/core/resources/extraction.ts
var KIND_BY_RESOURCE_TYPE = /* @__PURE__ */ new Map([
  ["association", "association"],
  ["automation", "automation"],
  ["document", "document"],
  ["maintenancewindow", "maintenanceWindow"],
  ["managedinstance", "instance"],
  ["opsitem", "opsItem"],
  ["opsmetadata", "opsMetadata"],
  ["parameter", "parameter"],
  ["patchbaseline", "patchBaseline"]
]);
var DEFAULT_HOST_SETTING = /default-ec2-instance-management-role$/;
var SHAPES = {
  selection: resourcesSelected,
  typedResource: (value) => listed(typedResource(value)),
  defaultHostRole: (value) => listed(defaultHostRole(value))
};
function resourcesIn(value, kind) {
  return isShape(kind) ? SHAPES[kind](value) : listed(resourceNamed(value, kind));
}
function isShape(kind) {
  return Object.hasOwn(SHAPES, kind);
}
function typedResource(value) {
  const type = field(value, "resourceType");
  const kind = typeof type === "string" ? KIND_BY_RESOURCE_TYPE.get(type.toLowerCase()) ?? "other" : void 0;
  return kind && resourceNamed(field(value, "resourceId"), kind);
}
function defaultHostRole(request) {
  const isHostSetting = DEFAULT_HOST_SETTING.test(textAt(request, "settingId") ?? "");
  return isHostSetting ? resourceNamed(textAt(request, "settingValue"), "role") : void 0;
}
function listed(found) {
  return found === void 0 ? [] : [found];
}

// lib/core/resources/implied-document.ts
var DEFAULT_SESSION_DOCUMENT = "SSM-SessionManagerRunShell";
function impliedDocument(record, eventName) {
  const request = member(record, "requestParameters");
  if (eventName !== "StartSession" || !isJsonObject(request)) return [];
  const named3 = field(request, "documentName");
  const isUnnamed = named3 === void 0 || named3 === null || named3 === "";
  return isUnnamed ? [{ id: DEFAULT_SESSION_DOCUMENT, kind: "document", relation: "implied" }] : [];
}

// lib/core/resources/field-kinds.ts
var KIND_BY_FIELD = /* @__PURE__ */ new Map([
  ["accessrequestid", "accessRequest"],
  ["activationid", "activation"],
  ["activationids", "activation"],
  ["applicationid", "other"],
  ["associationid", "association"],
  ["associationids", "association"],
  ["automationexecutionid", "automation"],
  ["baselineid", "patchBaseline"],
  ["calendarnames", "document"],
  ["changerequestname", "changeRequest"],
  ["commandid", "command"],
  ["connectionarn", "connection"],
  ["contactid", "contact"],
  ["contactids", "contact"],
  ["documentname", "document"],
  ["instanceid", "instance"],
  ["instanceids", "instance"],
  ["keyid", "key"],
  ["opsitemid", "opsItem"],
  ["patchgroup", "patchGroup"],
  ["sessionid", "session"],
  ["settingid", "serviceSetting"],
  ["syncname", "resourceDataSync"],
  ["windowexecutionid", "maintenanceWindowExecution"],
  ["windowid", "maintenanceWindow"],
  ["windowtargetid", "maintenanceWindowTarget"],
  ["windowtaskid", "maintenanceWindowTask"]
]);
var ROLE_FIELD = /role(?:arn|name)?$/i;
var BUCKET_FIELD = /bucket(?:name)?$/i;
var UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
function kindOfField(key, value, eventName, isTop) {
  const known = KIND_BY_FIELD.get(key.toLowerCase());
  if (known !== void 0) return known;
  if (ROLE_FIELD.test(key)) return "role";
  if (BUCKET_FIELD.test(key)) return "bucket";
  if (/activation/i.test(key) && UUID.test(value)) return "activation";
  return isTop && /^names?$/i.test(key) ? kindOfName(eventName) : void 0;
}
function isAboutField(key, eventName, isTop) {
  const stem = key.replace(/(?:ids?|arns?|names?)$/i, "");
  return stem === "" ? isTop : eventName.includes(stem.charAt(0).toUpperCase() + stem.slice(1));
}

// lib/core/resources/nested-fields.ts
var MAX_VALUES = 131072;
function nestedFields(root2) {
  const found = root2 === void 0 ? [] : [{ key: "", value: root2, isTop: true }];
  for (let next = 0; next < found.length && found.length < MAX_VALUES; next += 1) {
    const parent = found[next];
    if (parent) appendChildren(found, parent, next === 0);
  }
  return found;
}
function appendChildren(found, parent, isRoot) {
  for (const child of childrenOf(parent, isRoot).slice(0, MAX_VALUES - found.length)) found.push(child);
}
function childrenOf({ key, value, isTop }, isRoot) {
  if (Array.isArray(value)) return elements(value).map((child) => ({ key, value: child, isTop }));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).map(([childKey, child]) => ({ key: childKey, value: child, isTop: isRoot }));
}

// lib/core/resources/shape.ts
var ARN_FIELD = /(?:arn|id|uri)s?$/i;
function resourcesByShape(record, eventName) {
  return ["request", "response"].flatMap(
    (side) => nestedFields(member(record, SIDES[side])).flatMap((field2) => resourcesOfField(field2, eventName, side))
  );
}
function resourcesOfField(field2, eventName, side) {
  const related = ({ id, kind }) => ({
    id,
    kind,
    relation: relationByVerb(eventName, kind, isAboutField(field2.key, eventName, field2.isTop), side)
  });
  if (isJsonObject(field2.value)) return namesOfObject(field2, eventName).map(related);
  if (typeof field2.value !== "string") return [];
  return [...namesOfText(field2, field2.value, eventName).map(related), ...mentionedNodes2(field2.value)];
}
function namesOfObject({ key, value }, eventName) {
  if (holdsTargets(key)) return resourcesSelected(value);
  if (holdsFilters(key)) return resourcesFilteredBy(value, eventName);
  const typed = typedResource(value);
  return typed === void 0 ? [] : [typed];
}
function namesOfText({ key, isTop }, text, eventName) {
  if (isNodeId(text)) return [{ id: text, kind: "instance" }];
  if (isEcsTarget(text)) return [{ id: text, kind: "ecsTask" }];
  const kind = kindOfField(key, text, eventName, isTop);
  const named3 = kind === void 0 ? byArn(key, text) : resourceNamed(text, kind);
  return named3 === void 0 ? [] : [named3];
}
function byArn(key, text) {
  const found = isArn(text) ? resourceOfArn(text) : void 0;
  return found?.kind === "other" && !ARN_FIELD.test(key) ? void 0 : found;
}
function mentionedNodes2(text) {
  return nodeIdsIn(text).map((id) => ({ id, kind: "instance", relation: "uses" }));
}

// lib/core/resources/resources-of.ts
function resourcesOf(record) {
  const eventName = textAt(record, "eventName") ?? "";
  const stated = [...mentioned(record, eventName), ...impliedDocument(record, eventName)];
  const statedIds = new Set(stated.map(({ id }) => id));
  const shown = [...named2(record, eventName), ...resourcesByShape(record, eventName)];
  return distinctResources([...stated, ...shown.filter(({ id }) => !statedIds.has(id))]);
}
function relatedResourcesOf(record) {
  const parameter = resourceNamed(parameterArnOf(record), "parameter");
  return parameter === void 0 ? [] : [{ ...parameter, relation: "uses" }];
}
function mentioned(record, eventName) {
  return mentionsOf(eventName).flatMap(
    ([path, kind, relation]) => valuesAt(record, path).flatMap((value) => resourcesIn(value, kind)).map((found) => ({ ...found, relation }))
  );
}
function named2(record, eventName) {
  const expected = eventName === "GetParametersByPath" ? "parameterPath" : "other";
  return [...listedArns(record), ...namesInError(textAt(record, "errorMessage") ?? "")].flatMap((name2) => resourceNamed(name2, expected) ?? []).map(({ id, kind }) => ({ id, kind, relation: relationOf(eventName, kind) }));
}
function listedArns(record) {
  return elements(member(record, "resources")).flatMap((element) => textAt(element, "ARN") ?? textAt(element, "arn") ?? []).filter(isArn);
}
function relationOf(eventName, kind) {
  const [, , stated] = mentionsOf(eventName).find(([, mentionKind]) => mentionKind === kind) ?? [];
  return stated ?? relationByVerb(eventName, kind, isAboutKind(eventName, kind), "request");
}
function isAboutKind(eventName, kind) {
  return eventName.includes(kind.charAt(0).toUpperCase() + kind.slice(1));
}

// lib/core/text/shortened-text.ts
var import_node_crypto = require("node:crypto");
var HASH_MARK = "~sha256:";
var HASH_DIGITS = 64;
var MAX_FIELD_BYTES = 12 * 1024;
function storedField(text) {
  return shortened(text, MAX_FIELD_BYTES);
}
function shortened(text, maxBytes) {
  if (Buffer.byteLength(text) <= maxBytes) return text.toWellFormed();
  const hash = (0, import_node_crypto.createHash)("sha256").update(text).digest("hex");
  return `${beginning(text, maxBytes - HASH_MARK.length - HASH_DIGITS)}${HASH_MARK}${hash}`;
}
function beginning(text, maxBytes) {
  if (Buffer.byteLength(text) <= maxBytes) return text.toWellFormed();
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(maxBytes));
  return text.slice(0, read).toWellFormed();
}

// lib/core/event/read-event.ts
var MAX_USER_AGENT_BYTES = 1024;
function readEvent(record, recordSha256) {
  const eventName = textAt(record, "eventName");
  const eventTime = normalisedEventTime(member(record, "eventTime"));
  if (eventName === void 0) return { kind: "unindexable", reason: "no eventName" };
  if (eventTime === void 0) return { kind: "unindexable", reason: timeReason(record) };
  const eventID = textAt(record, "eventID") ?? `sha256:${recordSha256}`;
  return { kind: "event", event: stored({ eventName, eventTime, eventID, ...fieldsOf(record) }) };
}
function stored(event) {
  const fields = Object.entries(event).map(([name2, value]) => [name2, storedValue(name2, value)]);
  return Object.fromEntries(fields);
}
function storedValue(name2, value) {
  if (typeof value !== "string") return value;
  return name2 === "userAgent" ? beginning(value, MAX_USER_AGENT_BYTES) : storedField(value);
}
function timeReason(record) {
  return textAt(record, "eventTime") === void 0 ? "no eventTime" : "unreadable eventTime";
}
function fieldsOf(record) {
  const isRelated = familyOf(record) === "related";
  const resources = isRelated ? relatedResourcesOf(record) : resourcesOf(record);
  return {
    eventSource: textAt(record, "eventSource") ?? "",
    ...principalOf(record),
    ...textFields(record, ["awsRegion", "recipientAccountId", "sourceIPAddress", "userAgent", "errorCode"]),
    outcome: outcomeOf(record),
    ...readOnlyOf(record),
    resources,
    ...isRelated && { related: true },
    ...isAgentTraffic(record, resources) && { agent: true }
  };
}
function textFields(record, names) {
  const entries = names.flatMap((name2) => {
    const text = textAt(record, name2);
    return text === void 0 ? [] : [[name2, text]];
  });
  return Object.fromEntries(entries);
}
function readOnlyOf(record) {
  const value = member(record, "readOnly");
  if (typeof value === "boolean") return { readOnly: value };
  return value === "true" || value === "false" ? { readOnly: value === "true" } : {};
}

// lib/core/record/find-secrets.ts
var import_lossless_json2 = require("lossless-json");

// lib/core/record/secret-paths.ts
var CHANNEL_MEMBERS = { streamUrl: "secret", tokenValue: "secret" };
var CHANNEL = { responseElements: CHANNEL_MEMBERS };
var OPENED_CHANNEL = { ...CHANNEL, requestParameters: { tokenValue: "secret" } };
var KEYS = { secretAccessKey: "secret", sessionToken: "secret", token: "secret" };
var CREDENTIALS = { responseElements: { ...KEYS, credentials: KEYS } };
var PATHS_BY_EVENT = /* @__PURE__ */ new Map([
  ["StartSession", CHANNEL],
  ["ResumeSession", CHANNEL],
  ["CreateControlChannel", CHANNEL],
  ["CreateDataChannel", CHANNEL],
  ["OpenControlChannel", OPENED_CHANNEL],
  ["OpenDataChannel", OPENED_CHANNEL],
  ["CreateActivation", { responseElements: { activationCode: "secret" } }],
  ["RegisterManagedInstance", { requestParameters: { activationCode: "secret" } }],
  ["GetAccessToken", CREDENTIALS],
  ["RequestManagedInstanceRoleToken", CREDENTIALS],
  ["PutParameter", { requestParameters: { value: "secret" } }]
]);
var HANDS_OUT_SECRETS = /^Get.*Token$|Credentials$/s;
var SECRET_ENDINGS = [
  "token",
  "tokenvalue",
  "secret",
  "secretkey",
  "secretaccesskey",
  "password",
  "passphrase",
  "privatekey",
  "apikey"
];
var ALL_PATHS = {
  requestParameters: { tokenValue: "secret", activationCode: "secret", value: "secret" },
  responseElements: { ...CHANNEL_MEMBERS, activationCode: "secret", ...KEYS, credentials: KEYS }
};
function secretPathsOf(eventName) {
  return typeof eventName === "string" ? PATHS_BY_EVENT.get(eventName) : ALL_PATHS;
}
function listedMember(paths, name2) {
  if (paths === void 0) return void 0;
  const lower = name2.toLowerCase();
  const known = Object.keys(paths).find((member2) => member2.toLowerCase() === lower);
  return known === void 0 ? void 0 : paths[known];
}
function isTextWithSecrets(paths, text) {
  const lower = text.toLowerCase();
  return secretNames(paths).some((name2) => lower.includes(`"${name2.toLowerCase()}"`));
}
function secretNames(paths) {
  return Object.entries(paths).flatMap(([name2, below2]) => below2 === "secret" ? [name2] : secretNames(below2));
}
function handsOutSecrets(eventName) {
  return typeof eventName === "string" && !PATHS_BY_EVENT.has(eventName) && HANDS_OUT_SECRETS.test(eventName);
}
function isNamedLikeSecret(member2) {
  const name2 = member2.toLowerCase();
  return SECRET_ENDINGS.some((ending) => name2.endsWith(ending));
}
function isNextToken(member2) {
  return member2.toLowerCase() === "nexttoken";
}

// lib/core/record/find-secrets.ts
function findSecrets(record) {
  const secrets = [];
  const ofFamily = isSystemsManagerSource(member(record, "eventSource"));
  const eventName = ofFamily ? member(record, "eventName") : void 0;
  const secretsInResponse = handsOutSecrets(eventName);
  const places = [root(record, ofFamily ? secretPathsOf(eventName) : void 0)];
  for (const place of places) {
    for (const [key, value] of Object.entries(place.container)) {
      if (isSecret(place, key, value)) addSecret(secrets, place, key, value);
      else if (isContainer(value)) places.push(below(place, key, value, secretsInResponse));
    }
  }
  return secrets;
}
function root(record, listed2) {
  return { container: record, parent: void 0, key: "", listed: listed2, byName: false };
}
function isSecret(place, key, value) {
  if (isNextToken(key) || place.byName && isNamedLikeSecret(key)) return true;
  const listed2 = listedMember(place.listed, key);
  return listed2 === "secret" || listed2 !== void 0 && typeof value === "string" && isTextWithSecrets(listed2, value);
}
function isContainer(value) {
  return Array.isArray(value) || isJsonObject(value);
}
function below(place, key, container, secretsInResponse) {
  const listed2 = listedMember(place.listed, key);
  const isResponse = place.parent === void 0 && key === "responseElements";
  return {
    container,
    parent: place,
    key,
    listed: listed2 === "secret" ? void 0 : listed2,
    byName: place.byName || secretsInResponse && isResponse
  };
}
function addSecret(secrets, place, key, value) {
  const texts = textsIn(value).filter((text) => text !== "" && !isRedacted(text));
  if (texts.length > 0) secrets.push({ place, key, texts });
}
function textsIn(value) {
  const texts = [];
  const values = [value];
  for (const each of values) {
    if (isContainer(each)) for (const inside of Object.values(each)) values.push(inside);
    else if ((0, import_lossless_json2.isLosslessNumber)(each)) texts.push(each.value);
    else if (typeof each === "string" || typeof each === "number") texts.push(`${each}`);
  }
  return texts;
}

// lib/core/record/masked-echo.ts
var SHORTEST_ECHO = 4;
function maskEchoes(message, secrets) {
  const echoed = new Set(secrets.filter((secret) => isEcho(message, secret)));
  const longestFirst = [...echoed].sort((a, b) => b.length - a.length);
  const pieces = longestFirst.reduce(cutOut, [{ text: message, isMarker: false }]);
  return pieces.map(({ text }) => text).join("");
}
function isEcho(message, secret) {
  return secret.length >= SHORTEST_ECHO && message.includes(secret);
}
function cutOut(pieces, secret) {
  return pieces.flatMap((piece) => piece.isMarker ? piece : split(piece.text, secret));
}
function split(text, secret) {
  const marker = { text: maskMarker(secret.length), isMarker: true };
  return text.split(secret).flatMap((rest, index) => [...index > 0 ? [marker] : [], { text: rest, isMarker: false }]);
}

// lib/core/record/masked-path.ts
var MAX_PATH_CHARACTERS = 200;
var MAX_PATHS = 100;
var PLAIN_NAME = /^[\w-]+$/;
function maskedPathsOf(secrets) {
  const paths = secrets.slice(0, MAX_PATHS).map(pathOf);
  return secrets.length > MAX_PATHS ? [...paths, `\u2026 and ${secrets.length - MAX_PATHS} more`] : paths;
}
function pathOf(secret) {
  const steps = [step(secret.place, secret.key)];
  for (let at = secret.place; at.parent !== void 0; at = at.parent) steps.push(step(at.parent, at.key));
  return shorten(steps.reverse().join("").replace(/^\./, ""));
}
function step(place, key) {
  if (Array.isArray(place.container)) return `[${key}]`;
  return PLAIN_NAME.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
function shorten(path) {
  if (path.length <= MAX_PATH_CHARACTERS) return path;
  const half = MAX_PATH_CHARACTERS / 2;
  return `${path.slice(0, half)}\u2026${path.slice(-half)}`;
}

// lib/core/record/masking.ts
function maskRecord(record) {
  const secrets = findSecrets(record);
  if (secrets.length === 0) return { record, maskedPaths: [] };
  const masked = replaceSecrets(record, secrets);
  const maskedPaths = maskedPathsOf(secrets);
  const message = textAt(masked, "errorMessage") ?? "";
  const errorMessage = maskEchoes(
    message,
    secrets.flatMap(({ texts }) => texts)
  );
  if (errorMessage === message) return { record: masked, maskedPaths };
  return { record: { ...masked, errorMessage }, maskedPaths: [...maskedPaths, "errorMessage"] };
}
function replaceSecrets(record, secrets) {
  const root2 = { ...record };
  const copies = /* @__PURE__ */ new Map();
  for (const { place, key, texts } of secrets) {
    define(copyDownTo(place, root2, copies), key, maskMarker(lengthOf(texts)));
  }
  return root2;
}
function copyDownTo(place, root2, copies) {
  const missing = [];
  let at = place;
  for (; at.parent !== void 0 && !copies.has(at); at = at.parent) missing.push(at);
  let container = copies.get(at) ?? root2;
  for (const below2 of missing.reverse()) {
    const copy = Array.isArray(below2.container) ? [...below2.container] : { ...below2.container };
    define(container, below2.key, copy);
    copies.set(below2, copy);
    container = copy;
  }
  return container;
}
function define(container, key, value) {
  Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true });
}
function lengthOf(texts) {
  return texts.reduce((total, text) => total + text.length, 0);
}

// lib/core/rows/event-keys.ts
var import_node_crypto2 = require("node:crypto");

// lib/core/rows/dynamodb-limits.ts
var MAX_ITEM_BYTES = 400 * 1024;
var MAX_PARTITION_KEY_BYTES = 2048;
var MAX_ATTRIBUTE_NAME_BYTES = 65535;
var MARSHALLED_WRONG = ["__proto__", "constructor"];
var MAX_MAP_LEVELS = 30;
var LEAST_MAGNITUDE = 1e-130;
var GREATEST_MAGNITUDE = Number.MAX_SAFE_INTEGER;
var CONTAINER_BYTES = 3;
var MEMBER_BYTES = 1;
var NUMBER_BYTES = 21;
function mapObstacle(value, levels = 1) {
  if (typeof value === "string") return value.isWellFormed() ? void 0 : "text";
  if (typeof value === "number") return fitsNumber(value) ? void 0 : "number";
  if (typeof value !== "object" || value === null) return void 0;
  if (isBoxedNumber(value)) return "number";
  if (levels > MAX_MAP_LEVELS) return "nesting";
  return containerObstacle(value, levels);
}
function containerObstacle(container, levels) {
  const isMap = !Array.isArray(container);
  for (const [key, child] of Object.entries(container)) {
    const obstacle = isMap && keyObstacle(key) || mapObstacle(child, levels + 1);
    if (obstacle) return obstacle;
  }
  return void 0;
}
function keyObstacle(key) {
  const isStorable = key !== "" && !MARSHALLED_WRONG.includes(key) && key.isWellFormed();
  return isStorable && Buffer.byteLength(key) <= MAX_ATTRIBUTE_NAME_BYTES ? void 0 : "key";
}
function fitsNumber(value) {
  const magnitude = Math.abs(value);
  return value === 0 || magnitude >= LEAST_MAGNITUDE && magnitude <= GREATEST_MAGNITUDE;
}
function attributeBytes(value) {
  if (typeof value === "string") return Buffer.byteLength(value);
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value === "number") return NUMBER_BYTES;
  if (typeof value !== "object" || value === null) return 1;
  const names = Array.isArray(value) ? 0 : Object.keys(value).reduce((sum, key) => sum + Buffer.byteLength(key), 0);
  return Object.values(value).reduce(
    (sum, child) => sum + MEMBER_BYTES + attributeBytes(child),
    CONTAINER_BYTES + names
  );
}
function itemBytes(item) {
  return attributeBytes(item);
}

// lib/core/rows/event-keys.ts
var UNKNOWN_TIME = "1970-01-01T00:00:00Z";
var QUARANTINE_PARTITION = "_quarantine";
var PLAIN = /^[A-Za-z0-9][$-~]*$/;
var MAX_PART_BYTES = 256;
function eventKey(event, spread) {
  const partitions = partitionsOf(event.eventName, spread);
  const index = partitions.length === 1 ? 0 : bucketOf(event.eventID, partitions.length);
  return {
    eventName: partitions[index] ?? partitionBase(event.eventName),
    eventTimeId: `${event.eventTime}#${keyPart(event.eventID)}`
  };
}
function quarantineKey(time, recordSha256) {
  return { eventName: QUARANTINE_PARTITION, eventTimeId: `${time}#${recordSha256}` };
}
function partitionsOf(eventName, spread) {
  const base = partitionBase(eventName);
  const count = spread.get(eventName) ?? 1;
  return Array.from({ length: count }, (_, index) => index === 0 ? base : `${base}#${index}`);
}
function principalKey(userIdentityArn) {
  return shortened(storedField(userIdentityArn), MAX_PARTITION_KEY_BYTES);
}
function partitionBase(eventName) {
  return keyPart(storedField(eventName));
}
function keyPart(text) {
  return shortened(PLAIN.test(text) ? text : `odd-${hashed(text)}`, MAX_PART_BYTES);
}
function bucketOf(eventID, buckets) {
  return Number.parseInt(hashed(eventID).slice(0, 8), 16) % buckets;
}
function hashed(text) {
  return (0, import_node_crypto2.createHash)("sha256").update(text).digest("hex");
}

// lib/core/rows/record-attribute.ts
var import_node_zlib = require("node:zlib");

// lib/core/record/parse-record.ts
var import_lossless_json4 = require("lossless-json");

// lib/core/record/parse-exactly.ts
var import_lossless_json3 = require("lossless-json");

// lib/core/record/parse-record.ts
function stringifyRecord(value) {
  const parts = [];
  const open = [];
  write(value, parts, open);
  for (let last = open.at(-1); last !== void 0; last = open.at(-1)) {
    const member2 = last.members[last.written];
    if (member2 === void 0) parts.push(open.pop()?.end ?? "");
    else writeMember(member2, last, parts, open);
  }
  return parts.join("");
}
function writeMember([key, value], container, parts, open) {
  if (container.written > 0) parts.push(",");
  container.written += 1;
  if (key !== void 0) parts.push(JSON.stringify(key), ":");
  write(value, parts, open);
}
function write(value, parts, open) {
  if (value instanceof import_lossless_json4.LosslessNumber) {
    parts.push(value.value);
  } else if (typeof value !== "object" || value === null) {
    parts.push(JSON.stringify(value));
  } else if (Array.isArray(value)) {
    parts.push("[");
    open.push({ members: value.map((item) => [void 0, item]), end: "]", written: 0 });
  } else {
    parts.push("{");
    open.push({ members: Object.entries(value), end: "}", written: 0 });
  }
}

// lib/core/rows/record-attribute.ts
var MAX_RECORD_BYTES = 4 * 1024 * 1024;
function recordAttribute(record) {
  return mapObstacle(record) === void 0 ? record : packedRecord(record);
}
function packedRecord(record) {
  const json = Buffer.from(stringifyRecord(record));
  return json.length > MAX_RECORD_BYTES ? void 0 : new Uint8Array((0, import_node_zlib.gzipSync)(json));
}

// lib/core/rows/event-row.ts
var INDEX_VERSION = 1;
var MAX_TERMS = 100;
var MAX_RESOURCES2 = 100;
var MAX_RESOURCES_BYTES = 16 * 1024;
var SPARE_BYTES = 1024;
var MAX_RESOURCE_ID_BYTES = 1024;
function eventRow(event, key, record, context, terms) {
  const { resources, related, agent, ...fields } = event;
  const userIdentityArn = principalKey(event.userIdentityArn);
  const listed2 = listedResources(resources);
  const marks = {
    ...related && { related },
    ...agent && { agent },
    ...resources.length > listed2.length && { resourcesOmitted: resources.length - listed2.length },
    ...terms > MAX_TERMS && { termsOmitted: terms - MAX_TERMS },
    ...key.eventName !== event.eventName && { eventName: event.eventName },
    ...userIdentityArn !== event.userIdentityArn && { userIdentityArn: event.userIdentityArn }
  };
  const attributes = { ...fields, resources: listed2, ...key, userIdentityArn };
  return withRecord({ ...attributes, ...marked(marks), ...contextAttributes(context) }, record);
}
function quarantineRow(key, reason, record, context) {
  return withPackedRecord({ ...key, quarantineReason: reason, ...contextAttributes(context) }, record);
}
function storedResourceId(id) {
  return shortened(id, MAX_RESOURCE_ID_BYTES);
}
function listedResources(resources) {
  const stored2 = resources.slice(0, MAX_RESOURCES2).map((resource) => ({ ...resource, id: storedResourceId(resource.id) }));
  let bytes = 0;
  const end = stored2.findIndex(({ id }) => {
    bytes += Buffer.byteLength(id);
    return bytes > MAX_RESOURCES_BYTES;
  });
  return end === -1 ? stored2 : stored2.slice(0, end);
}
function marked(marks) {
  return Object.keys(marks).length > 0 ? { marks } : {};
}
function contextAttributes({ maskedPaths, ...context }) {
  return { ...context, maskedPaths: maskedPaths.map((path) => path.toWellFormed()), indexVersion: INDEX_VERSION };
}
function withRecord(row, record) {
  return fitting(row, recordAttribute(record)) ?? withPackedRecord(row, record);
}
function withPackedRecord(row, record) {
  return fitting(row, packedRecord(record)) ?? row;
}
function fitting(row, record) {
  if (record === void 0) return void 0;
  const whole = { ...row, record };
  return itemBytes(whole) <= MAX_ITEM_BYTES - SPARE_BYTES ? whole : void 0;
}

// lib/core/rows/extra-terms.ts
function extraTermsOf(record, paths) {
  return paths.map((path) => [path, scalarTexts(valueAt(record, ...path.split(".")))]);
}
function scalarTexts(value) {
  return [value].flat().flatMap((each) => isScalar(each) && each !== "" ? [String(each)] : []);
}
function isScalar(value) {
  if (value === void 0 || value === null || Array.isArray(value)) return false;
  return isBoxedNumber(value) || !isJsonObject(value);
}

// lib/core/rows/kept-records.ts
function isKept(event, isRelated, kept) {
  if (isRelated) return kept.related;
  const { eventSources, excludedEvents, agentTraffic } = kept;
  if (event.agent && agentTraffic === "leave-out") return false;
  if (excludedEvents.has(event.eventName)) return false;
  return eventSources.size === 0 || eventSources.has(event.eventSource.toLowerCase());
}
function daysKept(event, days, { agentTraffic }) {
  if (!event.agent || typeof agentTraffic !== "number") return days;
  return Math.min(agentTraffic, days ?? agentTraffic);
}

// lib/core/rows/retention.ts
var SECONDS_A_DAY = 24 * 60 * 60;
function expiryOf(eventTime, deliveredAt, days) {
  if (days === void 0) return void 0;
  const latest = Math.max(Date.parse(eventTime), deliveredAt === void 0 ? 0 : Date.parse(deliveredAt));
  return Math.floor(latest / 1e3) + days * SECONDS_A_DAY;
}
function isExpired(expiresAt, now) {
  return expiresAt !== void 0 && expiresAt * 1e3 <= now.getTime();
}

// lib/core/rows/term-row.ts
var import_node_net = require("node:net");

// lib/contract/tables.ts
var INDEXED_ATTRIBUTES = [
  "eventID",
  "eventSource",
  "principalSource",
  "roleArn",
  "actor",
  "actorSource",
  "awsRegion",
  "recipientAccountId",
  "sourceIPAddress",
  "userAgent",
  "accessKeyId",
  "errorCode",
  "outcome",
  "readOnly",
  "resources",
  "origin",
  "logFile",
  "marks",
  "expiresAt"
];
var EVENT_ATTRIBUTES = [
  "eventName",
  "eventTime",
  ...INDEXED_ATTRIBUTES,
  "userIdentityArn",
  "recordIndex",
  "quarantineReason"
];

// lib/core/rows/term-fields.ts
var DERIVED = ["eventTime", "eventID", "logFile", "recordIndex"];
var ID_START = "2018-03-06T20:30:12Z#".length;
var SHORT_LOG_FILE = "logFileShort";
var LOG_FILE = /^(.*\/AWSLogs\/(?:o-[a-z0-9]+\/)?)[^/]+\/CloudTrail\/[^/]+\/\d{4}\/\d{2}\/\d{2}\/([^/]+)$/s;
function termFields(row) {
  const names = EVENT_ATTRIBUTES.filter((name2) => row[name2] !== void 0 && !DERIVED.includes(name2));
  return {
    ...Object.fromEntries(names.map((name2) => [name2, row[name2]])),
    ...row["eventID"] !== row.eventTimeId.slice(ID_START) && { eventID: row["eventID"] },
    ...logFileField(row.logFile)
  };
}
function logFileField(logFile) {
  if (logFile === void 0) return {};
  const [, root2, name2] = LOG_FILE.exec(logFile) ?? [];
  const short = `${root2}${name2}`;
  return root2 !== void 0 && longLogFile(short) === logFile ? { [SHORT_LOG_FILE]: short } : { logFile };
}
function longLogFile(short) {
  const start = short.lastIndexOf("/") + 1;
  const name2 = short.slice(start);
  const [account, folder, region, stamp = ""] = name2.split("_");
  const date = `${stamp.slice(0, 4)}/${stamp.slice(4, 6)}/${stamp.slice(6, 8)}`;
  return `${short.slice(0, start)}${account}/${folder}/${region}/${date}/${name2}`;
}

// lib/core/rows/term-row.ts
var TERM_FIELDS = [
  "eventID",
  "accessKeyId",
  "actor",
  "role",
  "sourceIPAddress",
  "error",
  "outcome",
  "resource"
];
function termKey(field2, value) {
  const stored2 = field2 === "resource" ? storedResourceId(value) : storedField(value);
  return shortened(`${field2}=${stored2}`, MAX_PARTITION_KEY_BYTES);
}
function roleName(arnOrName) {
  return arnOrName.slice(arnOrName.lastIndexOf("/") + 1);
}
function termsOf(event, extra) {
  const instance = event.resources.find(({ kind }) => kind === "instance");
  if (event.agent && instance) return [termKey("resource", instance.id)];
  const own = TERM_FIELDS.flatMap((field2) => valuesOf2(event, field2).map((value) => termKey(field2, value)));
  const configured = extra.flatMap(([path, values]) => values.map((value) => termKey(`record.${path}`, value)));
  return [.../* @__PURE__ */ new Set([...own, ...configured])];
}
function termRows(row, terms) {
  const fields = { ...termFields(row), eventTimeIdName: termSortKey(row) };
  return terms.slice(0, MAX_TERMS).map((term) => ({ ...fields, term }));
}
function termSortKey({ eventTimeId, eventName }) {
  return `${eventTimeId}#${eventName}`;
}
function valuesOf2(event, field2) {
  switch (field2) {
    case "resource":
      return event.resources.map(({ id }) => id);
    case "role":
      return present(event.roleArn).map(roleName);
    case "error":
      return present(event.errorCode);
    case "outcome":
      return event.outcome === "success" ? [] : [event.outcome];
    case "sourceIPAddress":
      return present(event.sourceIPAddress).filter((address) => (0, import_node_net.isIP)(address) !== 0);
    case "eventID":
    case "accessKeyId":
    case "actor":
      return present(event[field2]);
  }
}
function present(value) {
  return value === void 0 ? [] : [value];
}

// lib/app/index/index-record.ts
function indexRecord(record, place, source, indexing) {
  const { record: masked, maskedPaths } = maskRecord(record);
  const reading = readOrQuarantine(masked, place.recordSha256);
  const related = familyOf(masked) === "related";
  if (reading.kind === "event" && !isKept(reading.event, related, indexing.kept)) return "leftOut";
  const time = reading.kind === "event" ? reading.event.eventTime : normalisedEventTime(masked["eventTime"]) ?? source.deliveredAt ?? UNKNOWN_TIME;
  const days = reading.kind === "event" ? daysKept(reading.event, indexing.retentionDays, indexing.kept) : indexing.retentionDays;
  const expiresAt = expiryOf(time, source.deliveredAt, days);
  if (isExpired(expiresAt, source.now)) return "expired";
  const context = { ...place, origin: source.origin, maskedPaths, ...expiresAt !== void 0 && { expiresAt } };
  return { record: masked, context, time, related, ...rowsOf(reading, masked, context, time, indexing) };
}
function readOrQuarantine(masked, recordSha256) {
  try {
    return readEvent(masked, recordSha256);
  } catch (error) {
    return { kind: "unindexable", reason: `cannot be read: ${error instanceof Error ? error.name : typeof error}` };
  }
}
function rowsOf(reading, masked, context, time, indexing) {
  if (reading.kind === "unindexable") {
    return {
      row: quarantineRow(quarantineKey(time, context.recordSha256), reading.reason, masked, context),
      terms: []
    };
  }
  const { event } = reading;
  const terms = termsOf(event, extraTermsOf(masked, indexing.extraTerms));
  return { row: eventRow(event, eventKey(event, indexing.spread), masked, context, terms.length), terms };
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  familyOf,
  indexRecord,
  termRows
});
