import { drivenExplorer } from './driver/driven-explorer';
import { ExplorerPage } from './driver/explorer-page';
import { printedBy } from './driver/shell-command';

const driven = drivenExplorer();

const READ = 'GetParametersByPath';

async function opened(path = ''): Promise<ExplorerPage> {
  const { browser, explorer } = driven();
  return ExplorerPage.open(
    await browser.context({ permissions: ['clipboard-read', 'clipboard-write'] }),
    explorer.url,
    path,
  );
}

it('folds decryptions under their reads, and shows them when asked', async () => {
  const { page } = await opened(`?related&during=2026-03-04`);
  const fold = page.locator('.fold button').first();
  expect(await fold.innerText()).toMatch(/\d decryptions? in the same second/);
  expect(await page.locator('.list caption').innerText()).toMatch(/\d of them decryptions under their reads/);
  expect(await page.locator('.list .under').count()).toBe(0);
  await fold.click();
  expect(await page.locator('.list .under').first().innerText()).toContain('Decrypt');
  expect(await page.locator('.fold').first().locator('xpath=preceding-sibling::tr[1]').innerText()).toContain(READ);
});

it('draws the rows near the screen alone, and all of them on paper', async () => {
  const at = await opened('?since=all&related');
  const rows = at.page.locator('.list [data-row]');
  const all = await at.refs();
  await at.page.evaluate(() => window.scrollTo(0, 0));
  await at.quiet();
  expect(await rows.count()).toBeLessThan(all.length);
  await at.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const decryptions = await at.page.locator('.list .under').count();
  expect([await rows.count(), decryptions > 0]).toEqual([new Set(all).size + decryptions, true]);
});

it('copies an event as show prints it, and finds what is in its record', async () => {
  const at = await opened(`?event=${READ}&since=all&limit=1`);
  await at.page.locator('.list [data-row]').click();
  await at.click(at.page.getByRole('link', { name: 'Open as a page' }));
  await at.page.getByRole('button', { name: 'Copy text' }).click();
  await at.page.getByText('the event as text copied').waitFor({ state: 'attached' });
  const copied = await at.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await printedBy(await at.command(), '--output', 'table'));
  await at.page.getByLabel('Search the record').fill('sessionIssuer.arn');
  expect(await at.page.locator('.record .key').allInnerTexts()).toEqual([
    'userIdentity',
    'sessionContext',
    'sessionIssuer',
    'arn',
  ]);
});

it('tells of an event its neighbours and who else touched the same, when asked', async () => {
  const at = await opened(`?event=${READ}&since=all&limit=1`);
  await at.page.locator('.list [data-row]').click();
  await at.page.locator('.panel summary', { hasText: 'by anybody' }).click();
  await at.settled();
  expect(await at.page.locator('.panel .asked .plain a').count()).toBeGreaterThan(0);
  await at.page.locator('.panel summary', { hasText: 'parameterPath' }).first().click();
  await at.settled();
  expect(await at.page.locator('.panel .values').innerText()).toContain('Who touched it');
});

it('names the rules that catch an event, and leads from a story to the pages of its next questions', async () => {
  const at = await opened('?event=StartSession&during=2026-03-04&outcome=success');
  await at.quiet();
  const caught = at.page.locator('.list tr:has(.level) [data-row]').first();
  const ref = (await caught.getAttribute('data-row')) ?? '';
  await at.go(`event/${encodeURIComponent(ref)}`);
  await at.page.locator('.catching a').first().waitFor();
  const [title = ''] = await at.page.locator('.catching a').allInnerTexts();
  await at.click(at.page.locator('.catching a').first());
  expect(await at.heading()).toBe(`Rule: ${title}`);
  // What rules say has code between backquotes, which is shown as code.
  expect(await at.page.locator('.rule > :not(details)').allInnerTexts()).not.toContain('`');
  await at.go(`story/event/${encodeURIComponent(ref)}`);
  const next = at.page.locator('section', { has: at.page.getByRole('heading', { name: 'Next questions' }) });
  const words = await next.locator('a').allInnerTexts();
  expect(words.length).toBe(await next.locator('li').count());
  await at.click(next.locator('a').first());
  expect(await at.command()).toBe(words[0]);
});

it('shows what proves a rule', async () => {
  const at = await opened('alerts?during=2026-03');
  await at.click(at.page.locator('main [data-row]').first());
  await at.page.getByRole('heading', { name: 'What it catches' }).waitFor();
  await at.page.getByRole('heading', { name: 'What it leaves alone' }).waitFor();
});

it('says on a page what is wrong with its address', async () => {
  const { browser, explorer } = driven();
  const page = await (await browser.context()).newPage();
  const { pathname, origin, searchParams } = explorer.url;
  const response = await page.goto(`${origin}${pathname}?profile=x&token=${searchParams.get('token')}`);
  expect(response?.status()).toBe(400);
  expect(await page.locator('.banner').innerText()).toContain("the address has 'profile': expected ");
  expect((await page.goto(`${origin}${pathname}no/such/page`))?.status()).toBe(404);
  expect(await page.locator('h1').innerText()).toBe('No such page');
  await page.getByRole('link', { name: 'Show the events of the last days' }).click();
  await page.locator('.list [data-row]').first().waitFor();
  expect((await page.goto(`${origin}${pathname}?since=tomorrow`))?.status()).toBe(200);
  await page.getByRole('alert').waitFor();
  expect(await page.locator('.exports').count()).toBe(0);
});

it('leads from an empty answer to the question that a hint names', async () => {
  const at = await opened('?actor=mateo.jackso&since=all');
  expect(await at.page.locator('.banner.hint').innerText()).toContain('did you mean --actor mateo.jackson?');
  await at.click(at.page.getByRole('link', { name: '--actor mateo.jackson' }));
  expect(new URL(at.page.url()).search).toBe('?actor=mateo.jackson&since=all');
  expect((await at.refs()).length).toBeGreaterThan(0);
});

it('says of an event that is not there what show says, under the command that asks for it', async () => {
  const ref = 'StartSession/2018-03-06T20:30:12Z#00000000-0000-0000-0000-000000000000';
  const at = await opened(`event/${encodeURIComponent(ref)}`);
  expect(await at.page.locator('.banner.hint').innerText()).toContain(`no event ${ref} in this store`);
  expect(await at.command()).toContain(`show ${ref}`);
});
