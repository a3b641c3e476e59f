import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFile } from '../../lib/local/local-store-folder';
import { LocalStoreHeldError, lockLocalStore } from '../../lib/local/local-store-lock';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('lockLocalStore', () => {
  it('refuses the second, naming the first, and lets it in afterwards', async () => {
    const first = await lockLocalStore(folder);
    const waited: string[] = [];
    const second = lockLocalStore(folder, { waitMs: 150, silentMs: 50, onWait: (holder) => waited.push(holder) });
    await expect(second).rejects.toThrow(LocalStoreHeldError);
    await expect(second).rejects.toThrow(`in use by process ${process.pid}`);
    expect(new Set(waited)).toEqual(new Set([expect.stringContaining(`process ${process.pid}`)]));
    first.release();
    (await lockLocalStore(folder, { waitMs: 0 })).release();
  });

  it('says nothing of a short wait', async () => {
    const first = await lockLocalStore(folder);
    const onWait = jest.fn();
    await expect(lockLocalStore(folder, { waitMs: 150, onWait })).rejects.toThrow(LocalStoreHeldError);
    expect(onWait).not.toHaveBeenCalled();
    first.release();
  });

  it('lets a waiting one in as soon as the first is done', async () => {
    const first = await lockLocalStore(folder);
    const second = lockLocalStore(folder, { waitMs: 5_000 });
    first.release();
    (await second).release();
  });

  it('is let go of by a process that is killed', async () => {
    (await lockLocalStore(folder)).release();
    await rm(join(folder, 'holder'));
    const holder = spawn(process.execPath, ['-e', HOLD_LOCK, lockFile(folder)], { cwd: process.cwd() });
    await once(holder.stdout, 'data');
    await expect(lockLocalStore(folder, { waitMs: 0 })).rejects.toThrow('in use by another process');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    (await lockLocalStore(folder, { waitMs: 1_000 })).release();
  });
});

const HOLD_LOCK = `
  const Database = require('libsql');
  const database = new Database(process.argv[1]);
  database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  console.log('held');
  setInterval(() => {}, 1000);
`;
