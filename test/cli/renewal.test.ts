import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalFolder } from './local-folder';
import { jsonLines, runCli } from './run-cli';
import { version1Folder } from './version-1-folder';

let folder: LocalFolder;
let keys: readonly string[];
let rows: number;
/** The ID of an event that a person would ask for. */
let id: string;

beforeAll(async () => {
  folder = await LocalFolder.create();
  const fixture = await version1Folder(folder);
  keys = [...fixture.logFiles.keys()];
  rows = fixture.events.length;
  id = String(fixture.events.find(({ eventName }) => eventName === 'SendCommand')?.['eventID']);
});

afterAll(() => folder.remove());

it('begins with a store of which all is older: whole IDs find events, handles do not, tables have whole IDs', async () => {
  expect(await older()).toEqual({ indexVersion: 2, count: rows });
  expect((await status()).stderr).toMatch(/^note: \d+ rows are of an older version of the index than 2.* ingest PATH/);
  expect((await ask('show', id)).code).toBe(0);
  const unknown = await ask('show', id.slice(0, 8));
  expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('found by the whole ID alone') });
  expect((await ask('query', '--event-id', id, '--output', 'table')).stdout).toMatch(new RegExp(` ${id}$`, 'm'));
});

it('reads keys of both versions while a part is renewed', async () => {
  const half = keys.slice(0, keys.length / 2).map((key) => join(folder.logs, key));
  expect((await ask('ingest', ...half)).code).toBe(0);
  const { count } = await older();
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(rows);
  expect(await refs('--related')).toHaveLength(rows);
  expect((await ask('query', '--event-id', id, '--explain')).stderr).toContain(`eventID=${id}`);
});

it('keeps reading the older keys while rows are left whose log file is gone', async () => {
  const gone = keys.at(-1) ?? '';
  await rm(join(folder.logs, gone));
  await ask('ingest', folder.logs);
  expect((await older()).count).toBeGreaterThan(0);
  expect((await ask('query', '--event-id', id, '--explain')).stderr).toContain(`eventID=${id}`);
});

it('leaves them alone when nothing older is left, with no second row and no new event', async () => {
  const fixture = await version1Folder(folder);
  const again = await ask('ingest', folder.logs, '--force');
  expect(JSON.parse(again.stdout)).toMatchObject({ newEvents: 0, conflicts: 0, quarantined: 0 });
  expect(await older()).toEqual({ indexVersion: 2, count: 0 });
  expect((await status()).stderr).not.toContain('older');
  expect(await refs('--related')).toHaveLength(fixture.events.length);
  expect((await ask('query', '--event-id', id, '--explain')).stderr).not.toContain(`eventID=${id}`);
  expect(jsonLines((await ask('show', id.slice(0, 8))).stdout)).toMatchObject([{ eventID: id }]);
});

function ask(...words: readonly string[]) {
  return runCli([...words, '--local', folder.store]);
}

function status() {
  return ask('status');
}

async function older(): Promise<{ readonly indexVersion: number; readonly count: number }> {
  return JSON.parse((await status()).stdout).olderRows;
}

async function refs(...flags: readonly string[]): Promise<readonly unknown[]> {
  return jsonLines((await ask('query', ...flags)).stdout).map(({ ref }) => ref);
}
