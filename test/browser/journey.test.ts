import { PORT_FORWARD_TO_DATABASE } from '../../samples/incidents/port-forward-to-database';
import { drivenExplorer } from './driver/driven-explorer';
import { ExplorerPage } from './driver/explorer-page';
import { downloaded, goToEventsOfStory, goToStory } from './driver/journey';
import { printedBy } from './driver/shell-command';

const driven = drivenExplorer();

const { sessionId, sessionName } = PORT_FORWARD_TO_DATABASE;

/** What a page shows: what is asked, what it is about, and how. */
async function shownOn(at: ExplorerPage) {
  await at.quiet();
  return { asked: at.asked(), heading: await at.heading(), text: await at.page.locator('main').innerText() };
}

async function opened(path = ''): Promise<ExplorerPage> {
  const { browser, explorer } = driven();
  return ExplorerPage.open(await browser.context(), explorer.url, path);
}

/** Expects the story of the sample incident, whose CSV has what the list has to which it leads. */
async function expectStory(at: ExplorerPage, csv: string): Promise<void> {
  expect(await at.heading()).toContain('Story of');
  expect(await at.page.locator('main').innerText()).toContain(sessionId);
  await goToEventsOfStory(at);
  expect(csv).toBe(await printedBy(await at.command(), '--output', 'csv'));
  expect(csv).toContain(sessionId);
}

describe('from the first page to the story of the sample incident and its CSV', () => {
  it('by mouse; back and forward show the same pages', async () => {
    const at = await opened();
    const pages = [await shownOn(at)];
    await goToStory(at, async () => void pages.push(await shownOn(at)));
    const csv = await downloaded(at, () => at.page.getByRole('link', { name: 'CSV' }).click());
    for (const page of pages.slice(0, -1).reverse()) {
      await at.page.goBack();
      expect(await shownOn(at)).toEqual(page);
    }
    for (const page of pages.slice(1)) {
      await at.page.goForward();
      expect(await shownOn(at)).toEqual(page);
    }
    await expectStory(at, csv);
  });

  it('by keyboard alone', async () => {
    const at = await opened();
    const { keyboard } = at.page;
    await keyboard.press('/');
    await keyboard.type(sessionName);
    await keyboard.press('Enter');
    await at.settled();
    await at.tabTo('button', 'Add filter');
    do await keyboard.press('j');
    while (!(await at.page.locator('.list tr:focus-within', { hasText: sessionId }).isVisible()));
    await keyboard.press('Enter');
    await at.page.locator('.panel .event').waitFor();
    await at.tabTo('.panel a', 'Story');
    await keyboard.press('Enter');
    await at.settled();
    await at.tabTo('a', 'CSV');
    await expectStory(at, await downloaded(at, () => keyboard.press('Enter')));
  });
});

it('by keys: opens and closes the panel, help and menus, each time with the focus where it was', async () => {
  const at = await opened();
  const { keyboard } = at.page;
  await keyboard.press('j');
  await keyboard.press('j');
  const row = await at.focused();
  await keyboard.press('Enter');
  await at.page.locator('.panel .event').waitFor();
  await keyboard.press('Escape');
  expect(await at.focused()).toBe(row);
  await keyboard.press('?');
  await at.page.getByRole('dialog').waitFor();
  await keyboard.press('Escape');
  expect(await at.focused()).toBe(row);
  await at.tabTo('.menu summary');
  const menu = await at.focused();
  await keyboard.press('Enter');
  // What is in a menu is made once it is open, and keys are pressed faster here than by anybody.
  await at.page.locator('.menu[open] a').first().waitFor();
  await at.tabTo('.menu[open] a', 'Exclude');
  await keyboard.press('Escape');
  expect(await at.focused()).toBe(menu);
  expect(await at.page.locator('.menu[open]').count()).toBe(0);
});

it.each([
  '',
  '?event=StartSession&since=2026-03-01',
  `story/session/${sessionId}`,
  'entity/actor/mateo.jackson',
  'alerts?during=2026-03',
  'status',
])('shows to another person who opens its whole address what it shows here: /%s', async (path) => {
  const here = await opened(path);
  const other = await opened(here.asked());
  expect(await shownOn(other)).toEqual(await shownOn(here));
  await Promise.all([here, other].map(({ page }) => page.context().close()));
});
