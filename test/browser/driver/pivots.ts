import type { Locator } from 'playwright-core';
import type { ExplorerPage } from './explorer-page';

/** A way to narrow or widen what is asked by something that is drawn. */
export type Move = (at: ExplorerPage) => Promise<void>;

/** The bars that have events. */
const bars = (at: ExplorerPage) => at.page.locator('.histogram a.bar:has(rect.part)');

const bar =
  (index: number): Move =>
  (at) =>
    at.click(bars(at).nth(index));

const legend =
  (outcome: string): Move =>
  (at) =>
    at.click(at.page.locator('.legends a', { hasText: outcome }));

const facetOf = (at: ExplorerPage, title: string): Locator =>
  at.page.locator('.facets section', { has: at.page.getByRole('heading', { name: title, exact: true }) });

/** Narrows by a value of a facet: of the first, unless another is said. */
export const facet =
  (title: string, index = 0): Move =>
  (at) =>
    at.click(facetOf(at, title).locator('a.facet').nth(index));

const row = (at: ExplorerPage, index: number) => at.page.locator('.list tr:has([data-row])').nth(index);

const cell =
  (name: string, index: number, link = 0): Move =>
  (at) =>
    at.click(row(at, index).locator(`td.${name} a`).nth(link));

/** Leaves out a value by its menu. */
async function exclude(at: ExplorerPage, of: Locator, index = 0): Promise<void> {
  await of.locator('.menu summary').first().click();
  await at.click(of.getByRole('link', { name: 'Exclude' }).nth(index));
}

/** Chooses bars by keys: how many steps to the first, how many more from there. */
const brushByKeys =
  (steps: number, more: number): Move =>
  async (at) => {
    await at.page.locator('.histogram a.bar[tabindex="0"]').focus();
    for (let step = 0; step <= steps; step += 1) await at.page.keyboard.press('ArrowRight');
    for (let step = 0; step < more; step += 1) await at.page.keyboard.press('Shift+ArrowRight');
    await at.page.keyboard.press('Enter');
    await at.settled();
  };

async function brushByMouse(at: ExplorerPage): Promise<void> {
  const box = await at.page.locator('.histogram svg[role=toolbar]').boundingBox();
  if (!box) throw new Error('expected a histogram');
  const y = box.y + box.height / 2;
  await at.page.mouse.move(box.x + box.width * 0.2, y);
  await at.page.mouse.down();
  await at.page.mouse.move(box.x + box.width * 0.5, y, { steps: 4 });
  await at.page.mouse.up();
  await at.settled();
}

/** Opens the menu of the bar that has the most outcomes, and follows one of its links. */
const inBarMenu =
  (of: string, link: string): Move =>
  async (at) => {
    await at.page.locator('.histogram a.bar:has(.part.denied)').first().click({ button: 'right' });
    await at.click(at.page.locator('.of-bar li', { hasText: of }).getByRole('link', { name: link }));
  };

/** The same by keys, from the numbers as a table. */
async function excludeFromNumbers(at: ExplorerPage): Promise<void> {
  await at.page.locator('.numbers > summary').press('Enter');
  await at.page.locator('.numbers .menu summary').first().press('Enter');
  await at.page.locator('.numbers .menu').getByRole('link', { name: 'Exclude' }).first().focus();
  await at.page.keyboard.press('Enter');
  await at.settled();
}

/** A day of the coverage that has deliveries, by the mouse; or the day beside the first one by keys. */
async function coveredDay(at: ExplorerPage): Promise<void> {
  await at.page.locator('.coverage > summary').click();
  await at.click(at.page.locator('.coverage a.bar:has(.whole)').nth(1));
}

async function coveredDayByKeys(at: ExplorerPage): Promise<void> {
  await at.page.locator('.coverage > summary').press('Enter');
  await at.page.locator('.coverage svg a').first().focus();
  await at.page.keyboard.press('ArrowRight');
  await at.page.keyboard.press('Enter');
  await at.settled();
}

async function coveredAccountExcluded(at: ExplorerPage): Promise<void> {
  await at.page.locator('.coverage > summary').click();
  await exclude(at, at.page.locator('.coverage'));
}

async function dateFields(at: ExplorerPage): Promise<void> {
  await at.page.getByRole('textbox', { name: 'From' }).fill('2026-03-03');
  await at.page.getByRole('textbox', { name: 'to', exact: true }).fill('2026-03-05');
  await at.page.keyboard.press('Enter');
  await at.settled();
}

async function addFilter(at: ExplorerPage, flag: string, value: string): Promise<void> {
  await at.page.getByLabel('Condition').selectOption(flag);
  await at.page.locator('#filter').fill(value);
  await at.page.keyboard.press('Enter');
  await at.settled();
}

/** Each pivot of the page of events, by what it chooses. */
export const PIVOTS: Readonly<Record<string, Move>> = {
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
  'the time of a bar by its menu': inBarMenu('time', 'Only'),
  'all but the time of a bar': inBarMenu('time', 'Exclude'),
  'an outcome of a bar': inBarMenu('denied', 'Only'),
  'all but the time of a bar, by its numbers': excludeFromNumbers,
  'a day of the coverage': coveredDay,
  'a day of the coverage by keys': coveredDayByKeys,
  'all but an account of the coverage': coveredAccountExcluded,
  'all but a caller': (at) => exclude(at, facetOf(at, 'Who')),
  'all but an event': (at) => exclude(at, facetOf(at, 'Event')),
  'all but an outcome': (at) => exclude(at, facetOf(at, 'Outcome')),
  'all but the event of a row': (at) => exclude(at, row(at, 3)),
  'all but the caller of a row': (at) => exclude(at, row(at, 3), 1),
  'a filter by hand': (at) => addFilter(at, 'contains', 'prod'),
  'a filter by hand that excludes': (at) => addFilter(at, 'not', 'event=GetParameter'),
  'one filter fewer': (at) => at.click(at.page.getByRole('link', { name: 'Remove no-agent' })),
};
