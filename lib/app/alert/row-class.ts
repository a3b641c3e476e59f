import type { StoredEvent } from '../../core/rows/stored-event';
import { isWholeText, type RecordClass } from '../../core/rules/record-classes';

/** ARNs of users, of sessions of roles and of federated users (IAM User Guide, "IAM identifiers"): none is of the root user. */
const NOT_OF_ROOT = /^arn:[^:]*:(?:iam::[^:]*:user|sts::[^:]*:(?:assumed-role|federated-user))\//;

/** What the row of an event tells of its record, without the record: members that it has as they are, and what is not in it. */
export function rowClass({
  eventName,
  eventSource,
  errorCode,
  awsRegion,
  userIdentityArn,
  principalSource,
}: StoredEvent): RecordClass {
  const arn = principalSource === 'arn' ? userIdentityArn : undefined;
  const texts = Object.entries({ eventName, eventSource, errorCode, awsRegion, 'userIdentity.arn': arn });
  const known = Object.fromEntries(texts.flatMap(([path, text]) => (isWholeText(text) ? [[path, text] as const] : [])));
  const isRoot = arn === undefined || !NOT_OF_ROOT.test(arn);
  return {
    known,
    absent: [],
    ...(!isRoot && { excluded: { 'userIdentity.type': 'root' } }),
  };
}
