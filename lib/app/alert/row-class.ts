import type { StoredEvent } from '../../core/rows/stored-event';
import type { RecordClass } from '../../core/rules/record-classes';

/** Longer texts may be cut in a row, so that they say nothing about those of the record. */
const WHOLE_TEXT = 128;

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
  const known = Object.fromEntries(
    texts.flatMap(([path, text]) =>
      text === undefined || text === '' || text.length > WHOLE_TEXT ? [] : [[path, text] as const],
    ),
  );
  const isRoot = arn === undefined || !NOT_OF_ROOT.test(arn);
  return {
    known,
    absent: [],
    ...(!isRoot && { excluded: { 'userIdentity.type': 'root' } }),
  };
}
