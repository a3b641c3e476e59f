/**
 * The members of a record in a trail's log files (CloudTrail user guide: "CloudTrail record contents"). `eventContext` is
 * not among them: only Lake event data stores have it.
 */
export const RECORD_FIELDS = [
  'additionalEventData',
  'addendum',
  'apiVersion',
  'awsRegion',
  'edgeDeviceDetails',
  'errorCode',
  'errorMessage',
  'eventCategory',
  'eventID',
  'eventName',
  'eventSource',
  'eventTime',
  'eventType',
  'eventVersion',
  'managementEvent',
  'readOnly',
  'recipientAccountId',
  'requestID',
  'requestParameters',
  'resources',
  'responseElements',
  'serviceEventDetails',
  'sessionCredentialFromConsole',
  'sharedEventID',
  'sourceIPAddress',
  'tlsDetails',
  'userAgent',
  'userIdentity',
  'vpcEndpointAccountId',
  'vpcEndpointId',
];

/** The members of `userIdentity` (CloudTrail user guide: "CloudTrail userIdentity element"). */
const USER_IDENTITY_FIELDS = [
  'accessKeyId',
  'accountId',
  'arn',
  'credentialId',
  'identityProvider',
  'inScopeOf',
  'invokedBy',
  'invokedByDelegate',
  'onBehalfOf',
  'principalId',
  'sessionContext',
  'type',
  'userName',
].map((name) => `userIdentity.${name}`);

const FIRST_STEPS: ReadonlySet<string> = new Set(RECORD_FIELDS);
const IDENTITY_PATHS: ReadonlySet<string> = new Set(USER_IDENTITY_FIELDS);

/** Whether CloudTrail writes a field with this path. Anything may be below `requestParameters` and the like. */
export function isRecordField(path: string): boolean {
  const [first = '', second] = path.split('.', 2);
  if (first !== 'userIdentity' || second === undefined) return FIRST_STEPS.has(first);
  return IDENTITY_PATHS.has(`${first}.${second}`);
}

/** The field that a path most likely means, if they differ only in letter case. */
export function similarRecordField(path: string): string | undefined {
  const steps = path.split('.');
  return [...USER_IDENTITY_FIELDS, ...RECORD_FIELDS].find((known) => {
    const start = steps.slice(0, known.split('.').length).join('.');
    return start.toLowerCase() === known.toLowerCase();
  });
}
