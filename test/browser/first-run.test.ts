import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { DIST } from '../../scripts/project-root';
import { LocalFolder } from '../cli/local-folder';
import { SHELL_PATH } from './driver/shell-command';
import { expectNothingForbidden, WatchedBrowser } from './driver/watched-browser';

const EXECUTABLE = 0o700;

let folder: LocalFolder;
let browser: WatchedBrowser;
let explorer: ChildProcess | undefined;
beforeAll(async () => {
  [folder, browser] = await Promise.all([LocalFolder.create(), WatchedBrowser.launch()]);
});
afterAll(async () => {
  explorer?.kill();
  await browser.close();
  await folder.remove();
});

/** What `npm start` prints in a new folder, as a line each. */
function firstRun(): readonly string[] {
  const env = { PATH: SHELL_PATH, COLUMNS: '80' };
  const run = spawnSync(process.execPath, [join(DIST, 'first-run.mjs')], { cwd: folder.path, encoding: 'utf8', env });
  expect(run).toMatchObject({ status: 0, stderr: '' });
  return run.stdout.trimEnd().split('\n');
}

/** A line typed into a shell in the folder of the first run; `programs` is where it looks first. */
function typed(line: string, programs: string): ChildProcess {
  const env = { PATH: [programs, SHELL_PATH].join(delimiter), HOME: folder.path };
  return spawn('bash', ['--norc', '-c', line], { cwd: folder.path, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A folder with what stands for the opener of the system: it notes which file the browser is to open. */
function openers(): { readonly programs: string; opened(): Promise<string> } {
  const programs = join(folder.path, 'openers');
  const noted = join(folder.path, 'opened');
  mkdirSync(programs);
  for (const name of ['xdg-open', 'open'])
    writeFileSync(
      join(programs, name),
      `#!/bin/sh\nprintf %s "$*" > '${noted}.part' && mv '${noted}.part' '${noted}'\n`,
      {
        mode: EXECUTABLE,
      },
    );
  const opened = async () => {
    while (!existsSync(noted)) await sleep(20);
    return readFileSync(noted, 'utf8');
  };
  return { programs, opened };
}

/** How many events of a list are looked at: those far from the screen are drawn when they come near. */
const NEAR = 10;

/** What the first page asks and the first events that it lists, once the answer is whole. */
async function listed(page: Page): Promise<readonly string[]> {
  await page.locator('.list [data-row]').nth(NEAR).waitFor();
  await page.waitForFunction(() => document.querySelector('.busy') === null);
  const rows = await page.locator('.list [data-row]').allInnerTexts();
  return [await page.locator('#command').innerText(), ...rows.slice(0, NEAR)];
}

it('the last line of npm start is the command that opens the first page of what it indexed', async () => {
  const command = firstRun().at(-1)?.trim() ?? '';
  expect(command).toBe('ssm-audit ui');
  const { programs, opened } = openers();
  explorer = typed(command, programs);
  const [address] = await once(explorer.stdout ?? explorer, 'data');
  const context = await browser.context();
  const page = await context.newPage();
  await page.goto(pathToFileURL(await opened()).href);
  const byOpener = await listed(page);
  expect(await page.locator('h1').innerText()).toBe('Events');
  const byAddress = await (await browser.context()).newPage();
  await byAddress.goto(String(address).trim());
  expect(await listed(byAddress)).toEqual(byOpener);
  // A page that is open tells of the end: here it would be an error.
  await Promise.all([page.close(), byAddress.close()]);
  explorer.kill('SIGINT');
  expect((await once(explorer, 'exit'))[0]).toBe(0);
  expectNothingForbidden(browser, '', new URL(String(address)).host);
});
