import type { BrowserContextOptions, Page } from 'playwright-core';
import { drivenExplorer } from './driver/driven-explorer';
import { ExplorerPage } from './driver/explorer-page';
import { SEEN_PAGES, see } from './driver/pages';
import { isTried } from './driver/tried-cases';
import { WatchedBrowser } from './driver/watched-browser';

const driven = drivenExplorer();

async function opened(options: BrowserContextOptions = {}): Promise<ExplorerPage> {
  const { browser, explorer } = driven();
  return ExplorerPage.open(await browser.context(options), explorer.url, '?during=2026-03-04&no-agent');
}

/** What is wider than the page, so that lines are read by scrolling both ways. */
function widerThanPage(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('main *')].filter(
      (each) => each.getBoundingClientRect().right > clientWidth,
    );
    return wide.slice(0, 5).map(({ outerHTML }) => outerHTML.slice(0, 120));
  });
}

/** What is wider than a window on each page, after its name. `first` numbers the cases. */
async function widerThanWindow(at: ExplorerPage, first: number): Promise<readonly string[]> {
  const wide: string[] = [];
  for (const seen of SEEN_PAGES.filter((_, index) => isTried(first + index))) {
    await see(at, seen);
    wide.push(...(await widerThanPage(at.page)).map((each) => `${seen.name}: ${each}`));
  }
  return wide;
}

it.each<[string, number, BrowserContextOptions]>([
  ['of 320 pixels', 0, { viewport: { width: 320, height: 640 } }],
  ['of 1280 pixels with twice the zoom', 1, { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
])('no page is wider than a window %s', async (_, first, options) => {
  expect(await widerThanWindow(await opened(options), first)).toEqual([]);
});

it('breaks no name of an event in a window of 320 pixels', async () => {
  const at = await opened({ viewport: { width: 320, height: 640 } });
  await at.go('entity/actor/mateo.jackson?since=2026-03-01');
  const heights = await at.page
    .locator('.values', { hasText: 'CreateAssociation' })
    .locator('tbody th')
    .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().height));
  const line = Math.min(...heights);
  expect(heights.length).toBeGreaterThan(5);
  expect(heights.filter((height) => height > line * 1.5)).toEqual([]);
});

it('says what the numbers of an alert are where a narrow window has no titles', async () => {
  const at = await opened({ viewport: { width: 320, height: 640 } });
  await at.go('alerts?during=2026-03-04');
  const row = at.page.locator('.alerts tbody tr').first();
  await row.waitFor();
  expect(await row.innerText()).toMatch(/\d+ alerts?,\s+\d+ events?\s+first 2026-03-04 \S+\s+last 2026-03-04/);
  await at.page.setViewportSize({ width: 1280, height: 800 });
  expect(await row.innerText()).not.toContain('first');
});

it('no page is wider than a window of 1280 pixels where letters are twice as large as usual', async () => {
  const own = await WatchedBrowser.launch(['--blink-settings=defaultFontSize=32']);
  const context = await own.context({ viewport: { width: 1280, height: 900 } });
  const at = await ExplorerPage.open(context, driven().explorer.url);
  expect(await at.page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('28px');
  expect(await widerThanWindow(at, 2)).toEqual([]);
  await own.close();
});

it.each([
  ['reduce', 0],
  ['no-preference', 1],
] as const)('where people want motion: %s, %d things move', async (reducedMotion, count) => {
  const at = await opened({ reducedMotion });
  await at.page.route('**/api/events*', () => undefined);
  await at.page.locator('.facets a.facet').first().click();
  await at.page.locator('.busy').waitFor();
  expect(await at.page.evaluate(() => document.getAnimations().length)).toBe(count);
});

it('with colours of the system, bars and states still stand out', async () => {
  const at = await opened({ forcedColors: 'active' });
  const styleOf = (selector: string, name: string) =>
    at.page
      .locator(selector)
      .first()
      .evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name);
  const back = await styleOf('body', 'background-color');
  expect(await styleOf('.part.success', 'fill')).not.toBe(back);
  expect(await styleOf('.part.denied', 'fill')).not.toBe(back);
  expect(await styleOf('.part.denied', 'fill')).not.toBe(await styleOf('.part.success', 'fill'));
  expect(await styleOf('.share rect', 'fill')).not.toBe(back);
  const systemColour = (name: string) =>
    at.page.evaluate((colour) => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = colour;
      const found = getComputedStyle(probe).color;
      probe.remove();
      return found;
    }, name);
  expect(await styleOf('.part.success', 'fill')).toBe(await systemColour('CanvasText'));
  const token = (name: string) => styleOf('html', name);
  expect(await Promise.all(['--denied', '--throttled', '--failed'].map(token))).toEqual([
    'LinkText',
    'GrayText',
    'VisitedText',
  ]);
  for (const framed of ['.chip', '.level']) expect(await styleOf(framed, 'border-style')).toBe('solid');
  await at.page.keyboard.press('j');
  expect(await styleOf(':focus', 'outline-style')).not.toBe('none');
});

it('the switch of the theme stays, and the system decides until somebody uses it', async () => {
  const at = await opened({ colorScheme: 'dark' });
  const theme = () => at.page.locator('html').getAttribute('data-theme');
  expect(await theme()).toBe('dark');
  await at.page.emulateMedia({ colorScheme: 'light' });
  await at.page.locator('html[data-theme=light]').waitFor();
  await at.page.keyboard.press('t');
  expect(await theme()).toBe('dark');
  await at.page.reload();
  await at.settled();
  expect(await theme()).toBe('dark');
});

it('on paper the list is whole, filters keep their words, and what else is pressed is left out', async () => {
  const at = await opened();
  await at.go('?since=all&no-agent');
  const refs = await at.refs();
  await at.page.evaluate(() => window.scrollTo(0, 0));
  await at.page.emulateMedia({ media: 'print' });
  await at.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await at.quiet();
  expect(await at.page.locator('.list [data-row]').count()).toBe(refs.length);
  for (const selector of ['header.top', 'main :not(.chip) > button', 'main details.menu', '.filters form'])
    for (const each of await at.page.locator(selector).all()) expect(await each.isVisible()).toBe(false);
  for (const shown of ['#command', '.chip button']) expect(await at.page.locator(shown).first().isVisible()).toBe(true);
});

it('moves the focus to the heading of another page, and keeps it where somebody filters', async () => {
  const at = await opened();
  const { page } = at;
  await at.click(page.getByRole('link', { name: 'Alerts' }));
  expect(await at.focused()).toContain('<h1');
  expect(await page.title()).toBe('Alerts · ssm-audit');
  await page.goBack();
  await at.settled();
  await page.locator('.legends a', { hasText: 'success' }).focus();
  await page.keyboard.press('Enter');
  await at.settled();
  expect(await at.focused()).toContain('success');
  await page.keyboard.press('Shift+Tab');
  expect(await page.locator(':focus').count()).toBe(1);
});
