import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';
import { rawRequest } from '../adapters/http/raw-request';
import type { LocalFolder } from '../cli/local-folder';
import { sampleStore } from '../cli/sample-store';
import { RunningExplorer } from '../cli/ui/running-explorer';
import { ExplorerPage } from './driver/explorer-page';
import { OtherSite } from './driver/other-site';
import { WatchedBrowser } from './driver/watched-browser';

/** A name that an attacker owns, and lets lead to this machine once a page of his is open. */
const REBOUND = 'evil.example';

let folder: LocalFolder;
let explorer: RunningExplorer;
let browser: WatchedBrowser;
let site: OtherSite;
/** A person's browser that the explorer has let in: an attacker's page opens in it, too. */
let context: BrowserContext;

beforeAll(async () => {
  folder = await sampleStore();
  [explorer, browser, site] = await Promise.all([
    RunningExplorer.start(folder.store),
    WatchedBrowser.launch([`--host-resolver-rules=MAP ${REBOUND} 127.0.0.1`]),
    OtherSite.start(),
  ]);
  context = await browser.context();
  const at = await ExplorerPage.open(context, explorer.url, 'status');
  await at.page.close();
});
afterAll(async () => {
  await browser.close();
  await Promise.all([explorer.stop(), site.stop()]);
  await folder.remove();
});

const apiAddress = () => `${explorer.url.origin}${explorer.url.pathname}api/status`;

/** How long the browser may take to ask the explorer, in milliseconds: it keeps what it lets no site ask. */
const ASKED_MS = 3_000;

/** Opens an attacker's page with the document, and gives what the explorer answers to it; undefined if the browser asks nothing. */
async function attack(host: 'localhost' | '127.0.0.1', document: string) {
  const page = await context.newPage();
  const ofExplorer = (url: string) => new URL(url).host === explorer.url.host;
  const [status] = await Promise.all([
    page.waitForEvent('response', { predicate: (each) => ofExplorer(each.url()), timeout: ASKED_MS }).then(
      (response) => response.status(),
      () => undefined,
    ),
    page.goto(site.address(host, document), { waitUntil: 'commit' }),
  ]);
  return { page, status };
}

describe.each(['localhost', '127.0.0.1'] as const)('another server on %s that knows every address', (host) => {
  it.each(['no-cors', 'cors'])('reads nothing by a fetch (%s)', async (mode) => {
    const fetching = `fetch('${apiAddress()}', { mode: '${mode}', credentials: 'include' })`;
    const { page, status } = await attack(
      host,
      `<script>${fetching}.then((answer) => answer.text()).then((text) => { document.title = text || 'nothing' }, () => { document.title = 'refused' })</script>`,
    );
    expect([undefined, 403]).toContain(status);
    expect(await page.title()).toMatch(/^(?:x|nothing|refused)$/);
  });

  it.each([
    ['a script', `<script src="ADDRESS/page.js"></script>`],
    ['a style sheet', `<link rel="stylesheet" href="ADDRESS/page.css">`],
    ['a picture', `<img src="ADDRESS/icon.svg">`],
  ])('loads nothing as %s', async (_, document) => {
    const address = `${explorer.url.origin}${explorer.url.pathname}`.replace(/\/$/, '');
    const { status } = await attack(host, document.replace('ADDRESS', address));
    expect([undefined, 403]).toContain(status);
  });

  it.each(['iframe', 'embed', 'object'])('frames nothing in an %s, also with the token', async (tag) => {
    const attribute = tag === 'object' ? 'data' : 'src';
    const { page, status } = await attack(host, `<${tag} ${attribute}="${explorer.url.href}"></${tag}>`);
    expect(status).toBe(403);
    // Frames of what was refused go away by themselves.
    const shown = page.frames().map((frame) =>
      frame
        .locator('#page')
        .count()
        .catch(() => 0),
    );
    expect(await Promise.all(shown)).toEqual(shown.map(() => 0));
  });

  it('posts nothing', async () => {
    const { status } = await attack(
      host,
      `<form method="post" action="${apiAddress()}"></form><script>document.forms[0].submit()</script>`,
    );
    expect(status).toBe(405);
  });

  it('holds no window that it opens, nor reads it', async () => {
    const page = await context.newPage();
    await page.goto(site.address(host, `<button onclick="opened = window.open('${explorer.url.href}')">open</button>`));
    const [opened] = await Promise.all([context.waitForEvent('page'), page.getByRole('button').click()]);
    await opened.locator('h1').waitFor();
    expect(await opened.evaluate(() => window.opener)).toBeNull();
    expect(await page.evaluate('opened.closed')).toBe(true);
  });
});

it('is not asked under a name that leads to this machine', async () => {
  const page = await context.newPage();
  const { port, pathname, search } = explorer.url;
  const response = await page.goto(`http://${REBOUND}:${port}${pathname}${search}`);
  expect(response?.status()).toBe(421);
});

it('lets nobody in without a cookie, with a wrong token, or by a path that leads elsewhere', async () => {
  const page = await (await browser.context()).newPage();
  const { origin, pathname } = explorer.url;
  const statusOf = async (path: string) => (await page.goto(`${origin}${path}`))?.status();
  expect(await statusOf(pathname)).toBe(401);
  expect(await statusOf(`${pathname}?token=${'0'.repeat(48)}`)).toBe(403);
  const inside = await context.newPage();
  for (const path of ['%2e%2e%2f%2e%2e%2fetc%2fpasswd', '..%2fpackage.json', 'api/..%2f..%2fpackage.json'])
    expect((await inside.goto(`${origin}${pathname}${path}`))?.status()).toBe(404);
  const { cookie } = explorer;
  const raw = await rawRequest(Number(explorer.url.port), { path: `${pathname}../../etc/passwd`, headers: { cookie } });
  expect(raw.status).toBe(404);
});

it('gives its cookie to no other server on this machine, and takes none from another explorer', async () => {
  const page = await context.newPage();
  const before = site.asked.length;
  await page.goto(site.address('127.0.0.1'));
  await page.goto(`${site.address('127.0.0.1')}${explorer.url.pathname.slice(1).replace(/.$/, '')}`);
  const cookies = site.asked.slice(before).map(({ cookie }) => cookie);
  expect(cookies).toEqual([undefined, undefined]);
  const second = await RunningExplorer.start(folder.store);
  const { port, pathname } = second.url;
  const other = await rawRequest(Number(port), { path: pathname, headers: { cookie: explorer.cookie } });
  expect(other.status).toBe(401);
  expect((await page.goto(`${second.url.origin}${pathname}`))?.status()).toBe(401);
  await second.stop();
});

it('keeps the token out of the address, the history and what a script sees', async () => {
  const at = await ExplorerPage.open(await browser.context(), explorer.url);
  const token = explorer.url.searchParams.get('token') ?? '';
  expect(at.page.url()).not.toContain(token);
  expect(await at.page.evaluate(() => [document.cookie, document.referrer])).toEqual(['', '']);
  expect(await at.page.content()).not.toContain(token);
  const back = await at.page.goBack();
  expect(`${back?.url()} ${at.page.url()}`).not.toContain(token);
  await at.page.context().close();
});

it('runs no script and makes no markup of text, even if the page tried', async () => {
  const { errors, violations } = browser.seen;
  errors.length = 0;
  violations.length = 0;
  const at = await ExplorerPage.open(await browser.context(), explorer.url);
  const made = await at.page.evaluate(async () => {
    const tried = (act: () => void) => {
      try {
        act();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    };
    const image = new Image();
    const loaded = new Promise((resolve) => {
      image.onload = () => resolve('loaded');
      image.onerror = () => resolve('refused');
    });
    image.src = 'http://192.0.2.1/x.png';
    return [
      tried(() => {
        document.body.innerHTML = '<b>x</b>';
      }),
      tried(() => document.body.insertAdjacentHTML('beforeend', '<b>x</b>')),
      await loaded,
      await fetch('http://192.0.2.1/').then(
        () => 'loaded',
        () => 'refused',
      ),
    ];
  });
  expect(made).toEqual(['TypeError', 'TypeError', 'refused', 'refused']);
  // They are told by the page, which takes its time.
  while (violations.length < 4) await sleep(20);
  for (const directive of ['require-trusted-types-for', 'img-src', 'connect-src'])
    expect(violations.some((violation) => violation.startsWith(directive))).toBe(true);
  await at.page.context().close();
});
