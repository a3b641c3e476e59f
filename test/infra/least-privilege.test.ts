import { configurationOf } from './situations';
import { asText, resourceOf, resourcesOf, type Statement, statementsOf, synthesized } from './synthesized-stack';

const template = synthesized({ logPrefix: 'org/logs' });

const id = (type: string, prefix: string) => resourceOf(template, type, prefix).id;
const bucket = id('AWS::S3::Bucket', 'LogsBucket');
const [events, terms, deliveries] = ['Events', 'Terms', 'Deliveries'].map((name) =>
  id('AWS::DynamoDB::GlobalTable', `Tables${name}`),
);
const [queue, backfill] = ['Deliveries', 'Backfill'].map((name) => id('AWS::SQS::Queue', `${name}Queue`));
const [deadLetters, backfillDeadLetters] = ['Deliveries', 'Backfill'].map((name) =>
  id('AWS::SQS::Queue', `${name}DeadLetters`),
);
const [failures, undelivered] = ['Queue', 'Undelivered'].map((name) =>
  id('AWS::SQS::Queue', `AlertingFailures${name}`),
);

/** Each action with each resource that it is allowed on, one a line. */
function allowed(statements: readonly Statement[]): readonly string[] {
  return statements
    .flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} ${asText(resource)}`)),
    )
    .sort();
}

function policyOf(type: string, idPrefix: string): readonly Statement[] {
  return statementsOf(resourceOf(template, type, idPrefix).properties['PolicyDocument']);
}

describe('the ingest role', () => {
  it('is for Lambda, with no policy but its own', () => {
    const role = resourceOf(template, 'AWS::IAM::Role', 'IngestRole');
    expect(statementsOf(role.properties['AssumeRolePolicyDocument'])).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
    ]);
    expect(role.properties).not.toHaveProperty('ManagedPolicyArns');
  });

  it('reads log files, puts rows, looks the catalogue up, empties its queues and writes its log, and nothing else', () => {
    const consume = ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'GetQueueUrl', 'ReceiveMessage'];
    expect(allowed(policyOf('AWS::IAM::Policy', 'IngestRole'))).toEqual(
      [
        `s3:GetObject <${bucket}.Arn>/org/logs/AWSLogs/*`,
        `s3:GetObjectVersion <${bucket}.Arn>/org/logs/AWSLogs/*`,
        `s3:ListBucket <${bucket}.Arn>`,
        ...[events, deliveries].flatMap((table) => [
          `dynamodb:GetItem <${table}.Arn>`,
          `dynamodb:PutItem <${table}.Arn>`,
          `dynamodb:Query <${table}.Arn>`,
        ]),
        `dynamodb:BatchWriteItem <${terms}.Arn>`,
        `dynamodb:PutItem <${terms}.Arn>`,
        `dynamodb:Query <${terms}.Arn>`,
        ...[queue, backfill].flatMap((each) => consume.map((action) => `sqs:${action} <${each}.Arn>`)),
        ...['CreateLogStream', 'PutLogEvents'].map(
          (action) => `logs:${action} <${id('AWS::Logs::LogGroup', 'Ingestion')}.Arn>`,
        ),
      ].sort(),
    );
  });
});

it('lets the ingest role query nothing of receipts and terms but the catalogue', () => {
  const queried = policyOf('AWS::IAM::Policy', 'IngestRole').filter(
    ({ Action, Resource }) =>
      [Action].flat().includes('dynamodb:Query') && !JSON.stringify(Resource).includes('TablesEvents'),
  );
  expect(queried.map(({ Condition }) => Condition)).toEqual(
    ['#catalogue', 'catalogue=Events'].map((key) => ({
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [key] },
    })),
  );
});

describe('the roles of the hourly checks', () => {
  const state = id('AWS::DynamoDB::GlobalTable', 'AlertingState');
  const log = (name: string) =>
    ['CreateLogStream', 'PutLogEvents'].map((action) => `logs:${action} <${id('AWS::Logs::LogGroup', name)}.Arn>`);

  it('look at the trail, at policies, subscriptions and mappings, and nothing else', () => {
    const trail = 'arn:<AWS::Partition>:cloudtrail:<AWS::Region>:<AWS::AccountId>:trail/ssm-audit-<AWS::Region>';
    const actions = ['GetEventSelectors', 'GetTrail', 'GetTrailStatus'].map(
      (action) => `cloudtrail:${action} ${trail}`,
    );
    const queues = [queue, backfill, deadLetters, backfillDeadLetters, failures, undelivered];
    const mappings = resourcesOf(template).filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping');
    const parts = [
      ...[events, terms, deliveries, state].map((each) => `dynamodb:GetResourcePolicy <${each}.Arn>`),
      ...queues.map((each) => `sqs:GetQueueAttributes <${each}.Arn>`),
      `sns:ListSubscriptionsByTopic <${id('AWS::SNS::Topic', 'Announcements')}>`,
      ...mappings.map((each) => `lambda:GetEventSourceMapping <${each.id}.EventSourceMappingArn>`),
    ];
    expect(mappings).toHaveLength(3);
    expect(allowed(policyOf('AWS::IAM::Policy', 'TrailHealth'))).toEqual(
      [...actions, ...parts, ...log('TrailHealth')].sort(),
    );
  });

  it('list the bucket, read receipts and keep how far they have come, and nothing else', () => {
    const receipts = ['BatchGetItem', 'GetItem', 'Query'].map((action) => `dynamodb:${action} <${deliveries}.Arn>`);
    const progress = ['GetItem', 'PutItem'].map((action) => `dynamodb:${action} <${state}.Arn>`);
    const statements = policyOf('AWS::IAM::Policy', 'ReconcilerRole');
    expect(allowed(statements)).toEqual(
      [`s3:ListBucket <${bucket}.Arn>`, ...receipts, ...progress, ...log('Reconciliation')].sort(),
    );
    const onItsRows = statements.flatMap(({ Condition }) => (Condition === undefined ? [] : [Condition]));
    expect(onItsRows).toEqual([{ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['reconciliation'] } }]);
    const reconciler = id('AWS::IAM::Role', 'ReconcilerRole');
    const naming = resourcesOf(template).filter(
      ({ type, properties }) =>
        type === 'AWS::DynamoDB::GlobalTable' && JSON.stringify(properties).includes(`"${reconciler}"`),
    );
    expect(naming.map(({ id: table }) => table)).toEqual([state]);
  });
});

describe('the role that rebuilds Terms', () => {
  const statements = policyOf('AWS::IAM::Policy', 'RebuilderRole');
  const state = id('AWS::DynamoDB::GlobalTable', 'AlertingState');

  it('reads rows and the catalogue, looks up and puts terms, keeps one row of its own, and writes its log', () => {
    expect(allowed(statements)).toEqual(
      [
        ...[events, deliveries].map((table) => `dynamodb:Query <${table}.Arn>`),
        ...['BatchGetItem', 'PutItem', 'Query'].map((action) => `dynamodb:${action} <${terms}.Arn>`),
        ...['GetItem', 'PutItem'].map((action) => `dynamodb:${action} <${state}.Arn>`),
        ...['CreateLogStream', 'PutLogEvents'].map(
          (action) => `logs:${action} <${id('AWS::Logs::LogGroup', 'TermRebuilding')}.Arn>`,
        ),
      ].sort(),
    );
    const keys = statements.flatMap(({ Condition }) => Object.values(Condition ?? {}));
    expect(keys.flatMap((each) => Object(each)['dynamodb:LeadingKeys']).sort()).toEqual([
      '#catalogue',
      'catalogue=Events',
      'rebuild',
    ]);
  });

  it('is written into the policies of Terms and of its state, and of no table of evidence', () => {
    const rebuilder = id('AWS::IAM::Role', 'RebuilderRole');
    const naming = resourcesOf(template).filter(
      ({ type, properties }) =>
        type === 'AWS::DynamoDB::GlobalTable' && JSON.stringify(properties).includes(`"${rebuilder}"`),
    );
    expect(naming.map(({ id: table }) => table).sort()).toEqual([state, terms].sort());
  });
});

describe('the role of the verification of finished days', () => {
  const verifying = synthesized({ verifyRows: true });
  const role = resourceOf(verifying, 'AWS::IAM::Policy', 'VerifierRole');
  const statements = statementsOf(role.properties['PolicyDocument']);
  const idOf = (type: string, prefix: string) => resourceOf(verifying, type, prefix).id;

  it('reads digests, log files, public keys, rows and receipts, and keeps one row of its own', () => {
    const logs = `<${idOf('AWS::S3::Bucket', 'LogsBucket')}.Arn>`;
    const tables = ['TablesEvents', 'TablesTerms', 'TablesDeliveries'].map((name) =>
      idOf('AWS::DynamoDB::GlobalTable', name),
    );
    const state = idOf('AWS::DynamoDB::GlobalTable', 'AlertingState');
    const reading = ['BatchGetItem', 'GetItem', 'Query'];
    expect(allowed(statements)).toEqual(
      [
        `s3:GetObject ${logs}/AWSLogs/*`,
        `s3:GetObjectVersion ${logs}/AWSLogs/*`,
        `s3:ListBucket ${logs}`,
        'cloudtrail:ListPublicKeys *',
        ...tables.flatMap((table) => reading.map((action) => `dynamodb:${action} <${table}.Arn>`)),
        ...['GetItem', 'PutItem'].map((action) => `dynamodb:${action} <${state}.Arn>`),
        ...['CreateLogStream', 'PutLogEvents'].map(
          (action) => `logs:${action} <${idOf('AWS::Logs::LogGroup', 'RowVerification')}.Arn>`,
        ),
      ].sort(),
    );
    const onItsRow = statements.filter(({ Condition }) => Condition !== undefined);
    expect(onItsRow.map(({ Condition }) => Condition)).toEqual([
      { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['verification'] } },
    ]);
  });

  it('is beside the alert function the only one that writes the table of its state, and writes no evidence', () => {
    const verifier = idOf('AWS::IAM::Role', 'VerifierRole');
    const naming = resourcesOf(verifying).filter(
      ({ type, properties }) =>
        type === 'AWS::DynamoDB::GlobalTable' && JSON.stringify(properties).includes(`"${verifier}"`),
    );
    expect(naming.map(({ id: table }) => table)).toEqual([idOf('AWS::DynamoDB::GlobalTable', 'AlertingState')]);
  });
});

const KEY_ARN = 'arn:aws:kms:eu-central-1:111122223333:key/50000000-0000-4000-8000-000000000000';

describe('the role of the scheduled export', () => {
  const exporting = synthesized({ exportBucketName: 'company-lake', exportPrefix: 'ssm', exportKeyArn: KEY_ARN });
  const role = resourceOf(exporting, 'AWS::IAM::Policy', 'ExporterRole');
  const statements = statementsOf(role.properties['PolicyDocument']);
  const idOf = (type: string, prefix: string) => resourceOf(exporting, type, prefix).id;

  it('reads rows and the catalogue, writes its prefix, deletes its own work, and keeps one row of its own', () => {
    const [eventTable, termTable, deliveryTable] = ['TablesEvents', 'TablesTerms', 'TablesDeliveries'].map((name) =>
      idOf('AWS::DynamoDB::GlobalTable', name),
    );
    const state = idOf('AWS::DynamoDB::GlobalTable', 'AlertingState');
    const lake = 'arn:<AWS::Partition>:s3:::company-lake';
    expect(allowed(statements)).toEqual(
      [
        ...['AbortMultipartUpload', 'GetObject', 'PutObject'].map((action) => `s3:${action} ${lake}/ssm/*`),
        `s3:DeleteObject ${lake}/ssm/_ssm-audit/work/*`,
        `s3:ListBucket ${lake}`,
        `s3:ListBucketMultipartUploads ${lake}`,
        ...['Decrypt', 'GenerateDataKey'].map((action) => `kms:${action} ${KEY_ARN}`),
        ...['BatchGetItem', 'Query'].map((action) => `dynamodb:${action} <${eventTable}.Arn>`),
        ...[termTable, deliveryTable].map((table) => `dynamodb:Query <${table}.Arn>`),
        ...['GetItem', 'PutItem'].map((action) => `dynamodb:${action} <${state}.Arn>`),
        ...['CreateLogStream', 'PutLogEvents'].map(
          (action) => `logs:${action} <${idOf('AWS::Logs::LogGroup', 'ScheduledExport')}.Arn>`,
        ),
      ].sort(),
    );
    const conditions = statements.flatMap(({ Condition }) => Condition ?? []);
    expect(conditions).toContainEqual({ StringLike: { 's3:prefix': ['ssm/*'] } });
    expect(conditions).toContainEqual({ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['export'] } });
  });

  it('registers partitions of its own table, and does nothing else in Glue', () => {
    const options = { exportBucketName: 'company-lake', exportPrefix: 'ssm', exportTable: true };
    const policy = resourceOf(synthesized(options), 'AWS::IAM::Policy', 'ExporterRole');
    const ofGlue = allowed(statementsOf(policy.properties['PolicyDocument'])).filter((each) =>
      each.startsWith('glue:'),
    );
    const at = 'arn:<AWS::Partition>:glue:<AWS::Region>:<AWS::AccountId>';
    expect(ofGlue).toEqual(
      [`${at}:catalog`, `${at}:database/ssm_audit`, `${at}:table/ssm_audit/ssm_audit_event`].map(
        (resource) => `glue:BatchCreatePartition ${resource}`,
      ),
    );
  });

  it('writes no table of evidence', () => {
    const exporter = idOf('AWS::IAM::Role', 'ExporterRole');
    const naming = resourcesOf(exporting).filter(
      ({ type, properties }) =>
        type === 'AWS::DynamoDB::GlobalTable' && JSON.stringify(properties).includes(`"${exporter}"`),
    );
    expect(naming.map(({ id: table }) => table)).toEqual([idOf('AWS::DynamoDB::GlobalTable', 'AlertingState')]);
  });
});

describe('the policies for people', () => {
  const readable = [events, terms, deliveries].map((table) => `<${table}.Arn>`);
  const asking = [
    ...[...readable, `<${events}.Arn>/index/byPrincipal`].flatMap((table) =>
      ['BatchGetItem', 'DescribeTable', 'GetItem', 'Query'].map((action) => `dynamodb:${action} ${table}`),
    ),
    `dynamodb:GetItem <${id('AWS::DynamoDB::GlobalTable', 'AlertingState')}.Arn>`,
    `s3:ListBucket <${bucket}.Arn>`,
    ...[queue, backfill, deadLetters, backfillDeadLetters, failures, undelivered].map(
      (each) => `sqs:GetQueueAttributes <${each}.Arn>`,
    ),
    'cloudformation:DescribeStacks arn:<AWS::Partition>:cloudformation:<AWS::Region>:<AWS::AccountId>:stack/ssm-audit/*',
  ];

  it.each([
    [
      'AuditorsPolicy',
      'auditors: rows, log files, queue lengths, outputs and public keys',
      [
        ...asking,
        `s3:GetObject <${bucket}.Arn>/org/logs/AWSLogs/*`,
        `s3:GetObjectVersion <${bucket}.Arn>/org/logs/AWSLogs/*`,
        'cloudtrail:ListPublicKeys *',
      ],
    ],
    ['AuditorsRowsPolicy', 'auditors without log files: the same, and nothing that is in one', asking],
    [
      'OperatorsPolicy',
      'operators: sending to the backfill queue, and asking for a rebuild of Terms',
      [
        `sqs:SendMessage <${backfill}.Arn>`,
        `lambda:InvokeFunction <${id('AWS::Lambda::Function', 'TermRebuilding')}.Arn>`,
      ],
    ],
  ])('%s lets %s, and changes nothing', (id, _, expected) => {
    expect(allowed(policyOf('AWS::IAM::ManagedPolicy', id))).toEqual([...expected].sort());
  });
});

describe('every policy of the template', () => {
  const documents = resourcesOf(template).flatMap((resource) =>
    documentsIn(resource.properties).flatMap((statements) => statements.map((each) => ({ ...each, of: resource.id }))),
  );
  const allowances = documents.filter(({ Effect }) => Effect === 'Allow');

  it('is found', () => {
    expect(allowances.length).toBeGreaterThan(10);
  });

  it('allows no action by wildcard', () => {
    expect(allowances.filter(({ Action }) => asText(Action).includes('*'))).toEqual([]);
  });

  it('allows nothing on every resource, but to list streams and public keys, which are no resources', () => {
    const everywhere = allowances.filter(({ Resource }) => [Resource].flat().includes('*'));
    expect(everywhere.map(({ Action }) => Action).sort()).toEqual([
      'cloudtrail:ListPublicKeys',
      'dynamodb:ListStreams',
    ]);
  });

  it('allows services only under a condition on the source, except to take on a role', () => {
    const unconditional = allowances.filter(
      ({ Principal, Condition, Action }) =>
        Principal !== undefined &&
        Action !== 'sts:AssumeRole' &&
        !JSON.stringify(Condition ?? {}).includes('aws:SourceArn'),
    );
    expect(unconditional).toEqual([]);
  });
});

describe('every refusal of the template', () => {
  const situations = ['people to tell', 'existing bucket'] as const;
  const refusals = [template, ...situations.map((each) => synthesized(configurationOf(each)))].flatMap((each) =>
    resourcesOf(each)
      .flatMap(({ properties }) => documentsIn(properties))
      .flatMap((statements) => statements.filter(({ Effect }) => Effect === 'Deny')),
  );
  const ofActions = refusals.filter(({ Condition }) => Condition?.['Bool']?.['aws:SecureTransport'] === undefined);

  it('is found', () => {
    expect(ofActions.length).toBeGreaterThan(15);
  });

  it('says whom it refuses, what and where, and never by what is left out', () => {
    const keys = refusals.flatMap((each) => Object.keys(each)).filter((key) => key.startsWith('Not'));
    expect(keys).toEqual([]);
    for (const { Principal } of refusals) expect(['*', { AWS: '*' }]).toContainEqual(Principal);
  });

  it('refuses only what changes or sends, so that nobody is locked out of looking', () => {
    const actions = new Set(ofActions.flatMap(({ Action }) => [Action].flat()));
    const looking = [...actions].filter((action) =>
      /:(?:Get|List|Describe|Query|Scan|BatchGet|Receive)|\*/.test(action),
    );
    expect(looking).toEqual([]);
  });

  it('excepts by the ARN of a source or a principal, or an endpoint, and by nothing that a caller chooses', () => {
    const keys = ofActions.flatMap(({ Condition = {} }) =>
      Object.entries(Condition).flatMap(([operator, each]) => Object.keys(each).map((key) => `${operator} ${key}`)),
    );
    expect([...new Set(keys)].sort()).toEqual([
      'ArnNotEquals aws:PrincipalArn',
      'ArnNotEquals aws:SourceArn',
      'ArnNotLike aws:PrincipalArn',
      'ArnNotLike aws:SourceArn',
      'Bool aws:PrincipalIsAWSService',
      'StringNotEquals aws:SourceArn',
      'StringNotEquals sns:Endpoint',
    ]);
  });
});

/** The statement lists anywhere inside a resource. */
function documentsIn(value: unknown): readonly (readonly Statement[])[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Statement' in value && Array.isArray(value.Statement)) return [value.Statement];
  return Object.values(value).flatMap(documentsIn);
}
