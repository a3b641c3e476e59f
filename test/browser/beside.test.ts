import { join } from 'node:path';
import { sampleDeliveries } from '../../samples/sample-deliveries';
import { runOwnProcess } from '../cli/run-cli';
import { drivenExplorer } from './driver/driven-explorer';
import { ExplorerPage } from './driver/explorer-page';

/** Longer than it takes until the page asks again whether more was delivered, in milliseconds. */
const ASKED_AGAIN_MS = 20_000;

/** How long a query may take in a terminal, in milliseconds, and how often it is tried: the machine may do much else. */
const SOON_MS = 2_000;
const TRIES = 5;

const driven = drivenExplorer();

/** How long a program takes, in milliseconds. */
async function taken(words: readonly string[]): Promise<number> {
  const begin = performance.now();
  const { code, stderr } = await runOwnProcess(words);
  if (code !== 0) throw new Error(stderr);
  return performance.now() - begin;
}

it('while a page reads and asks for news, a query in a terminal answers at once', async () => {
  const { browser, explorer, folder } = driven();
  const at = await ExplorerPage.open(await browser.context(), explorer.url, '?since=all');
  await at.page.clock.install();
  const times: number[] = [];
  for (let turn = 0; turn < TRIES && !times.some((time) => time < SOON_MS); turn += 1) {
    const asked = at.page.reload();
    await at.page.clock.fastForward(ASKED_AGAIN_MS);
    times.push(await taken(['query', '--since', 'all', '--local', folder.store, '--output', 'ndjson']));
    await asked;
  }
  expect(Math.min(...times)).toBeLessThan(SOON_MS);
  await at.page.context().close();
});

it('tells of deliveries that are indexed beside it, and shows them when asked to', async () => {
  const { browser, explorer, folder } = driven();
  const context = await browser.context();
  await context.clock.install();
  const at = await ExplorerPage.open(context, explorer.url, '?since=all');
  await at.quiet();
  const before = await at.refs();
  const [first] = sampleDeliveries();
  const [record] = JSON.parse(String(first?.body)).Records;
  const later = {
    ...record,
    eventSource: 'ssm.amazonaws.com',
    eventName: 'StartSession',
    eventID: 'ffffffff-0000-4000-8000-000000000000',
    eventTime: '2026-03-07T00:00:00Z',
  };
  await folder.write('later.json', JSON.stringify({ Records: [later] }));
  await taken(['ingest', join(folder.logs, 'later.json'), '--local', folder.store]);
  expect(await at.page.getByText('New deliveries').count()).toBe(0);
  await at.page.clock.fastForward(ASKED_AGAIN_MS);
  await at.page.getByText('New deliveries').waitFor();
  expect(await at.refs()).toEqual(before);
  await at.page.getByRole('button', { name: 'Refresh' }).click();
  await at.page.locator('.list tr', { hasText: '2026-03-07' }).first().waitFor();
  await at.settled();
  expect(await at.refs()).toEqual([expect.stringContaining(later.eventID), ...before]);
});
