import { neighbourOf } from '../neighbours/neighbour-calls';
import { isJsonObject, type JsonValue, member, textAt } from './json';

/**
 * Host labels of the Systems Manager family, pre-release stages (`gamma-…`) included. `ssm-…` is open-ended on purpose:
 * a service of the family that does not exist yet is kept rather than lost (CloudTrail user guide: event sources;
 * the agent's channels appear as `ssmmessages`, `ec2messages` or plain `ssm`).
 */
const SYSTEMS_MANAGER_HOST = /^(?:[a-z]+-)?(?:ec2messages|ssmmessages|ssm(?:-[a-z0-9-]+)?)\.amazonaws\.com$/i;

/**
 * The sources of the family that were known when this was written. Others that match are kept and counted as unknown.
 */
const KNOWN_SOURCES = new Set(
  [
    'ssm',
    'ssm-guiconnect',
    'ssm-incidents',
    'ssm-contacts',
    'ssm-quicksetup',
    'ssm-sap',
    'ssmmessages',
    'ec2messages',
  ].map((label) => `${label}.amazonaws.com`),
);

const KMS_SOURCE = 'kms.amazonaws.com';

/**
 * What a record is to this system by itself: Systems Manager's own, related to it (KMS on a parameter), of a neighbour's call
 * that leads into a machine or container, or none of these.
 */
export type RecordFamily = 'systems-manager' | 'related' | 'neighbour' | 'other';

/** Whether an `eventSource` belongs to the Systems Manager family, matched by host label. */
export function isSystemsManagerSource(eventSource: unknown): eventSource is string {
  return typeof eventSource === 'string' && SYSTEMS_MANAGER_HOST.test(eventSource);
}

/** Whether a Systems Manager event source is one that this version knows by name. */
export function isKnownSource(eventSource: string): boolean {
  return KNOWN_SOURCES.has(eventSource.toLowerCase());
}

/** The family of a parsed record. KMS records are related if an encryption context names a parameter. */
export function familyOf(record: JsonValue | undefined): RecordFamily {
  const eventSource: unknown = member(record, 'eventSource');
  if (isSystemsManagerSource(eventSource)) return 'systems-manager';
  if (eventSource === KMS_SOURCE && parameterArnsOf(record).length > 0) return 'related';
  const isOfNeighbour = neighbourOf({ eventSource, eventName: member(record, 'eventName') }) !== undefined;
  return isOfNeighbour ? 'neighbour' : 'other';
}

/**
 * Where a KMS request carries an encryption context: `Encrypt`, `Decrypt` and `GenerateDataKey` in one, `ReEncrypt` in
 * two (KMS developer guide, "ReEncrypt" in the log entry examples).
 */
const ENCRYPTION_CONTEXTS = ['encryptionContext', 'sourceEncryptionContext', 'destinationEncryptionContext'];

/** The parameters whose values a KMS call encrypts, decrypts or re-encrypts: `PARAMETER_ARN` of each context, once. */
export function parameterArnsOf(record: JsonValue | undefined): readonly string[] {
  const arns = ENCRYPTION_CONTEXTS.flatMap(
    (context) => textAt(record, 'requestParameters', context, 'PARAMETER_ARN') ?? [],
  );
  return [...new Set(arns)];
}

/** What CloudTrail calls records of calls; those of other categories (insights, aggregates) name no service that was called. */
const OF_CALLS: readonly unknown[] = [undefined, null, 'Management', 'Data'];

/** Whether a record of a call tells nothing of the service that was called: it can be anybody's, Systems Manager's too. */
export function isSourceless(record: unknown): boolean {
  const eventSource: unknown = member(record, 'eventSource');
  const isTold = typeof eventSource === 'string' && eventSource.trim() !== '';
  return isJsonObject(record) && !isTold && OF_CALLS.includes(member(record, 'eventCategory'));
}
