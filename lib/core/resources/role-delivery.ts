import { assumedRoleOf } from '../record/assumed-role';
import { type JsonValue, textAt } from '../record/json';

/**
 * Roles whose sessions no instance profile delivers: those that Default Host Management Configuration gives to every
 * instance without a role, under the names that the console and Quick Setup make them with, and the instance's own
 * identity, whose name no role of an account can have (Systems Manager user guide). A configured role of another name is
 * not known as such: its sessions are kept as anybody's.
 */
const DEFAULT_HOST_ROLE =
  /^(?:AWSSystemsManagerDefaultEC2InstanceManagementRole|AWS-QuickSetup-SSM-DefaultEC2MgmtRole)(?:-[a-z0-9-]+)?$|^aws:ec2-instance$/;

/** The mark came with version 2 of the metadata service (AWS news, 19 November 2019). */
const FIRST_MARK = '2019-11-19';

/** Versions of records before this one were written on both sides of that day: there, a missing mark proves nothing. */
const FIRST_MINOR_VERSION_SINCE = 7;

/**
 * Whether the credentials of a session that is named for a node were delivered to that node, as far as a record can
 * tell. Those of EC2 instances (`i-…`) have a mark of the metadata service (CloudTrail user guide, `ec2RoleDelivery`),
 * except where Systems Manager hands them out (Default Host Management Configuration), and in records that are older than
 * the mark. Those of other nodes (`mi-…`) come from Systems Manager and never have one.
 */
export function isDeliveredToNode(record: JsonValue | undefined, node: string): boolean {
  if (node.startsWith('mi-')) return true;
  return (
    textAt(record, 'userIdentity', 'sessionContext', 'ec2RoleDelivery') !== undefined ||
    isDefaultHost(record) ||
    isOlderThanMark(record)
  );
}

function isDefaultHost(record: JsonValue | undefined): boolean {
  const issuer = textAt(record, 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn');
  const session = assumedRoleOf(textAt(record, 'userIdentity', 'arn') ?? '');
  const role = issuer === undefined ? session?.roleName : issuer.slice(issuer.lastIndexOf('/') + 1);
  return role !== undefined && DEFAULT_HOST_ROLE.test(role);
}

/** A record without a time and a version is taken for a new one. */
function isOlderThanMark(record: JsonValue | undefined): boolean {
  const time = textAt(record, 'eventTime');
  const minorVersion = /^1\.(\d{1,4})$/.exec(textAt(record, 'eventVersion') ?? '')?.[1];
  const isOldVersion = minorVersion !== undefined && Number(minorVersion) < FIRST_MINOR_VERSION_SINCE;
  return isOldVersion || (time !== undefined && time < FIRST_MARK);
}
