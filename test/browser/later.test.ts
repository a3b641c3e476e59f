import { runCli } from '../cli/run-cli';
import { documentIn, RunningExplorer } from '../cli/ui/running-explorer';
import { drivenExplorer } from './driver/driven-explorer';
import { ExplorerPage } from './driver/explorer-page';
import { SHELL_PATH } from './driver/shell-command';
import { WatchedBrowser } from './driver/watched-browser';

const driven = drivenExplorer();

async function opened(path = ''): Promise<ExplorerPage> {
  const { browser, explorer } = driven();
  return ExplorerPage.open(await browser.context(), explorer.url, path);
}

it('says that more was delivered, and shows it where somebody wants it, in its place', async () => {
  const { explorer, folder } = driven();
  const at = await opened('?since=all&no-agent&limit=5');
  await at.quiet();
  const [ref = ''] = await at.refs();
  const shown = documentIn(await explorer.messages(`api/event/${encodeURIComponent(ref)}`));
  const { record } = (shown as { readonly event: { readonly record: object } }).event;
  const later = { ...record, eventID: 'ffffffff-0000-4000-8000-000000000000', eventTime: '2026-03-07T00:00:00Z' };
  await folder.write('later.json', JSON.stringify({ Records: [later] }));
  expect(await runCli(['ingest', folder.logs, '--local', folder.store])).toMatchObject({ code: 0 });
  // A page that comes into sight looks at once, and not in 15 seconds.
  await at.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await at.click(at.page.getByRole('button', { name: 'Refresh' }));
  await at.page.locator('.list', { hasText: '2026-03-07' }).waitFor();
  expect(await at.page.locator('.news').count()).toBe(0);
});

it('keeps what it shows when the explorer is gone, and says which command starts it', async () => {
  const { store } = driven().folder;
  const explorer = await RunningExplorer.start(store, [], { PATH: SHELL_PATH });
  const browser = await WatchedBrowser.launch();
  const at = await ExplorerPage.open(await browser.context(), explorer.url, '?since=all&no-agent');
  await at.quiet();
  const before = await at.page.locator('.list [data-row]').first().innerText();
  await explorer.stop();
  await at.page.locator('.facet').first().click();
  const alert = at.page.getByRole('alert').last();
  await alert.waitFor();
  expect(await alert.innerText()).toContain(`ssm-audit ui --local ${store}`);
  expect(await at.page.locator('.list [data-row]').first().innerText()).toBe(before);
  await at.page.getByText('Below is still the answer to the question before').waitFor();
  await browser.close();
  // The browser says so, too, and nothing else.
  expect(browser.seen.errors.filter((text) => !/ERR_CONNECTION_REFUSED/.test(text))).toEqual([]);
});
