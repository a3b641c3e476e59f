import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PORT_FORWARD_TO_DATABASE } from '../../../samples/incidents/port-forward-to-database';
import type { RunningExplorer } from '../../cli/ui/running-explorer';
import type { Step } from '../../deploy/life';
import { ExplorerPage } from '../driver/explorer-page';
import { downloaded, downloadedFile, goToEventsOfStory, goToStory } from '../driver/journey';
import { SESSION_BEGINS } from '../driver/pages';
import { PIVOTS } from '../driver/pivots';
import { type CommandEnvironment, printedIn, refsListedBy } from '../driver/shell-command';
import type { WatchedBrowser } from '../driver/watched-browser';

const { sessionId } = PORT_FORWARD_TO_DATABASE;

/** One of each kind: all of them are driven on a local store. */
const DRIVEN_PIVOTS = [
  'the third bar',
  'denied in the legend',
  'the facet who',
  'the facet resource',
  'the event of a row',
  'bars by the mouse',
  'all but an event',
  'a filter by hand',
];

/** Drives the explorer of a stack through its pages. `env` is where commands find the stack. */
export async function driven(
  explorer: RunningExplorer,
  browser: WatchedBrowser,
  env: CommandEnvironment,
): Promise<readonly Step[]> {
  const at = await ExplorerPage.open(await browser.context(), explorer.url);
  await at.quiet();
  const steps = [
    await findsPivots(at, env),
    await tellsStory(at, env),
    await packsEvidence(at, env),
    await verifies(at),
    await shows(at, 'status', 'status'),
    await shows(at, 'alerts', 'alerts?during=2026-03'),
    await shows(at, 'a caller', 'entity/actor/mateo.jackson'),
  ];
  return [...steps, staysAtHome(browser, explorer.url.host)];
}

/** Pivots from the first page: what is listed is what the command lists that is shown. */
async function findsPivots(at: ExplorerPage, env: CommandEnvironment): Promise<Step> {
  const start = at.asked();
  const wrong: string[] = [];
  let rows = 0;
  for (const name of DRIVEN_PIVOTS) {
    await at.go(start);
    await PIVOTS[name]?.(at);
    const [shown, listed] = [await at.refs(), await refsListedBy(await at.command(), env)];
    rows += shown.length;
    if (shown.length === 0 || shown.join() !== listed.join())
      wrong.push(`${name}: ${shown.length} of ${listed.length}`);
  }
  await at.go(start);
  const saw = wrong.length === 0 ? `${rows} rows of ${DRIVEN_PIVOTS.length} pivots` : wrong.join(', ');
  return { what: 'pivots list the rows of the commands that are shown', saw, isRight: wrong.length === 0 };
}

async function tellsStory(at: ExplorerPage, env: CommandEnvironment): Promise<Step> {
  await goToStory(at);
  const csv = await downloaded(at, () => at.page.getByRole('link', { name: 'CSV' }).click());
  await goToEventsOfStory(at);
  const printed = await printedIn(env, await at.command(), '--output', 'csv');
  return {
    what: "by mouse from the first page to the sample incident's story and its CSV, which is that of the command",
    saw: `${csv.split('\n').length - 1} lines, ${csv === printed ? 'the same' : 'others than printed'}`,
    isRight: csv === printed && csv.includes(sessionId),
  };
}

/** The package of the events of the story, checked by the command. */
async function packsEvidence(at: ExplorerPage, env: CommandEnvironment): Promise<Step> {
  const archive = await downloadedFile(at, () => at.page.getByRole('link', { name: 'Evidence', exact: true }).click());
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-evidence-'));
  try {
    execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components', '1']);
    const { isWhole, files } = JSON.parse(await printedIn(env, 'ssm-audit', 'evidence', '--check', folder));
    const saw = isWhole === true ? 'it is whole' : `not whole: ${JSON.stringify(files)}`;
    return { what: 'its evidence, which the command checks', saw, isRight: isWhole === true };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function verifies(at: ExplorerPage): Promise<Step> {
  await at.go(`event/${encodeURIComponent(SESSION_BEGINS)}`);
  await at.page.getByRole('button', { name: "Ask CloudTrail's digests" }).click();
  const verdict = at.page.locator('.provenance p', { hasText: 'Verdict:' });
  await verdict.waitFor();
  const saw = await verdict.innerText();
  return { what: 'the verdict of the digests on an event', saw, isRight: saw.includes('Verdict: valid') };
}

/** A page that shows something, and no trouble. */
async function shows(at: ExplorerPage, name: string, path: string): Promise<Step> {
  await at.go(path);
  await at.quiet();
  const troubles = await at.page.locator('[role=alert]').allInnerTexts();
  const lines = (await at.page.locator('main').innerText()).split('\n').length;
  const saw = troubles.length === 0 ? `${lines} lines` : troubles.join('; ');
  return { what: `the page of ${name}`, saw, isRight: troubles.length === 0 && lines > 5 };
}

/** Nothing was asked of anybody but the explorer, and nothing forbidden was done. */
function staysAtHome({ seen }: WatchedBrowser, host: string): Step {
  const { hosts, violations, dialogs, errors } = seen;
  const wrong = [...[...hosts].filter((each) => each !== host), ...violations, ...dialogs, ...errors];
  const saw = wrong.length === 0 ? 'nothing else' : wrong.join('; ');
  return { what: 'the page asks nobody but the explorer', saw, isRight: wrong.length === 0 };
}
