import { type Configuration, ConfigurationError, readConfiguration } from '../../../lib/infra/settings/configuration';

function problemsIn(context: Record<string, unknown>): readonly string[] {
  try {
    readConfiguration(context);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

const given = (key: string, value: unknown) => ({ [`ssm-audit:${key}`]: value });

describe('readConfiguration', () => {
  it('is complete without any context', () => {
    expect(readConfiguration({})).toEqual({
      stackName: 'ssm-audit',
      trailName: '',
      logPrefix: '',
      organizationId: '',
      managementAccount: '',
      bucketName: '',
      bucketAccount: '',
      bucketRegion: '',
      trailArn: '',
      deliveryTopicArn: '',
      logKeyArn: '',
      topicKeyArn: '',
      queueKeyArn: '',
      tableKeyArn: '',
      retentionDays: 400,
      logRetentionDays: 0,
      objectLock: 'none',
      removal: 'keep',
      tableClass: 'by-retention',
      termsRecovery: false,
      concurrency: 10,
      backfillConcurrency: 2,
      spreadEvents: {},
      extraTerms: [],
      eventSources: [],
      excludedEvents: [],
      agentTraffic: 'keep',
      related: true,
      neighbours: [],
      ruleFolder: '',
      reasonPattern: '',
      alertWindowMinutes: 60,
      operators: [],
      openSubscriptions: false,
      alerts: { topics: [], overrides: { disabled: [], levels: new Map() }, deployers: [] },
      alarmTopicArn: '',
      alarmEmails: [],
      reconcile: true,
      verifyRows: false,
      sourceMaps: false,
      exportBucketName: '',
      exportPrefix: '',
      exportSchema: 'event',
      exportKeyArn: '',
      exportTable: false,
    } satisfies Configuration);
  });

  it('takes what is given', () => {
    const context = {
      'ssm-audit:stackName': 'audit-eu',
      'ssm-audit:trailName': 'company.trail_1',
      'ssm-audit:logPrefix': 'org/logs',
      'ssm-audit:retentionDays': 30,
      'ssm-audit:spreadEvents': { UpdateInstanceInformation: 8 },
      'ssm-audit:extraTerms': ['requestParameters.documentName'],
      'ssm-audit:ruleFolder': 'our-rules',
      'ssm-audit:reasonPattern': '[A-Z]+-[0-9]+',
      'ssm-audit:alertWindowMinutes': 15,
      'ssm-audit:alertTopics': [{ name: 'documents', events: ['DeleteDocument'], subscribers: ['a@example.com'] }],
      'ssm-audit:rules': { disabled: ['some-rule'] },
      'ssm-audit:operators': '["arn:aws:iam::111122223333:role/operators/*"]',
      'ssm-audit:openSubscriptions': 'true',
      'ssm-audit:alarmTopicArn': 'arn:aws:sns:eu-central-1:111122223333:ops',
      'ssm-audit:alarmEmails': ['ops@example.com'],
      'ssm-audit:reconcile': false,
      'ssm-audit:verifyRows': 'true',
      'ssm-audit:sourceMaps': true,
      'ssm-audit:exportBucketName': 'company-lake',
      'ssm-audit:exportPrefix': 'ssm/audit',
      'ssm-audit:exportSchema': 'ocsf',
      'ssm-audit:exportTable': 'true',
    };
    expect(readConfiguration(context)).toMatchObject({
      stackName: 'audit-eu',
      trailName: 'company.trail_1',
      logPrefix: 'org/logs',
      retentionDays: 30,
      spreadEvents: { UpdateInstanceInformation: 8 },
      extraTerms: ['requestParameters.documentName'],
      ruleFolder: 'our-rules',
      reasonPattern: '[A-Z]+-[0-9]+',
      alertWindowMinutes: 15,
      alerts: {
        topics: [
          {
            name: 'documents',
            events: ['DeleteDocument'],
            rules: [],
            outcomes: [],
            accounts: [],
            subscribers: [{ protocol: 'email', endpoint: 'a@example.com' }],
          },
        ],
        overrides: { disabled: ['some-rule'], levels: new Map() },
        deployers: [],
      },
      operators: ['arn:aws:iam::111122223333:role/operators/*'],
      openSubscriptions: true,
      alarmTopicArn: 'arn:aws:sns:eu-central-1:111122223333:ops',
      alarmEmails: ['ops@example.com'],
      reconcile: false,
      verifyRows: true,
      sourceMaps: true,
      exportBucketName: 'company-lake',
      exportPrefix: 'ssm/audit',
      exportSchema: 'ocsf',
      exportTable: true,
    });
  });

  it('reads numbers, lists and objects from the texts that the command line gives', () => {
    const context = {
      'ssm-audit:retentionDays': '30',
      'ssm-audit:spreadEvents': '{"PutInventory":2}',
      'ssm-audit:extraTerms': '["vpcEndpointId"]',
    };
    expect(readConfiguration(context)).toMatchObject({
      retentionDays: 30,
      spreadEvents: { PutInventory: 2 },
      extraTerms: ['vpcEndpointId'],
    });
  });

  it.each(['/logs', 'logs/', '/', 'a//b', 'source=cloudtrail/team a'])(
    'takes a prefix as CloudTrail does: %j',
    (prefix) => {
      expect(readConfiguration({ 'ssm-audit:logPrefix': prefix })).toMatchObject({ logPrefix: prefix });
    },
  );

  it('leaves the keys of others alone', () => {
    expect(problemsIn({ '@aws-cdk/core:checkSecretUsage': true, retentionDays: 'whatever' })).toEqual([]);
  });

  it.each([
    ['stackName', 'a'],
    ['stackName', '1st'],
    ['stackName', 'two--hyphens'],
    ['stackName', 'a'.repeat(101)],
    ['stackName', 7],
    ['trailName', 'my-_trail'],
    ['trailName', 'ends-'],
    ['logPrefix', 'any?'],
    ['logPrefix', 'a$b'],
    ['logPrefix', 'every*'],
    ['logPrefix', 'a'.repeat(201)],
    ['retentionDays', 0],
    ['retentionDays', 1.5],
    ['retentionDays', 36_501],
    ['retentionDays', 'thirteen months'],
    ['retentionDays', '1e3'],
    ['retentionDays', ' 30 '],
    ['retentionDays', null],
    ['spreadEvents', []],
    ['spreadEvents', { UpdateInstanceInformation: 1 }],
    ['spreadEvents', { UpdateInstanceInformation: 65 }],
    ['spreadEvents', { UpdateInstanceInformation: '8,Other=9' }],
    ['spreadEvents', { 'Update,Instance': 2 }],
    ['spreadEvents', JSON.parse('{"__proto__":2}')],
    ['spreadEvents', Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`Event${n}`, 2]))],
    ['extraTerms', 'requestParameters.documentName'],
    ['extraTerms', ['a,b']],
    ['extraTerms', ['a=b']],
    ['extraTerms', ['a..b']],
    ['extraTerms', ['a', 'a']],
    ['extraTerms', [['a']]],
    ['extraTerms', Array.from({ length: 11 }, (_, n) => `path${n}`)],
    ['organizationId', 'r-abcd'],
    ['managementAccount', 111122223333],
    ['bucketName', 's3://logs'],
    ['bucketName', 'Logs'],
    ['bucketAccount', '1111'],
    ['bucketRegion', 'frankfurt'],
    ['trailArn', 'management-events'],
    ['deliveryTopicArn', 'arn:aws:sns:eu-central-1:111122223333:deliveries.fifo'],
    ['logKeyArn', 'arn:aws:kms:eu-central-1:111122223333:alias/logs'],
    ['topicKeyArn', 'alias/aws/sns'],
    ['queueKeyArn', true],
    ['tableKeyArn', ['arn']],
    ['logRetentionDays', -1],
    ['objectLock', 'compliance'],
    ['objectLock', { days: 0, mode: 'governance' }],
    ['objectLock', { days: 9, mode: 'legal' }],
    ['objectLock', { days: 9, mode: 'governance', years: 1 }],
    ['removal', 'retain'],
    ['concurrency', 1],
    ['backfillConcurrency', 1001],
    ['ruleFolder', ['rules']],
    ['alertWindowMinutes', 0],
    ['alertWindowMinutes', 1441],
    ['alarmTopicArn', 'arn:aws:sns:eu-central-1:111122223333:ops.fifo'],
    ['alarmEmails', ['ops']],
    ['reconcile', 'yes'],
    ['verifyRows', 'yes'],
    ['exportBucketName', 'Company'],
    ['exportPrefix', '/lake'],
    ['exportPrefix', 'lake/'],
    ['exportPrefix', 'a*'],
    ['exportSchema', 'ecs'],
    ['exportKeyArn', 'alias/lake'],
    ['exportTable', 'glue'],
    ['alertTopics', 'documents'],
    ['rules', 'all'],
  ])('refuses %s = %j in one line that names key, value and form', (key, value) => {
    const [problem, ...others] = problemsIn(given(key, value));
    expect(others).toEqual([]);
    expect(problem).toMatch(new RegExp(`^context key ssm-audit:${key} is .+: expected .+$`));
    expect(problem).toContain(JSON.stringify(value).slice(0, 100));
    expect(problem).not.toContain('\n');
  });

  it('refuses a misspelt key rather than taking the default', () => {
    const [problem, ...others] = problemsIn(given('retentionDay', 30));
    expect(others).toEqual([]);
    expect(problem).toMatch(/^context key ssm-audit:retentionDay is unknown: expected retentionDays, or another/);
  });

  it('names every wrong value at once, those of alert topics among them', () => {
    const topics = given('alertTopics', [{ name: 'empty' }]);
    expect(problemsIn({ ...given('retentionDays', -1), ...given('logPrefix', '*'), ...topics })).toHaveLength(3);
  });

  it('cuts a long value', () => {
    expect(problemsIn(given('stackName', 'x'.repeat(5000)))[0]?.length).toBeLessThan(300);
  });
});

describe('values that do not go together', () => {
  const BUCKET = given('bucketName', 'company-logs');

  it.each([
    [
      { ...given('bucketAccount', '444455556666') },
      /^context key ssm-audit:bucketAccount is "444455556666": expected "" unless bucketName/,
    ],
    [{ ...given('deliveryTopicArn', 'arn:aws:sns:eu-central-1:111122223333:deliveries') }, /unless bucketName/],
    [{ ...BUCKET, ...given('trailName', 'ours') }, /trailName is "ours": expected "" with bucketName/],
    [{ ...BUCKET, ...given('organizationId', 'o-exampleorgid') }, /with bucketName/],
    [{ ...BUCKET, ...given('logRetentionDays', 500) }, /logRetentionDays is 500: expected 0 with bucketName/],
    [{ ...BUCKET, ...given('objectLock', { days: 5, mode: 'governance' }) }, /expected "none" with bucketName/],
    [given('managementAccount', '444455556666'), /unless organizationId/],
    [given('exportTable', true), /exportTable is true: expected false unless exportBucketName names a bucket/],
    [
      { ...given('exportBucketName', 'company-lake'), ...given('exportTable', true) },
      /exportPrefix is "": expected a prefix with exportTable, such as ssm-audit/,
    ],
    [given('logRetentionDays', 399), /logRetentionDays is 399: expected at least retentionDays, which is 400, or 0/],
  ])('%j is refused in one line', (context, problem) => {
    expect(problemsIn(context)).toEqual([expect.stringMatching(problem)]);
  });

  it('are those that say something of each other, and no others', () => {
    expect(problemsIn({ ...BUCKET, ...given('bucketRegion', 'us-gov-west-1') })).toEqual([]);
    expect(problemsIn(given('logRetentionDays', 400))).toEqual([]);
  });
});
