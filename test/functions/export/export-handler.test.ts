import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { DynamoDbEventStore } from '../../../lib/adapters/dynamodb/dynamodb-event-store';
import { eventReading } from '../../../lib/adapters/dynamodb/event-reading';
import { WriteMeter } from '../../../lib/adapters/dynamodb/write-meter';
import { FolderExportTarget } from '../../../lib/adapters/folder/folder-export-target';
import { parquetFiles } from '../../../lib/adapters/parquet/parquet-file';
import { findEvents } from '../../../lib/app/ask/find-events';
import { withEvidence } from '../../../lib/app/ask/with-evidence';
import { exportDays } from '../../../lib/app/export/export-days';
import { exportColumns, rowMaker } from '../../../lib/core/export/export-form';
import { planned } from '../../../lib/core/query/planned-query';
import { exportDependencies } from '../../../lib/functions/export/export-dependencies';
import { createExportHandler } from '../../../lib/functions/export/export-handler';
import { storeEveryKind } from '../../app/rebuild/every-kind-of-row';
import { AWS_SETTINGS, type TestBucket, testBucket } from '../../embedded/aws';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../../embedded/embedded-alert-state';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../embedded/embedded-dynamodb';
import { EmbeddedGlue } from '../../embedded/glue';
import { capturedLog } from '../captured-log';

/** A day that has events of several places and seconds. */
const DAY = '2026-03-02';

const WHOLE_MS = 15 * 60 * 1_000;

let dynamodb: EmbeddedDynamoDb;
let bucket: TestBucket;
let glue: EmbeddedGlue;
beforeAll(async () => {
  glue = await EmbeddedGlue.start();
  dynamodb = await startEmbeddedDynamoDb();
  await createLocalAlertState(dynamodb);
  await storeEveryKind(new DynamoDbEventStore(dynamodb, new WriteMeter()));
  bucket = await testBucket();
});
afterAll(async () => {
  bucket.s3.destroy();
  await glue.stop();
  await dynamodb.close();
});

function everything() {
  const { reader } = eventReading(dynamodb);
  const question = planned({ oldestFirst: true });
  return withEvidence(reader, findEvents({ reader, now: () => new Date(), withEvidence: true }, question));
}

function handler(prefix: string, now: Date, table = '') {
  const environment = {
    EVENTS_TABLE_NAME: dynamodb.names.events,
    TERMS_TABLE_NAME: dynamodb.names.terms,
    DELIVERIES_TABLE_NAME: dynamodb.names.deliveries,
    ALERT_STATE_TABLE_NAME: LOCAL_ALERT_STATE_TABLE,
    EXPORT_BUCKET_NAME: bucket.name,
    EXPORT_PREFIX: prefix,
    EXPORT_SCHEMA: 'event',
    EXPORT_TABLE: table,
    URL_SUFFIX: 'amazonaws.com',
    STACK_NAME: 'embedded',
  };
  const services = { s3: AWS_SETTINGS, dynamodb: dynamodb.settings, glue: glue.endpoint };
  return createExportHandler(exportDependencies(environment, services, () => now));
}

async function objects(prefix: string): Promise<ReadonlyMap<string, string>> {
  const { Contents = [] } = await bucket.s3.send(new ListObjectsV2Command({ Bucket: bucket.name, Prefix: prefix }));
  const found = new Map<string, string>();
  for (const { Key = '' } of Contents) {
    const { Body } = await bucket.s3.send(new GetObjectCommand({ Bucket: bucket.name, Key }));
    found.set(Key.slice(prefix.length), Buffer.from((await Body?.transformToByteArray()) ?? []).toString('base64'));
  }
  return found;
}

describe('the function of the scheduled export', () => {
  it('writes the same bytes as the command, though it is cut off again and again', async () => {
    const now = new Date('2026-03-03T03:00:00Z');
    let [runs, looks] = [0, 0];
    const remaining = () => {
      looks += 1;
      return looks < 8 + 4 * runs ? WHOLE_MS : 60_000;
    };
    const log = await capturedLog(async () => {
      for (let end = ''; end !== 'done' && runs < 500; runs += 1) {
        looks = 0;
        const context = { getRemainingTimeInMillis: remaining } as Context;
        end = (await handler('lake/', now)({}, context)).end;
      }
    });
    expect(runs).toBeGreaterThan(1);
    expect(log).toContainEqual(expect.objectContaining({ message: 'day exported', day: DAY }));
    const written = await objects('lake/');
    expect([...written.keys()].filter((name) => name.includes('/work/'))).toEqual([]);
    const files = await byTheCommand();
    const ofDay = (name: string) => name.includes(DAY.replaceAll('-', ''));
    expect(new Map([...written].filter(([name]) => ofDay(name)))).toEqual(
      new Map([...files].filter(([name]) => ofDay(name))),
    );
    expect([...written.keys()].filter((name) => name.endsWith('.parquet')).length).toBeGreaterThan(0);
  });

  it('registers the partitions of what is exported once there is a table, and again once there is another', async () => {
    const now = new Date('2026-03-03T04:00:00Z');
    const context = { getRemainingTimeInMillis: () => WHOLE_MS } as Context;
    const run = async (table: string) => {
      await capturedLog(async () => {
        await handler('lake/', now, table)({}, context);
      });
      return glue.take();
    };
    expect(await run('')).toEqual([]);
    const files = [...(await objects('lake/')).keys()].filter((name) => name.endsWith('.parquet'));
    const places = (await run('audit.events')).map(({ location }) => location);
    expect(places.sort()).toEqual(
      files.map((name) => `s3://${bucket.name}/lake/${name.replace('events.parquet', '')}`).sort(),
    );
    expect(await run('audit.events')).toEqual([]);
    await run('');
    expect((await run('audit.events')).length).toBe(files.length);
  });

  it('refuses a schema that there is not', () => {
    const environment = { EXPORT_SCHEMA: 'other' } as Parameters<typeof exportDependencies>[0];
    expect(() => exportDependencies(environment)).toThrow("EXPORT_SCHEMA is 'other': expected event or ocsf");
  });
});

/** The files of the same events, as the command writes them to a folder. */
async function byTheCommand(): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-export-'));
  try {
    const target = new FolderExportTarget(folder);
    const deps = {
      target,
      runs: target.runs,
      columns: exportColumns('event', false),
      rowOf: rowMaker('event', false),
      newColumnFile: await parquetFiles(),
    };
    for await (const _ of exportDays(deps, everything()));
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(
      entries.map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [relative(folder, path).split(sep).join('/'), readFileSync(path).toString('base64')];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
