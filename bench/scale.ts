import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { renderTable } from '../lib/cli/render/render-table';
import { ASSUMED_MS } from './scale/calibration';
import { breaksAt, type Load, shareOf } from './scale/limits';
import { loadsOf } from './scale/loads';
import { AIM, type Organization } from './scale/organization';
import { type ReconcileCost, reconcileCost } from './scale/reconcile-cost';
import { type SimulatedWrites, simulatedWrites } from './scale/simulated-writes';
import { outdatedSizes, sizeTable } from './scale/sizes';

/** How many loads are shown. The others are further from their limits. */
const SHOWN = 18;

/** The setting `spreadEvents` that docs/deploy.md says for the largest size. */
const DOCUMENTED_SPREADS = 'GetParameter=11';

/**
 * `npm run bench:scale -- [--nodes N] [--accounts N] [--regions N] [--files N] [--spread NAME=N,…] [--json]`: what a large
 * organization makes of every key, of the function and of the comparison, and what breaks first; bench/README.md.
 */
async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values: flags } = parseArgs({
    options: {
      ...{ nodes: text, accounts: text, regions: text, files: text, spread: text },
      json: { type: 'boolean', default: false },
    },
  });
  const organization: Organization = {
    nodes: Number(flags.nodes ?? AIM.nodes),
    accounts: Number(flags.accounts ?? AIM.accounts),
    regions: Number(flags.regions ?? AIM.regions),
    filesASecond: Number(flags.files ?? AIM.filesASecond),
  };
  const simulated = await simulatedWrites(organization, flags.spread ?? DOCUMENTED_SPREADS);
  const reconcile = await reconcileCost();
  const loads = [...loadsOf(organization, simulated, reconcile)].sort((one, other) => shareOf(other) - shareOf(one));
  process.stdout.write(flags.json ? `${JSON.stringify(loads)}\n` : asText(organization, simulated, reconcile, loads));
  const outdated = outdatedSizes(readFileSync(join(__dirname, '../docs/deploy.md'), 'utf8'), simulated);
  for (const line of outdated) process.stderr.write(`${line}\n`);
  process.exitCode = outdated.length > 0 || loads.some((load) => shareOf(load) > 1) ? 1 : 0;
}

function asText(
  organization: Organization,
  simulated: SimulatedWrites,
  reconcile: ReconcileCost,
  loads: readonly Load[],
): string {
  const { nodes, accounts, regions, filesASecond } = organization;
  const { ofFile, ofEvent, eventsASecond, heat } = simulated;
  const size = [nodes, accounts, filesASecond].map((number) => number.toLocaleString('en-US'));
  const partitions = heat.count('events');
  return `${size[0]} nodes, ${size[1]} accounts × ${regions} regions, ${size[2]} files/s, ${Math.round(eventsASecond)} events/s
a log file: ${work(ofFile)}; an event: ${work(ofEvent)}
${partitions} partitions of Events: a question without a key reads at most ${2 * partitions} units
${comparison(reconcile)}

${table(organization, loads)}
${first(organization, loads)}

${sizeTable(simulated)}`;
}

function comparison({ fileMs, spread }: ReconcileCost): string {
  return `comparison: ${fileMs.toFixed(4)} ms of one processor of Lambda's (1,769 MB) a log file, ±${(spread * 100).toFixed(0)} %
measured: how many times a calibration of the same kind that takes, in turns with it; assumed: the calibration takes ${ASSUMED_MS} ms there`;
}

function work({ cpuMs, requests }: SimulatedWrites['ofFile']): string {
  return `${cpuMs.toFixed(2)} ms of CPU, ${requests.toFixed(1)} requests to DynamoDB`;
}

function table(organization: Organization, loads: readonly Load[]): string {
  const titles = ['WHAT', 'FOUND', 'LIMIT', 'UNIT', 'SHARE', 'BREAKS AT'];
  const rows = loads
    .slice(0, SHOWN)
    .map((load) => [
      load.what,
      ...[load.found, load.limit].map((number) => Math.round(number).toLocaleString('en-US')),
      load.unit,
      `${Math.round(shareOf(load) * 100)} %`,
      breaksAt(load, organization),
    ]);
  return renderTable(
    titles.map((title) => ({ title })),
    rows,
  );
}

/** The first thing that breaks, and at what size. */
function first(organization: Organization, loads: readonly Load[]): string {
  const [load] = loads;
  if (load === undefined) return 'nothing was found';
  const verb = shareOf(load) > 1 ? 'breaks already' : 'breaks first';
  return `${load.what} ${verb}: at ${breaksAt(load, organization)} (${load.remedy})`;
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
