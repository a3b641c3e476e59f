import { PARTITION_KEYS, tableColumns } from '../../../lib/core/export/athena-table';
import { exportColumns } from '../../../lib/core/export/export-form';
import type { Configuration } from '../../../lib/infra/settings/configuration';
import { resourceOf, resourcesOf, synthesized } from '../synthesized-stack';

const KEY_ARN = 'arn:aws:kms:eu-central-1:111122223333:key/50000000-0000-4000-8000-000000000000';

const PLACE: Partial<Configuration> = { exportBucketName: 'company-lake', exportPrefix: 'ssm' };

const asked = synthesized({ ...PLACE, stackName: 'Company-Audit', exportTable: true });

describe('a table over the scheduled export', () => {
  it('is there only when asked for, and the function knows of it only then', () => {
    const types = resourcesOf(synthesized(PLACE)).map(({ type }) => type);
    expect(types.filter((type) => /Glue|Athena/.test(type))).toEqual([]);
    const variables = (template: typeof asked) =>
      resourceOf(template, 'AWS::Lambda::Function', 'ScheduledExport').properties['Environment'];
    expect(variables(synthesized(PLACE))).toMatchObject({ Variables: { EXPORT_TABLE: '' } });
    expect(variables(asked)).toMatchObject({ Variables: { EXPORT_TABLE: 'company_audit.ssm_audit_event' } });
  });

  it.each(['event', 'ocsf'] as const)('has the columns of the files in %s, and the folders as partitions', (schema) => {
    const template = synthesized({ ...PLACE, exportTable: true, exportSchema: schema });
    const { properties } = resourceOf(template, 'AWS::Glue::Table', 'ScheduledExport');
    const columns = tableColumns(exportColumns(schema, false)).map(({ name, type }) => ({ Name: name, Type: type }));
    expect(properties).toMatchObject({
      DatabaseName: 'ssm_audit',
      TableInput: {
        Name: `ssm_audit_${schema}`,
        TableType: 'EXTERNAL_TABLE',
        PartitionKeys: PARTITION_KEYS.map(({ name, type }) => ({ Name: name, Type: type })),
        StorageDescriptor: { Columns: columns, Location: 's3://company-lake/ssm/' },
      },
    });
    // The function registers partitions; with projection, Athena would not look at them.
    expect(JSON.stringify(properties)).not.toContain('projection');
  });

  it('comes after its database', () => {
    const { id, properties } = resourceOf(asked, 'AWS::Glue::Database', 'ScheduledExport');
    expect(properties).toMatchObject({ DatabaseInput: { Name: 'company_audit' } });
    const { DependsOn } = Object.values(asked.findResources('AWS::Glue::Table'))[0] ?? {};
    expect(DependsOn).toEqual([id]);
  });
});

describe('the workgroup of a scheduled export', () => {
  const configurationOf = (template: typeof asked) =>
    resourceOf(template, 'AWS::Athena::WorkGroup', 'ScheduledExport').properties['WorkGroupConfiguration'];

  it('says itself where answers lie, how they are encrypted, and how much a question may read', () => {
    expect(configurationOf(asked)).toEqual({
      EnforceWorkGroupConfiguration: true,
      PublishCloudWatchMetricsEnabled: true,
      BytesScannedCutoffPerQuery: 107374182400,
      EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
      ResultConfiguration: {
        OutputLocation: 's3://company-lake/ssm-answers/',
        EncryptionConfiguration: { EncryptionOption: 'SSE_S3' },
      },
    });
  });

  it('encrypts answers with the key of the bucket, if it has one', () => {
    const configuration = configurationOf(synthesized({ ...PLACE, exportTable: true, exportKeyArn: KEY_ARN }));
    expect(configuration).toMatchObject({
      ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: KEY_ARN } },
    });
  });
});
