import { athenaStatement, athenaType, duckDbStatement, tableColumns } from '../../../lib/core/export/athena-table';
import { eventColumns } from '../../../lib/core/export/event-columns';
import { OCSF_COLUMNS } from '../../../lib/core/export/ocsf-columns';

describe('the statement of Athena', () => {
  it('has the columns of the files, the partitions of the folders, and projects these', () => {
    const statement = athenaStatement({
      name: 't',
      location: "s3://bucket/it's/",
      columns: {
        eventTime: 'time',
        resources: { items: { members: { typeId: 'integer', labels: { items: 'text' } } } },
      },
      regions: ['eu-central-1', 'us-east-1'],
      accounts: ['111122223333'],
      firstDay: '20180306',
    });
    expect(statement).toBe(`CREATE EXTERNAL TABLE t (
  \`eventtime\` timestamp,
  \`resources\` array<struct<typeid:int,labels:array<string>>>
)
PARTITIONED BY (region string, accountid string, eventday string)
STORED AS PARQUET
LOCATION 's3://bucket/it''s/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.region.type' = 'enum',
  'projection.region.values' = 'eu-central-1,us-east-1',
  'projection.accountid.type' = 'enum',
  'projection.accountid.values' = '111122223333',
  'projection.eventday.type' = 'date',
  'projection.eventday.format' = 'yyyyMMdd',
  'projection.eventday.range' = '20180306,NOW',
  'storage.location.template' = 's3://bucket/it''s/region=\${region}/accountId=\${accountid}/eventDay=\${eventday}/'
)`);
  });

  it('names no column twice, and none as a partition: Hive does not tell capital letters apart', () => {
    for (const columns of [eventColumns(true), OCSF_COLUMNS]) {
      const names = [...tableColumns(columns).map(({ name }) => name), 'region', 'accountid', 'eventday'];
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('knows what each shape is called', () => {
    expect(['text', 'json', 'boolean', 'integer', 'count', 'time'].map((shape) => athenaType(shape as 'text'))).toEqual(
      ['string', 'string', 'boolean', 'int', 'bigint', 'timestamp'],
    );
  });
});

it('the statement of DuckDB reads accounts and days as texts, and quotes the place', () => {
  expect(duckDbStatement("it's/", false)).toBe(
    "SELECT eventDay, outcome, count(*) AS events FROM read_parquet('it''s/region=*/*/*/*.parquet', hive_partitioning = true, hive_types_autocast = false) GROUP BY ALL ORDER BY ALL;",
  );
  expect(duckDbStatement('x/', true)).toContain('eventDay, status,');
});
