import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from '../../scripts/chromium';
import { PROJECT_ROOT } from '../../scripts/project-root';
import { SITUATIONS, type Situation } from '../infra/situations';
import { exploredByAuditors } from './auditors/explored';
import { CdkApp } from './cdk-app';
import { Emulator } from './emulator';
import { failsAndCleansUp } from './failed-deployment';
import { type Life, liveOnce, type Step } from './life';
import { type DeployReport, deployedPage, problemsIn } from './report';
import { runSituation, type SituationResult } from './situation-run';
import { Tools } from './tools';

/** What is run beside the situations. */
const LIFE = 'life';
const FAILURE = 'failure';
const EXPLORER = 'explorer';

/**
 * `npm run test:deploy [-- --write] [-- NAME…]`: deploys on an emulator, and with `--write` keeps what it saw in
 * docs/deployed.md. A name is that of a situation, `life`, `failure` or `explorer`: without any, all are run. The page
 * has what this run saw alone. Exits with 1 where something is not as it should be.
 */
async function main(): Promise<void> {
  const tools = Tools.install();
  if (tools === undefined) return told('skipped, because there is no Python here that has venv and pip');
  const options = process.argv.slice(2);
  const isKept = options.includes('--write');
  const report = await seen(tools, runsOf(options.filter((option) => option !== '--write')), isKept);
  const problems = problemsIn(report);
  for (const problem of problems) told(`problem: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

/** Which of the names are run: all unless said. The page tells which were not. */
function runsOf(names: readonly string[]): readonly string[] {
  const all = [LIFE, FAILURE, EXPLORER, ...Object.keys(SITUATIONS)];
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Error(`'${unknown}' is none of: ${all.join(', ')}`);
  return names.length === 0 ? all : names;
}

/** Runs them, and keeps the report on the page after each situation, so that a run that is cut off leaves what it saw. */
async function seen(tools: Tools, runs: readonly string[], isKept: boolean): Promise<DeployReport> {
  const life: Life = runs.includes(LIFE) ? await onEmulator(tools, liveOnce) : { steps: [], runbook: [] };
  for (const each of life.steps) told(lineOf(each));
  for (const { command, problem } of life.runbook) if (problem) told(`WRONG: ${command}: ${problem}`);
  const failure = runs.includes(FAILURE)
    ? await onEmulator(tools, failsAndCleansUp).catch(broke('a first deployment fails late'))
    : [];
  for (const each of failure) told(lineOf(each));
  const explorer = runs.includes(EXPLORER) ? await explored(tools) : [];
  for (const each of explorer) told(lineOf(each));
  const situations: SituationResult[] = [];
  const report: DeployReport = { situations, life, failure, explorer };
  if (isKept) writeFileSync(PAGE, deployedPage(report));
  for (const name of (Object.keys(SITUATIONS) as Situation[]).filter((each) => runs.includes(each))) {
    const result = await onEmulator(tools, (emulator, app) => runSituation(emulator, app, name)).catch(broken(name));
    situations.push(result);
    if (isKept) writeFileSync(PAGE, deployedPage(report));
    told(`${name}: ${result.rows} rows, announced by ${result.announcedBy}; ${result.problems.join('; ') || 'well'}`);
  }
  return report;
}

const PAGE = join(PROJECT_ROOT, 'docs', 'deployed.md');

/** A situation that could not be run to its end. The others still are. */
function broken(situation: Situation): (error: unknown) => SituationResult {
  const nothing = { situation, stripped: new Map(), resources: 0, rows: 0, announcedBy: 'nobody', left: {} };
  return (error) => ({ ...nothing, problems: [error instanceof Error ? error.message : String(error)] });
}

/** The explorer in a browser. Without one it is left out, which is wrong in CI alone. */
async function explored(tools: Tools): Promise<readonly Step[]> {
  const what = 'the explorer of a stack';
  if (chromiumPath() !== undefined) return onEmulator(tools, exploredByAuditors).catch(broke(what));
  return [{ what, saw: 'left out, because there is no Chromium here', isRight: !process.env['CI'] }];
}

/** A part that could not be run to its end. The others still are. */
function broke(what: string): (error: unknown) => readonly Step[] {
  return (error) => [{ what, saw: error instanceof Error ? error.message : String(error), isRight: false }];
}

function lineOf({ what, saw, isRight }: Step): string {
  return `${isRight ? 'right' : 'WRONG'}: ${what}: ${saw}`;
}

/** Gives each use an AWS of its own, so that none sees what another left. */
async function onEmulator<Result>(
  tools: Tools,
  use: (emulator: Emulator, app: CdkApp, folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-assemblies-'));
  const emulator = await Emulator.start(tools);
  try {
    const app = new CdkApp(emulator, tools, folder);
    app.bootstrap();
    return await use(emulator, app, folder);
  } catch (error) {
    process.stderr.write(`${emulator.log().split('\n').slice(-20).join('\n')}\n`);
    throw error;
  } finally {
    emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function told(what: string): void {
  process.stdout.write(`test:deploy: ${what}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`test:deploy: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
