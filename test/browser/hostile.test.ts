import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../cli/run-cli';
import { HOSTILE, recordWith } from '../cli/ui/hostile-records';
import { drivenExplorer } from './driver/driven-explorer';
import { ExplorerPage } from './driver/explorer-page';
import { harmOn } from './driver/harm';
import { isTried } from './driver/tried-cases';

const LONG = 'x'.repeat(10_000);
const MARKS = `a${'\u0301'.repeat(500)}`;

/** All that is tried, each in every field that a caller writes. */
const TEXTS = [...HOSTILE, LONG, MARKS];

const driven = drivenExplorer(async (folder) => {
  await folder.write('hostile.json', JSON.stringify({ Records: TEXTS.map(recordWith) }));
  const { code, stderr } = await runCli(['ingest', folder.logs, '--local', folder.store]);
  if (code !== 0) throw new Error(stderr);
});

let at: ExplorerPage;
let shell: string;

beforeAll(async () => {
  const { browser, explorer } = driven();
  at = await ExplorerPage.open(await browser.context(), explorer.url, '?since=all');
  shell = mkdtempSync(join(tmpdir(), 'ssm-audit-shell-'));
  writeFileSync(join(shell, 'ssm-audit'), '#!/bin/sh\nprintf "%s\\0" "$@"\n');
  chmodSync(join(shell, 'ssm-audit'), 0o755);
});
afterAll(() => rmSync(shell, { recursive: true, force: true }));

/** The words that a shell gives to the program of a command that is shown. */
function wordsOf(command: string): readonly string[] {
  const env = { PATH: `${shell}:/usr/bin:/bin`, LC_ALL: 'C.UTF-8' };
  const printed = execFileSync('bash', ['--norc', '-c', command], { env, cwd: shell, encoding: 'utf8' });
  return printed.split('\0').slice(0, -1);
}

/** Expects a page without harm, and a command that a shell takes for one line of one program. */
async function expectInert(): Promise<readonly string[]> {
  expect(await harmOn(at.page)).toEqual([]);
  const command = await at.command();
  expect(command).toMatch(/^ssm-audit [^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);
  return wordsOf(command);
}

it('60 texts at least are tried', () => expect(TEXTS.length).toBeGreaterThanOrEqual(60));

it('the list, its facets and menus stay text', async () => {
  await at.refs();
  await expectInert();
  for (const menu of await at.page.locator('.facets .menu').all())
    await menu.evaluate((details) => details.setAttribute('open', ''));
  expect(await harmOn(at.page)).toEqual([]);
});

it('every event stays text: its page, and the story of it', async () => {
  await at.go('?since=all');
  const refs = await at.refs();
  expect(refs.length).toBeGreaterThan(60);
  for (const [index, ref] of refs.entries()) {
    if (!isTried(index)) continue;
    await at.go(`event/${encodeURIComponent(ref)}`);
    expect((await expectInert()).slice(0, 2)).toEqual(['show', ref]);
    if (index % 8 > 0) continue;
    await at.go(`story/event/${encodeURIComponent(ref)}`);
    expect((await expectInert()).slice(0, 2)).toEqual(['story', ref]);
  }
});

it.each([
  ['event', 'contains'],
  ['entity', 'actor'],
] as const)('every text stays text as what is asked: %s', async (page, flag) => {
  // A shell's word ends at NUL, and an address has whole characters alone.
  const asked = TEXTS.filter((text) => !text.includes('\0') && text.isWellFormed() && text.length < 5_000);
  for (const text of asked.filter((_, index) => isTried(index + (page === 'event' ? 0 : 1)))) {
    const path =
      page === 'event' ? `?contains=${encodeURIComponent(text)}&since=all` : `entity/actor/${encodeURIComponent(text)}`;
    await at.go(path);
    const words = await expectInert();
    const given = words.find((word) => word.startsWith(`--${flag}=`))?.slice(flag.length + 3);
    expect(given ?? words[words.indexOf(`--${flag}`) + 1]).toBe(text);
  }
});

it.each(['alerts?since=all', 'status', 'entity/role/deployer?since=all'])('%s stays text', async (path) => {
  await at.go(path);
  await expectInert();
});

it('what a menu copies is one word of a shell', async () => {
  const { page } = at;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await at.go('?since=all');
  const values = page.locator('.facets section', { has: page.getByRole('heading', { name: 'Address' }) });
  for (const item of (await values.locator('li:has(> .facet)').all()).slice(0, 6)) {
    await item.locator('summary').click();
    await item.getByRole('button', { name: 'Copy' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    await page.keyboard.press('Escape');
    const [word, ...more] = wordsOf(`ssm-audit ${copied}`);
    expect(more).toEqual([]);
    expect(TEXTS).toContain(word);
  }
});
