import { asText, resourceOf, resourcesOf, synthesized } from '../synthesized-stack';

const template = synthesized({
  logPrefix: 'org/logs',
  retentionDays: 730,
  spreadEvents: { UpdateInstanceInformation: 8, PutInventory: 2 },
  extraTerms: ['requestParameters.documentName', 'vpcEndpointId'],
});
const ingest = resourceOf(template, 'AWS::Lambda::Function', 'Ingestion');

describe('the ingest function', () => {
  it('runs on Node.js 24 and arm64', () => {
    expect(ingest.properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  });

  it('is told the tables, the bucket and the configuration', () => {
    const bucket = resourceOf(template, 'AWS::S3::Bucket', 'LogsBucket');
    const backfill = resourceOf(template, 'AWS::SQS::Queue', 'BackfillQueue');
    const [events, terms, deliveries] = ['Events', 'Terms', 'Deliveries'].map((name) =>
      resourceOf(template, 'AWS::DynamoDB::GlobalTable', `Tables${name}`),
    );
    expect(ingest.properties['Environment']).toEqual({
      Variables: {
        EVENTS_TABLE_NAME: { Ref: events?.id },
        TERMS_TABLE_NAME: { Ref: terms?.id },
        DELIVERIES_TABLE_NAME: { Ref: deliveries?.id },
        LOG_BUCKET_NAME: { Ref: bucket.id },
        LOG_BUCKET_REGION: { Ref: 'AWS::Region' },
        LOG_BUCKET_OWNER: { Ref: 'AWS::AccountId' },
        LOG_PREFIX: 'org/logs',
        BACKFILL_QUEUE_ARN: { 'Fn::GetAtt': [backfill.id, 'Arn'] },
        BACKFILL_QUEUE_URL: { Ref: backfill.id },
        RETENTION_DAYS: '730',
        SPREAD_EVENTS: 'UpdateInstanceInformation=8,PutInventory=2',
        EXTRA_TERMS: 'requestParameters.documentName,vpcEndpointId',
        EVENT_SOURCES: '',
        EXCLUDED_EVENTS: '',
        AGENT_TRAFFIC: 'keep',
        RELATED: 'true',
        NEIGHBOURS: '',
        GUARDED_STACK: expect.anything(),
        STACK_NAME: 'ssm-audit',
      },
    });
  });

  it('writes JSON to a log group of its own that ends', () => {
    const logGroup = resourceOf(template, 'AWS::Logs::LogGroup', 'Ingestion');
    expect(ingest.properties['LoggingConfig']).toEqual({ LogFormat: 'JSON', LogGroup: { Ref: logGroup.id } });
    expect(logGroup.properties).toEqual({ RetentionInDays: 90 });
    expect(logGroup.deletionPolicy).toBe('Delete');
  });

  it('is held back by its queues and never by reserved concurrency', () => {
    expect(ingest.properties).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  it('takes small batches from both queues, history slowly, and reports each failed message alone', () => {
    const mappings = resourcesOf(template)
      .filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping')
      .filter(({ properties }) => Object(properties['FunctionName']).Ref === ingest.id)
      .map(({ properties }) => ({ ...properties, EventSourceArn: asText(properties['EventSourceArn']) }));
    const mapping = (queue: RegExp, maximumConcurrency: number) => ({
      EventSourceArn: expect.stringMatching(queue),
      FunctionName: { Ref: ingest.id },
      BatchSize: 5,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: maximumConcurrency },
    });
    expect(mappings).toEqual([mapping(/^<AuditDeliveriesQueue/, 10), mapping(/^<AuditBackfillQueue/, 2)]);
  });
});
