import { infrequentAccessBreakEvenDays } from '../../../lib/contract/dynamodb-prices';
import { DELIVERIES_TABLE, EVENTS_TABLE, type TableDefinition, TERMS_TABLE } from '../../../lib/contract/tables';
import { asText, resourceOf, statementsOf, synthesized } from '../synthesized-stack';

const template = synthesized();
const role = resourceOf(template, 'AWS::IAM::Role', 'IngestRole');
const rebuilder = resourceOf(template, 'AWS::IAM::Role', 'RebuilderRole');

/** `NonKeyAttributes` of one index (DynamoDB API reference, Projection: array members). */
const MAX_PROJECTED_ATTRIBUTES = 20;

const TABLES: readonly [string, TableDefinition][] = [
  ['Events', EVENTS_TABLE],
  ['Terms', TERMS_TABLE],
  ['Deliveries', DELIVERIES_TABLE],
];

describe.each(TABLES)('the table of %s', (name, definition) => {
  const table = resourceOf(template, 'AWS::DynamoDB::GlobalTable', `Tables${name}`);
  const [replica, ...otherReplicas] = [table.properties['Replicas']].flat().map(Object);

  it('has the keys and the expiry of its definition', () => {
    expect(table.properties).toMatchObject({
      KeySchema: [
        { AttributeName: definition.partitionKey, KeyType: 'HASH' },
        { AttributeName: definition.sortKey, KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: definition.timeToLive, Enabled: true },
    });
  });

  it('is paid by request', () => {
    expect(table.properties['BillingMode']).toBe('PAY_PER_REQUEST');
  });

  it('is protected from deletion, kept when the stack goes, and recoverable unless it can be made again', () => {
    expect(otherReplicas).toEqual([]);
    expect(replica).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: name !== 'Terms' },
    });
    expect(table.deletionPolicy).toBe('Retain');
  });

  it('is named by CloudFormation, so that stacks do not collide', () => {
    expect(table.properties).not.toHaveProperty('TableName');
  });

  it('refuses writes to everyone but the functions that make its rows, and allows nothing by itself', () => {
    const [refusal, ...others] = statementsOf(replica.ResourcePolicy.PolicyDocument);
    expect(others).toEqual([]);
    expect(refusal).toMatchObject({ Effect: 'Deny', Principal: { AWS: '*' } });
    const writers = [role, ...(name === 'Terms' ? [rebuilder] : [])];
    const excepted = [refusal?.Condition?.['ArnNotEquals']?.['aws:PrincipalArn']].flat();
    expect(excepted.map(asText)).toEqual(writers.map(({ id }) => `<${id}.Arn>`));
    expect(refusal?.Action).toEqual(
      ['BatchWriteItem', 'DeleteItem', 'PartiQLDelete', 'PartiQLInsert', 'PartiQLUpdate', 'PutItem', 'UpdateItem'].map(
        (action) => `dynamodb:${action}`,
      ),
    );
  });
});

describe('the class of the tables', () => {
  const breakEven = infrequentAccessBreakEvenDays();
  const classesOf = (options: Parameters<typeof synthesized>[0]) =>
    TABLES.map(([name]) => replicaOf(synthesized(options), name).TableClass);

  it.each([
    [{}, 'STANDARD_INFREQUENT_ACCESS'],
    [{ retentionDays: breakEven }, 'STANDARD_INFREQUENT_ACCESS'],
    [{ retentionDays: breakEven - 1 }, 'STANDARD'],
    [{ tableClass: 'STANDARD' }, 'STANDARD'],
    [{ retentionDays: 1, tableClass: 'STANDARD_INFREQUENT_ACCESS' }, 'STANDARD_INFREQUENT_ACCESS'],
  ] as const)('with %j, it is %s', (options, expected) => {
    expect(classesOf(options)).toEqual([expected, expected, expected]);
  });

  it('of the state of alerting stays Standard, because its rows are written often and soon gone', () => {
    const state = resourceOf(template, 'AWS::DynamoDB::GlobalTable', 'AlertingState');
    expect([state.properties['Replicas']].flat().map((each) => Object(each).TableClass)).toEqual([undefined]);
  });
});

it('Terms is recoverable, too, where the settings say so', () => {
  expect(replicaOf(synthesized({ termsRecovery: true }), 'Terms')).toMatchObject({
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
});

function replicaOf(stack: typeof template, name: string) {
  const table = resourceOf(stack, 'AWS::DynamoDB::GlobalTable', `Tables${name}`);
  return Object([table.properties['Replicas']].flat()[0]);
}

describe('the index by principal', () => {
  const events = resourceOf(template, 'AWS::DynamoDB::GlobalTable', 'TablesEvents');
  const [index] = EVENTS_TABLE.indexes;

  it('carries the event fields and not the record', () => {
    expect(events.properties['GlobalSecondaryIndexes']).toEqual([
      {
        IndexName: 'byPrincipal',
        KeySchema: [
          { AttributeName: index.partitionKey, KeyType: 'HASH' },
          { AttributeName: index.sortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: index.projected },
      },
    ]);
    expect(index.projected).not.toContain('record');
  });

  it('projects no more attributes than DynamoDB admits', () => {
    expect(index.projected.length).toBeLessThanOrEqual(MAX_PROJECTED_ATTRIBUTES);
  });
});
