import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../chromium';
import { DIST, PROJECT_ROOT } from '../project-root';
import { writeChanged } from '../write-changed';
import { EXPLORER_SHOTS, type ExplorerShot } from './explorer-shots';
import { palettePng, sourceOf } from './palette-png';
import { INDEXED, NotShownError, type SampleFolder, SHOWN_ENVIRONMENT } from './sample-folder';

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** Wide enough for the facets beside the list. */
const WIDTH = 1280;
/** Pixels of a page that are shown: what is below is more of the same. */
const MOST_HEIGHT = 1100;
const LEAST_HEIGHT = 640;

/** A time as answers of the explorer have it. */
const TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;
/** The folder in which `npm start` was run. */
const FOLDER = '/home/you/ssm-audit';

/**
 * Writes the pictures of the explorer's pages on the samples, in both themes. One is left as it is while the document and the
 * styles of the page are the same: another machine has other fonts, which are no change. Throws `NotShownError`.
 */
export async function drawExplorer(folder: SampleFolder): Promise<void> {
  const explorer = await startedIn(folder);
  const browser = await launchChromium();
  try {
    for (const theme of THEMES) {
      const context = await contextOf(browser, theme, folder);
      const page = await admitted(context, explorer.address);
      for (const shot of EXPLORER_SHOTS) await draw(page, explorer.address, shot, theme);
      await context.close();
    }
  } finally {
    await browser.close();
    // It reads the folder, which is removed next.
    const ended = once(explorer.child, 'exit');
    explorer.child.kill('SIGINT');
    await ended;
  }
}

/** Where a picture is. */
export function pictureOf(name: string, theme: Theme): string {
  return join(PROJECT_ROOT, 'docs', 'images', `explorer-${name}-${theme}.png`);
}

async function startedIn({ path }: SampleFolder): Promise<{ readonly child: ChildProcess; readonly address: URL }> {
  const words = [join(PROJECT_ROOT, 'bin', 'ssm-audit'), 'ui', '--no-open'];
  const child = spawn(process.execPath, words, {
    cwd: path,
    env: SHOWN_ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new NotShownError('ui', `exit code ${code}`)));
  const [line] = await Promise.race([once(child.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  return { child, address: new URL(String(line).trim()) };
}

/** A browser of somebody whose answers have nothing that differs from run to run. */
async function contextOf(browser: Browser, colorScheme: Theme, { path, begun }: SampleFolder): Promise<BrowserContext> {
  const viewport = { width: WIDTH, height: LEAST_HEIGHT };
  const person = { colorScheme, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' } as const;
  const context = await browser.newContext({ viewport, ...person });
  await context.route('**/api/**', async (route) => {
    const response = await route.fetch();
    const ofAnyRun = (time: string) => (Date.parse(time) < begun ? time : INDEXED);
    const body = (await response.text()).replaceAll(path, FOLDER).replace(TIME, ofAnyRun);
    await route.fulfill({ response, body });
  });
  return context;
}

/** A page that the explorer has let in: no further address has the token. */
async function admitted(context: BrowserContext, address: URL): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${address}`);
  await quiet(page);
  return page;
}

async function draw(page: Page, { origin, pathname }: URL, shot: ExplorerShot, theme: Theme): Promise<void> {
  await page.setViewportSize({ width: WIDTH, height: LEAST_HEIGHT });
  await page.goto(`${origin}${pathname}${shot.path}`);
  await quiet(page);
  await shot.opening?.(page);
  await quiet(page);
  const height = await page.locator('body').evaluate((body) => body.scrollHeight);
  await page.setViewportSize({ width: WIDTH, height: Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, height)) });
  await quiet(page);
  const source = sourceIn(await page.content(), pathname);
  const path = pictureOf(shot.name, theme);
  const before = existsSync(path) ? readFileSync(path) : undefined;
  const sourceBefore = before && sourceOf(before);
  if (sourceBefore === source) return;
  const png = await page.screenshot({ caret: 'hide' });
  // What changed may be what nobody sees, such as how the page is printed.
  if (sourceBefore !== undefined && before?.equals(palettePng(png, sourceBefore))) return;
  writeChanged({ path, contents: palettePng(png, source) });
}

/** Resolves when nothing is being read any more. */
async function quiet(page: Page): Promise<void> {
  await page.locator('h1').waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('.busy').waitFor({ state: 'detached' });
}

/** What a picture is of: the document and its styles, without the random path of this run. */
function sourceIn(document: string, base: string): string {
  const hash = createHash('sha256').update(document.replaceAll(base, '/'));
  return hash.update(readFileSync(join(DIST, 'ui', 'page.css'))).digest('hex');
}
