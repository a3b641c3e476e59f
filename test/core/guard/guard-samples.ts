import { ALARM_NAMES } from '../../../lib/contract/alarm-names';
import { GUARD_TABLE } from '../../../lib/core/guard/guard-table';
import type { GuardedCall, GuardedKind } from '../../../lib/core/guard/guarded-call';
import { type GuardedStack, guardedStack } from '../../../lib/core/guard/guarded-stack';
import type { JsonObject, JsonValue } from '../../../lib/core/record/json';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';
const KEY_ID = '1f0c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b';
const LOG_BUCKET = 'ssm-audit-auditlogsbucket9c8ae1c0-1a2b3c4d5e6f';

/** What a deployment says of the stack `ssm-audit`. */
export const STACK_TEXT = JSON.stringify({
  id: `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/ssm-audit/0a1b2c3d-0000-11f0-8000-0123456789ab`,
  prefix: 'Audit',
  known: [
    `arn:aws:s3:::${LOG_BUCKET}`,
    `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/ssm-audit-${REGION}`,
    `arn:aws:kms:${REGION}:${ACCOUNT}:key/${KEY_ID}`,
  ],
  logBucket: LOG_BUCKET,
});

export function stack(overrides: object = {}): GuardedStack {
  const found = guardedStack(JSON.stringify({ ...JSON.parse(STACK_TEXT), ...overrides }), ALARM_NAMES);
  if (found === undefined) throw new Error('no stack');
  return found;
}

/** Names of the stack's own resources, and such of others' that are as like them as may be. */
const NAMES: { readonly [kind in GuardedKind]: readonly [own: string, other: string] } = {
  trail: [`ssm-audit-${REGION}`, `ssm-audit-too-${REGION}`],
  bucket: [LOG_BUCKET, 'ssm-audit-too-auditlogsbucket9c8ae1c0-1a2b3c4d5e6f'],
  topic: [
    'ssm-audit-AuditAlertingTopicssecurity0A1B2C3D-1A2B3C4D5E6F',
    'ssm-audit-too-AuditAlertingTopics0A1B2C3D-1A2B',
  ],
  queue: ['ssm-audit-AuditDeliveriesQueue0A1B2C3D-1A2B3C4D5E6F', 'ssm-audit-Other0A1B2C3D-1A2B3C4D5E6F'],
  function: [
    'ssm-audit-AuditIngestionIngestFunction0A1B2C-1A2B3C4D5E6F',
    'ssm-auditor-AuditIngestion0A1B2C3D-1A2B3C4D5E6F',
  ],
  table: ['ssm-audit-AuditTablesEvents0A1B2C3D-1A2B3C4D5E6F', 'my-ssm-audit-AuditTablesEvents0A1B2C3D-1A2B3C4D5E6F'],
  key: [KEY_ID, '20000000-0000-4000-8000-000000000000'],
  alarm: ['ssm-audit-dead-letters', 'ssm-audit-too-dead-letters'],
  dashboard: ['ssm-audit', 'ssm-audit-too'],
  rule: [
    'ssm-audit-AuditTrailHealthHourlySchedule0A1B2C3D-1A2B3C4D5E6F',
    'ssm-audit-too-AuditTrailHealth0A1B2C3D-1A2B',
  ],
  logGroup: [
    'ssm-audit-AuditIngestionIngestLogs0A1B2C3D-1A2B3C4D5E6F',
    'ssm-audit-too-AuditIngestionIngestLogs0A1B2C3D-1A2B',
  ],
  role: ['ssm-audit-AuditIngestRole0A1B2C3D-1A2B3C4D5E6F', 'ssm-audit-too-AuditIngestRole0A1B2C3D-1A2B3C4D5E6F'],
  policy: ['ssm-audit-AuditAuditorsPolicy0A1B2C3D-1A2B3C4D5E6F', 'ssm-audit-too-AuditAuditorsPolicy0A1B2C3D-1A2B'],
  stack: ['ssm-audit', 'ssm-audit-too'],
};

/** ARNs by kind: what stands before the name, and after it. */
const ARNS: { readonly [kind in GuardedKind]: (name: string) => string } = {
  trail: (name) => arn('cloudtrail', `trail/${name}`),
  bucket: (name) => `arn:aws:s3:::${name}`,
  topic: (name) => arn('sns', name),
  queue: (name) => arn('sqs', name),
  function: (name) => arn('lambda', `function:${name}`),
  table: (name) => arn('dynamodb', `table/${name}`),
  key: (name) => arn('kms', `key/${name}`),
  alarm: (name) => arn('cloudwatch', `alarm:${name}`),
  dashboard: (name) => `arn:aws:cloudwatch::${ACCOUNT}:dashboard/${name}`,
  rule: (name) => arn('events', `rule/${name}`),
  logGroup: (name) => arn('logs', `log-group:${name}:*`),
  role: (name) => `arn:aws:iam::${ACCOUNT}:role/${name}`,
  policy: (name) => `arn:aws:iam::${ACCOUNT}:policy/${name}`,
  stack: (name) => arn('cloudformation', `stack/${name}/0a1b2c3d-0000-11f0-8000-0123456789ab`),
};

function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}

/** A record of a line of the table: that names its resource at one of the places, or that was denied. */
export interface GuardSample {
  readonly title: string;
  /** Whether it is the first of its line of the table. */
  readonly isFirst: boolean;
  readonly kind: GuardedKind;
  readonly own: JsonObject;
  readonly other: JsonObject;
}

/** For each line of the table a record for each place where the resource may be named, in every form, and denied ones. */
export function guardSamples(): readonly GuardSample[] {
  return GUARD_TABLE.flatMap(({ eventSource, calls }) =>
    calls.flatMap((call) =>
      [
        ...call.named.flatMap((path) => samplesAt(eventSource, call, path)),
        ...REFUSALS[call.kind].map((words) => deniedSample(eventSource, call, words)),
      ].map((each, nth) => ({ ...each, isFirst: nth === 0 })),
    ),
  );
}

/** What stands at a place, whatever its call is about. */
function kindAt(path: string): GuardedKind | undefined {
  if (path.endsWith('eventSourceArn')) return 'queue';
  return path.endsWith('.role') ? 'role' : undefined;
}

type Sample = Omit<GuardSample, 'isFirst'>;

function samplesAt(eventSource: string, call: GuardedCall, path: string): readonly Sample[] {
  const kind = kindAt(path) ?? call.kind;
  return formsAt(path, kind).map((form) => {
    const [own, other] = NAMES[kind].map((name) => record(eventSource, call, placed(path.split('.'), form(name))));
    const title = `${eventSource} ${call.eventName} at ${path} as ${JSON.stringify(form('NAME'))}`;
    return { title, kind, own: own ?? {}, other: other ?? {} };
  });
}

function deniedSample(eventSource: string, call: GuardedCall, words: (name: string) => string): Sample {
  const { kind, eventName } = call;
  const [own, other] = NAMES[kind].map((name) =>
    record(eventSource, call, {
      requestParameters: null,
      errorCode: 'AccessDenied',
      errorMessage: `User: arn:aws:sts::${ACCOUNT}:assumed-role/example/session is not authorized to perform: x:${eventName} on resource: ${words(name)}`,
    }),
  );
  return {
    title: `${eventSource} ${eventName}, denied on ${words('NAME')}`,
    kind,
    own: own ?? {},
    other: other ?? {},
  };
}

const BECAUSE = 'because no identity-based policy allows the action';

/** How a refusal names what it refuses: IAM says what it is before a name (seen in logs). */
const BY_ARN = (kind: GuardedKind): readonly ((name: string) => string)[] => [
  (name) => `"${ARNS[kind](name)}" ${BECAUSE}`,
  (name) => `${ARNS[kind](name)} with an explicit deny in a resource-based policy`,
];
const REFUSALS: { readonly [kind in GuardedKind]: readonly ((name: string) => string)[] } = {
  trail: BY_ARN('trail'),
  bucket: BY_ARN('bucket'),
  topic: BY_ARN('topic'),
  queue: BY_ARN('queue'),
  function: BY_ARN('function'),
  table: BY_ARN('table'),
  key: BY_ARN('key'),
  alarm: BY_ARN('alarm'),
  dashboard: BY_ARN('dashboard'),
  rule: BY_ARN('rule'),
  logGroup: [...BY_ARN('logGroup'), (name) => `${arn('logs', `log-group:${name}:log-stream:`)} ${BECAUSE}`],
  role: [...BY_ARN('role'), (name) => `role ${name} ${BECAUSE}`, (name) => `role ${name}`],
  policy: [...BY_ARN('policy'), (name) => `policy ${ARNS.policy(name)} ${BECAUSE}`],
  stack: BY_ARN('stack'),
};

type Form = (name: string) => JsonValue;

/** The forms in which the service's requests may have it there. */
function formsAt(path: string, kind: GuardedKind): readonly Form[] {
  if (path.endsWith('queueUrl')) return QUEUE_URLS.map((before) => (name) => `${before}/${ACCOUNT}/${name}`);
  if (path.endsWith('subscriptionArn')) return [(name) => `${ARNS.topic(name)}:0a1b2c3d-0000-4000-8000-0123456789ab`];
  if (path.endsWith('backupArn')) return [(name) => `${ARNS.table(name)}/backup/01489602797149-73d8d5bc`];
  if (path.endsWith('eventSourceArn')) return [ARNS.queue];
  if (path.endsWith('aliasName')) return [ARNS.key];
  if (path.endsWith('.role')) return [ARNS.role];
  if (path.endsWith('Arn')) return [ARNS[kind], ...(ARN_FORMS[kind] ?? [])];
  if (path.endsWith('Names')) return [(name) => ['another', name]];
  return [(name) => name, ...(NAME_FORMS[kind] ?? [])];
}

/** SQS developer guide, "Amazon SQS endpoints and quotas", and VPC endpoints. */
const QUEUE_URLS = [
  `https://sqs.${REGION}.amazonaws.com`,
  `https://${REGION}.queue.amazonaws.com`,
  'https://queue.amazonaws.com',
  `https://sqs.${REGION}.api.aws`,
  `https://SQS.${REGION}.amazonaws.com:443`,
  `https://vpce-0a1b2c3d-4e5f.sqs.${REGION}.vpce.amazonaws.com`,
  `http://sqs.${REGION}.amazonaws.com`,
];

/** What may stand before a function's name (Lambda API reference: FunctionName). */
const BEFORE_FUNCTION = [
  'function:',
  `${ACCOUNT}:function:`,
  `${ACCOUNT}:`,
  `${REGION}:${ACCOUNT}:function:`,
  `${REGION}:${ACCOUNT}:`,
  `arn:aws:lambda:${REGION}:${ACCOUNT}:function:`,
];

const NAME_FORMS: { readonly [kind in GuardedKind]?: readonly Form[] } = {
  trail: [ARNS.trail],
  function: ['', ...BEFORE_FUNCTION].flatMap((before): readonly Form[] => [
    (name) => `${before}${name}:live`,
    (name) => `${before}${name}:$LATEST`,
    ...(before === '' ? [] : [(name: string) => `${before}${name}`]),
  ]),
  table: [ARNS.table],
  key: [ARNS.key],
  logGroup: [ARNS.logGroup, (name) => arn('logs', `log-group:${name}`)],
  role: [(name) => name.toUpperCase(), (name) => name.toLowerCase()],
  stack: [ARNS.stack],
};

const ARN_FORMS: { readonly [kind in GuardedKind]?: readonly Form[] } = {
  function: [(name) => `${ARNS.function(name)}:live`],
  policy: [(name) => `arn:aws:iam::${ACCOUNT}:policy/${name.toLowerCase()}`],
  table: [(name) => `${ARNS.table(name)}/stream/2026-03-01T00:00:00.000`],
};

function placed([step = '', ...rest]: readonly string[], value: JsonValue): JsonObject {
  return { [step]: rest.length === 0 ? value : placed(rest, value) };
}

let records = 0;

/** Each by a caller of its own, so that none is suppressed for another. */
function record(eventSource: string, { eventName }: GuardedCall, rest: JsonObject): JsonObject {
  records += 1;
  const nth = String(records).padStart(12, '0');
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: `AIDAEXAMPLE${nth}`,
      arn: `arn:aws:iam::${ACCOUNT}:user/user-${nth}`,
      accountId: ACCOUNT,
      userName: `user-${nth}`,
    },
    eventTime: new Date(Date.UTC(2026, 2, 5, 10, 0, records % 3600)).toISOString().replace('.000', ''),
    eventSource,
    eventName,
    awsRegion: REGION,
    sourceIPAddress: '203.0.113.7',
    userAgent: 'aws-cli/2.30.0',
    requestParameters: null,
    responseElements: null,
    eventID: `00000000-0000-4000-8000-${nth}`,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    ...rest,
  };
}
