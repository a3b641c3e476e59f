import type { Locator } from 'playwright-core';
import { drivenExplorer } from './driver/driven-explorer';
import { ExplorerPage } from './driver/explorer-page';
import { refsListedBy } from './driver/shell-command';

const driven = drivenExplorer();
let at: ExplorerPage;
let start: string;

beforeAll(async () => {
  const { browser, explorer } = driven();
  at = await ExplorerPage.open(await browser.context(), explorer.url);
  start = at.asked();
});
beforeEach(() => at.go(start));

/** A way to narrow or widen what is asked by something that is drawn. */
type Move = () => Promise<void>;

/** The bars that have events. */
const bars = () => at.page.locator('.histogram a.bar:has(rect.part)');

const bar =
  (index: number): Move =>
  () =>
    at.click(bars().nth(index));

const legend =
  (outcome: string): Move =>
  () =>
    at.click(at.page.locator('.legends a', { hasText: outcome }));

const facetOf = (title: string): Locator =>
  at.page.locator('.facets section', { has: at.page.getByRole('heading', { name: title, exact: true }) });

const facet =
  (title: string, index = 0): Move =>
  () =>
    at.click(facetOf(title).locator('a.facet').nth(index));

const row = (index: number) => at.page.locator('.list tr:has([data-row])').nth(index);

const cell =
  (name: string, index: number, link = 0): Move =>
  () =>
    at.click(row(index).locator(`td.${name} a`).nth(link));

/** Leaves out a value by its menu. */
async function exclude(of: Locator, index = 0): Promise<void> {
  await of.locator('.menu summary').first().click();
  await at.click(of.getByRole('link', { name: 'Exclude' }).nth(index));
}

/** Chooses bars by keys: how many steps to the first, how many more from there. */
const brushByKeys =
  (steps: number, more: number): Move =>
  async () => {
    await at.page.locator('.histogram a.bar[tabindex="0"]').focus();
    for (let step = 0; step <= steps; step += 1) await at.page.keyboard.press('ArrowRight');
    for (let step = 0; step < more; step += 1) await at.page.keyboard.press('Shift+ArrowRight');
    await at.page.keyboard.press('Enter');
    await at.settled();
  };

async function brushByMouse(): Promise<void> {
  const box = await at.page.locator('.histogram svg[role=toolbar]').boundingBox();
  if (!box) throw new Error('expected a histogram');
  const y = box.y + box.height / 2;
  await at.page.mouse.move(box.x + box.width * 0.2, y);
  await at.page.mouse.down();
  await at.page.mouse.move(box.x + box.width * 0.5, y, { steps: 4 });
  await at.page.mouse.up();
  await at.settled();
}

async function dateFields(): Promise<void> {
  await at.page.getByRole('textbox', { name: 'From' }).fill('2026-03-03');
  await at.page.getByRole('textbox', { name: 'to', exact: true }).fill('2026-03-05');
  await at.page.keyboard.press('Enter');
  await at.settled();
}

async function addFilter(flag: string, value: string): Promise<void> {
  await at.page.getByLabel('Condition').selectOption(flag);
  await at.page.locator('#filter').fill(value);
  await at.page.keyboard.press('Enter');
  await at.settled();
}

const PIVOTS: Readonly<Record<string, Move>> = {
  'the first bar': bar(0),
  'the third bar': bar(2),
  'the fifth bar': bar(4),
  'success in the legend': legend('success'),
  'denied in the legend': legend('denied'),
  'throttled in the legend': legend('throttled'),
  'failed in the legend': legend('failed'),
  'the facet who': facet('Who'),
  'the second of who': facet('Who', 1),
  'the facet role': facet('Role'),
  'the facet event': facet('Event'),
  'the second event': facet('Event', 1),
  'the facet resource': facet('Resource'),
  'the second resource': facet('Resource', 1),
  'the facet address': facet('Address'),
  'the facet account': facet('Account'),
  'the second account': facet('Account', 1),
  'the facet region': facet('Region'),
  'the facet outcome': facet('Outcome'),
  'the facet error': facet('Error'),
  'the outcome of a row': cell('how', 1),
  'the event of a row': cell('name', 2),
  'the caller of a row': cell('who', 3),
  'the thing of a row': cell('what', 4),
  'the account of a row': cell('where', 5),
  'the region of a row': cell('where', 6, 1),
  'the address of a row': cell('from', 7),
  'one bar by keys': brushByKeys(3, 0),
  'many bars by keys': brushByKeys(1, 60),
  'bars by the mouse': brushByMouse,
  'two fields for the time': dateFields,
  'all but a caller': () => exclude(facetOf('Who')),
  'all but an event': () => exclude(facetOf('Event')),
  'all but an outcome': () => exclude(facetOf('Outcome')),
  'all but the event of a row': () => exclude(row(3)),
  'all but the caller of a row': () => exclude(row(3), 1),
  'a filter by hand': () => addFilter('contains', 'prod'),
  'a filter by hand that excludes': () => addFilter('not', 'event=GetParameter'),
  'one filter fewer': () => at.click(at.page.getByRole('link', { name: 'Remove no-agent' })),
};

it.each(Object.entries(PIVOTS))('%s: lists what the command lists that is shown', async (_, move) => {
  await move();
  expect(at.asked()).not.toBe(start);
  expect(await at.refs()).toEqual(await refsListedBy(await at.command()));
});

it('two pivots after one another narrow twice, and each goes on from the other', async () => {
  await facet('Event')();
  const once = await at.refs();
  await facet('Who')();
  const twice = await at.refs();
  expect(twice).toEqual(await refsListedBy(await at.command()));
  expect(twice.length).toBeLessThan(once.length);
  expect(once).toEqual(expect.arrayContaining([...twice]));
});
