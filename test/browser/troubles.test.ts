import { rename, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { INDEX_EVERYTHING } from '../../lib/app/index/index-record';
import { indexRecords } from '../../lib/app/index/index-records';
import { EventWriter } from '../../lib/app/ingest/store-events';
import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import { sampleDeliveries } from '../../samples/sample-deliveries';
import { inSqlite, type NewStore } from '../adapters/stores';
import type { LocalFolder } from '../cli/local-folder';
import { runCli } from '../cli/run-cli';
import { sampleStore } from '../cli/sample-store';
import { recordWith } from '../cli/ui/hostile-records';
import { RunningExplorer } from '../cli/ui/running-explorer';
import { ExplorerPage } from './driver/explorer-page';
import { ServedStore } from './driver/served-store';
import { WatchedBrowser } from './driver/watched-browser';

/** How long a stack may be silent here, in milliseconds. */
const SILENT_MS = 1_000;

/** Events of few partitions, and how many pages of one row are read of them before something goes wrong. */
const EVENTS = '?event=GetParameter&event=StartSession&event=SendCommand&since=2026-03-01';
const PAGES = 30;

/** Events that take long to read by pages of one row. */
const MANY_EVENTS = '?since=2026-03-01&no-agent';

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await WatchedBrowser.launch();
});
afterAll(() => browser.close());

/** The problem that the page tells, with what it says. */
const banner = ({ page }: ExplorerPage) => page.getByRole('alert');

describe('of a local store', () => {
  let folder: LocalFolder;
  let explorer: RunningExplorer;
  let at: ExplorerPage;
  let rows: readonly string[];

  beforeEach(async () => {
    folder = await sampleStore();
    explorer = await RunningExplorer.start(folder.store);
    at = await ExplorerPage.open(await browser.context(), explorer.url, '?since=all&limit=20');
    await at.quiet();
    rows = await at.refs();
    expect(rows).toHaveLength(20);
  });
  afterEach(async () => {
    await at.page.context().close();
    await explorer.stop();
    await folder.remove();
  });

  const database = () => join(folder.store, 'store.sqlite');
  const showMore = () => at.page.getByRole('button', { name: 'Show more' }).click();

  it('whose file is removed: rows stay, and the banner says that it is gone', async () => {
    await rename(database(), `${database()}.away`);
    await showMore();
    await banner(at).getByText('is gone').waitFor();
    expect(await at.refs()).toEqual(rows);
  });

  it('on a disk that lost a part of it: rows stay, and the banner says that it is damaged', async () => {
    // Whatever was read is in memory until somebody writes.
    await folder.write('later.json', JSON.stringify({ Records: [recordWith('later', 0)] }));
    expect((await runCli(['ingest', join(folder.logs, 'later.json'), '--local', folder.store])).code).toBe(0);
    await truncate(database(), 8_192);
    await showMore();
    await banner(at).getByText('The store cannot be read').waitFor();
    expect(await at.refs()).toEqual(rows);
  });

  it('whose explorer has ended: the page stays readable, and says the command that starts it', async () => {
    await explorer.stop();
    await showMore();
    await banner(at).getByText('ssm-audit ui').waitFor();
    expect(await at.refs()).toEqual(rows);
    await at.page.locator('.facets a.facet').first().click();
    await banner(at).getByText('ssm-audit ui').waitFor();
    await at.page.goBack();
    await at.page.waitForFunction(
      (count) => document.querySelectorAll('.list [data-row]').length >= count,
      rows.length,
    );
  });
});

describe('of a stack', () => {
  let store: NewStore;
  let served: ServedStore;
  let at: ExplorerPage;

  beforeAll(async () => {
    store = inSqlite();
    const writer = new EventWriter(store.events);
    for (const { key, body } of sampleDeliveries()) await index(writer, `s3://logs/${key}`, body);
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    served = await ServedStore.start(store, SILENT_MS);
    at = await ExplorerPage.open(await browser.context(), served.url, 'status');
    await at.quiet();
    served.pages = 0;
  });
  afterEach(async () => {
    await at.page.context().close();
    await served.stop();
  });

  /** Asks for some events, and resolves when the first rows are there. */
  async function ask(path = EVENTS): Promise<void> {
    const { origin, pathname } = served.url;
    await at.page.goto(`${origin}${pathname}${path}`);
    await at.page.locator('.list [data-row]').first().waitFor();
  }

  it('that fails in the middle of an answer by its disk: rows stay, and the banner says so', async () => {
    served.reading = (read) => (served.pages < PAGES ? read() : Promise.reject(new Error('disk I/O error')));
    await ask();
    await banner(at).getByText('disk I/O error').waitFor();
    expect((await at.refs()).length).toBeGreaterThan(10);
    served.reading = (read) => read();
    await banner(at).getByRole('button', { name: 'Ask again' }).click();
    await at.settled();
    expect(await banner(at).count()).toBe(0);
  });

  it('that falls silent in the middle of an answer: rows stay, and the banner says so', async () => {
    served.reading = (read) => (served.pages < PAGES ? read() : new Promise(() => undefined));
    await ask();
    await banner(at).getByText('AWS does not answer').waitFor();
    expect((await at.refs()).length).toBeGreaterThan(10);
  });

  const slowly: ServedStore['reading'] = async (read) => {
    await sleep(100);
    return read();
  };

  /** Expects that pages are being read until something is done, and none after that. */
  async function expectReadsEnd(act: () => Promise<unknown>): Promise<void> {
    await ask(MANY_EVENTS);
    expect(await at.page.locator('.busy').count()).toBe(1);
    await act();
    await sleep(300);
    const { pages } = served;
    await sleep(500);
    expect(served.pages).toBe(pages);
  }

  it('reads no further once somebody presses Stop, and says that this is not all', async () => {
    served.reading = slowly;
    await expectReadsEnd(() => at.page.getByRole('button', { name: 'Stop' }).click());
    await at.page.getByText('not the whole answer').waitFor();
    expect((await at.refs()).length).toBeGreaterThan(10);
  });

  it('reads no further once somebody has left, by a link, a closed tab or the address', async () => {
    served.reading = slowly;
    await expectReadsEnd(() => at.page.locator('nav').getByRole('link', { name: 'Status' }).click());
    await expectReadsEnd(() => at.page.goto('about:blank'));
  });
});

/** Indexes a log file into a store. */
async function index(writer: EventWriter, logFile: string, body: string | Uint8Array): Promise<void> {
  const chunks = (async function* () {
    yield Buffer.from(body);
  })();
  const now = new Date('2026-03-10T00:00:00Z');
  const source = { origin: 'delivery' as const, deliveredAt: '2026-03-02T00:05:00Z', now };
  for await (const batch of indexRecords({ logFile, chunks, ...source }, INDEX_EVERYTHING).batches) {
    const indexed = batch.flatMap(({ outcome }) => (typeof outcome === 'object' ? [outcome] : []));
    await writer.write(indexed, NO_DEADLINE);
  }
}
