import { drivenExplorer } from './driver/driven-explorer';
import { ExplorerPage } from './driver/explorer-page';
import { facet, PIVOTS } from './driver/pivots';
import { refsListedBy } from './driver/shell-command';
import { isTried } from './driver/tried-cases';

const driven = drivenExplorer();
let at: ExplorerPage;
let start: string;

beforeAll(async () => {
  const { browser, explorer } = driven();
  at = await ExplorerPage.open(await browser.context(), explorer.url);
  start = at.asked();
});
beforeEach(() => at.go(start));

const tried = Object.entries(PIVOTS).filter((_, index) => isTried(index));

it.each(tried)('%s: lists what the command lists that is shown', async (_, move) => {
  await move(at);
  expect(at.asked()).not.toBe(start);
  expect(await at.refs()).toEqual(await refsListedBy(await at.command()));
});

it('two pivots after one another narrow twice, and each goes on from the other', async () => {
  await facet('Event')(at);
  const once = await at.refs();
  await facet('Who')(at);
  const twice = await at.refs();
  expect(twice).toEqual(await refsListedBy(await at.command()));
  expect(twice.length).toBeLessThan(once.length);
  expect(once).toEqual(expect.arrayContaining([...twice]));
});
