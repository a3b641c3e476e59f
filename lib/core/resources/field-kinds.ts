import type { ResourceKind } from './resource';
import { kindOfName } from './selection';

/** Parameter names that mean the same wherever they occur in the family's API, in lower case. */
const KIND_BY_FIELD: ReadonlyMap<string, ResourceKind> = new Map([
  ['accessrequestid', 'accessRequest'],
  ['activationid', 'activation'],
  ['activationids', 'activation'],
  ['applicationid', 'other'],
  ['associationid', 'association'],
  ['associationids', 'association'],
  ['automationexecutionid', 'automation'],
  ['baselineid', 'patchBaseline'],
  ['calendarnames', 'document'],
  ['changerequestname', 'changeRequest'],
  ['commandid', 'command'],
  ['connectionarn', 'connection'],
  ['contactid', 'contact'],
  ['contactids', 'contact'],
  ['documentname', 'document'],
  ['instanceid', 'instance'],
  ['instanceids', 'instance'],
  ['keyid', 'key'],
  ['opsitemid', 'opsItem'],
  ['patchgroup', 'patchGroup'],
  ['sessionid', 'session'],
  ['settingid', 'serviceSetting'],
  ['syncname', 'resourceDataSync'],
  ['windowexecutionid', 'maintenanceWindowExecution'],
  ['windowid', 'maintenanceWindow'],
  ['windowtargetid', 'maintenanceWindowTarget'],
  ['windowtaskid', 'maintenanceWindowTask'],
]);

/** `iamRole`, `serviceRoleArn`, `AutomationAssumeRole`, `executionRoleName`: a role is handed over. */
const ROLE_FIELD = /role(?:arn|name)?$/i;
const BUCKET_FIELD = /bucket(?:name)?$/i;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The kind of resource that a parameter holds, told by its name alone, or undefined where the name tells nothing.
 * `isTop` says that it is a parameter of the action itself, where `name` and `path` can be told by the action's name.
 */
export function kindOfField(key: string, value: string, eventName: string, isTop: boolean): ResourceKind | undefined {
  const known = KIND_BY_FIELD.get(key.toLowerCase());
  if (known !== undefined) return known;
  if (ROLE_FIELD.test(key)) return 'role';
  if (BUCKET_FIELD.test(key)) return 'bucket';
  if (/activation/i.test(key) && UUID.test(value)) return 'activation';
  return isTop && /^names?$/i.test(key) ? kindOfName(eventName) : undefined;
}

/**
 * Whether an action is about what its parameter identifies, told by their names: `UpdateMaintenanceWindow` is about its
 * `windowId`. The action's own `id`, `arn`, `name` and `names` say what it is about by themselves.
 */
export function isAboutField(key: string, eventName: string, isTop: boolean): boolean {
  const stem = key.replace(/(?:ids?|arns?|names?)$/i, '');
  return stem === '' ? isTop : eventName.includes(stem.charAt(0).toUpperCase() + stem.slice(1));
}
