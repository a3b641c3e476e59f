import { BatchCreatePartitionCommand, type BatchCreatePartitionCommandInput, GlueClient } from '@aws-sdk/client-glue';
import { GluePartitions } from '../../../lib/adapters/glue/glue-partitions';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { ExportPartition } from '../../../lib/core/export/export-partition';
import type { JsonObject } from '../../../lib/core/record/json';
import { EmbeddedGlue, refused } from '../../embedded/glue';

const CONFIG = { region: 'eu-central-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

let glue: EmbeddedGlue;
let client: GlueClient;
beforeAll(async () => {
  glue = await EmbeddedGlue.start();
  client = new GlueClient({ ...CONFIG, endpoint: glue.endpoint });
});
afterAll(async () => {
  client.destroy();
  await glue.stop();
});
beforeEach(() => {
  glue.answer = () => undefined;
  glue.requests.splice(0);
  glue.take();
});

function catalog(): GluePartitions {
  const table = {
    database: 'audit',
    table: 'events',
    location: 's3://lake/ssm/',
    columns: { eventTime: 'time' },
  } as const;
  return new GluePartitions(table, () => glue.endpoint, client.config);
}

/** Partitions that no other test has. */
function partitions(day: string, count: number): readonly ExportPartition[] {
  return Array.from({ length: count }, (_, at) => ({ region: 'us-east-1', account: String(1e11 + at), day }));
}

const valuesOf = ({ body }: { readonly body: JsonObject }) =>
  (body['PartitionInputList'] as readonly JsonObject[]).map(({ Values }) => (Values as readonly string[])[1]);

describe('the partitions of a table of Glue', () => {
  it('are sent as the SDK sends them', async () => {
    const [partition] = partitions('2026-01-01', 1);
    await catalog().add([partition as ExportPartition], NO_DEADLINE);
    const [sent] = glue.requests.splice(0);
    await client.send(new BatchCreatePartitionCommand(sent?.body as unknown as BatchCreatePartitionCommandInput));
    const [bySdk] = glue.requests;
    expect(sent?.body).toEqual(bySdk?.body);
    for (const header of ['x-amz-target', 'content-type']) expect(sent?.headers[header]).toBe(bySdk?.headers[header]);
    expect(sent?.headers.authorization).toContain('/eu-central-1/glue/aws4_request');
    expect(sent?.body).toMatchObject({
      DatabaseName: 'audit',
      TableName: 'events',
      PartitionInputList: [
        {
          Values: ['us-east-1', '100000000000', '20260101'],
          StorageDescriptor: {
            Columns: [{ Name: 'eventtime', Type: 'timestamp' }],
            Location: 's3://lake/ssm/region=us-east-1/accountId=100000000000/eventDay=20260101/',
          },
        },
      ],
    });
  });

  it('may be there already', async () => {
    const those = partitions('2026-01-02', 3);
    await catalog().add(those, NO_DEADLINE);
    await catalog().add(those, NO_DEADLINE);
    expect(glue.take().length).toBe(6);
  });

  it('are all there, though Glue refuses a request whole because of one that is there', async () => {
    glue.answer = (body) =>
      valuesOf({ body }).includes('100000000002') ? refused('AlreadyExistsException') : undefined;
    await catalog().add(partitions('2026-01-03', 5), NO_DEADLINE);
    const accounts = glue.take().map(({ values }) => JSON.parse(values)[1]);
    expect(accounts.sort()).toEqual(['100000000000', '100000000001', '100000000003', '100000000004']);
  });

  it('are sent again, and no others, where Glue throttles, fails, or takes a part', async () => {
    const answers = [
      refused('ThrottlingException'),
      refused('InternalServiceException', 500),
      {
        status: 200,
        answer: {
          Errors: [
            {
              PartitionValues: ['us-east-1', '100000000001', '20260104'],
              ErrorDetail: { ErrorCode: 'InternalServiceException' },
            },
          ],
        },
      },
    ];
    glue.answer = () => answers.shift();
    await catalog().add(partitions('2026-01-04', 2), NO_DEADLINE);
    const both = ['100000000000', '100000000001'];
    expect(glue.requests.map(valuesOf)).toEqual([both, both, both, ['100000000001']]);
  });

  it('are refused for good if Glue says so of one, or of the request', async () => {
    glue.answer = () => ({
      status: 200,
      answer: {
        Errors: [{ PartitionValues: ['a', 'b', 'c'], ErrorDetail: { ErrorCode: 'EntityNotFoundException' } }],
      },
    });
    await expect(catalog().add(partitions('2026-01-05', 1), NO_DEADLINE)).rejects.toThrow(
      'Glue does not take the partition ["a","b","c"] of audit.events s3://lake/ssm/ (EntityNotFoundException)',
    );
    glue.answer = () => refused('AccessDeniedException');
    await expect(catalog().add(partitions('2026-01-05', 1), NO_DEADLINE)).rejects.toThrow('AccessDeniedException');
  });

  it('wait no longer than a deadline allows, and say so where the connection breaks', async () => {
    const gone = await EmbeddedGlue.start();
    const { endpoint } = gone;
    await gone.stop();
    const table = { database: 'audit', table: 'events', location: 's3://lake/ssm/', columns: {} };
    const until = Date.now() + 3_500;
    const deadline = { remainingMs: () => until - Date.now() };
    const broken = new GluePartitions(table, () => endpoint, client.config);
    await expect(broken.add(partitions('2026-01-06', 1), deadline)).rejects.toMatchObject({ name: 'OutOfTimeError' });
  });
});
