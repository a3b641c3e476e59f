import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDbEventStore } from '../../lib/adapters/dynamodb/dynamodb-event-store';
import { WriteMeter } from '../../lib/adapters/dynamodb/write-meter';
import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import { startEmbeddedDynamoDb } from '../../lib/local/embedded-dynamodb';
import { LocalStoreHeldError, lockLocalStore } from '../../lib/local/local-store-lock';
import { rowsOfTerm } from '../adapters/dynamodb/stored-rows';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('startEmbeddedDynamoDb', () => {
  it('has the three tables, on loopback alone', async () => {
    const dynamodb = await startEmbeddedDynamoDb();
    const { TableNames } = await dynamodb.client.send(new ListTablesCommand({}));
    expect(TableNames).toEqual(['Deliveries', 'Events', 'Terms']);
    expect(dynamodb.settings.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await dynamodb.close();
  });

  it('keeps its rows in the folder from one start to the next', async () => {
    const first = await startEmbeddedDynamoDb(folder);
    const row = { term: 'resource=x', eventTimeIdName: 't' };
    await new DynamoDbEventStore(first, new WriteMeter()).putTerms([row], NO_DEADLINE);
    await first.close();
    const second = await startEmbeddedDynamoDb(folder);
    expect(await rowsOfTerm(second, 'resource=x')).toEqual([row]);
    await second.close();
  });

  it('lets go of the folder where the database in it cannot be opened', async () => {
    await writeFile(join(folder, 'dynamodb'), 'no database');
    await expect(startEmbeddedDynamoDb(folder)).rejects.toThrow();
    await (await lockLocalStore(folder, 0)).release();
  });
});

describe('lockLocalStore', () => {
  it('refuses the second, naming the first, and lets it in afterwards', async () => {
    const first = await lockLocalStore(folder);
    const second = lockLocalStore(folder, 150);
    await expect(second).rejects.toThrow(LocalStoreHeldError);
    await expect(second).rejects.toThrow(`in use by process ${process.pid}`);
    await first.release();
    await (await lockLocalStore(folder, 0)).release();
  });

  it('lets a waiting one in as soon as the first is done', async () => {
    const first = await lockLocalStore(folder);
    const second = lockLocalStore(folder, 5_000);
    await first.release();
    await (await second).release();
  });

  it('is let go of by a process that is killed', async () => {
    const holder = spawn(process.execPath, ['-e', HOLD_LOCK, join(folder, 'lock')], { cwd: process.cwd() });
    await once(holder.stdout, 'data');
    await expect(lockLocalStore(folder, 0)).rejects.toThrow('in use by another process');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await (await lockLocalStore(folder, 1_000)).release();
  });
});

const HOLD_LOCK = `
  const { ClassicLevel } = require('classic-level');
  new ClassicLevel(process.argv[1]).open().then(() => { console.log('held'); setInterval(() => {}, 1000); });
`;
