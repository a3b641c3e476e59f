import { parseArgs } from 'node:util';
import { runWithKills } from './kill-run';
import { killedMigrations } from './killed-migration';

/** How often progress is told, in kills. */
const TOLD = 10;

/** `npm run test:kills -- --seed N --kills N`: local stores whose writers are killed, also while they bring one up to date, at full size. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: 'string', default: '1' }, kills: { type: 'string', default: '85' } },
  });
  const options = { seed: Number(values.seed), kills: Number(values.kills), hours: 24, recordsPerFile: 100 };
  const run = await runWithKills(options, ({ kills }) => {
    if (kills % TOLD === 0) process.stderr.write(`kills: ${kills}\n`);
  });
  const migrations = await killedMigrations();
  process.stdout.write(`${JSON.stringify({ ...run, migrations }, null, 2)}\n`);
  if (run.problems.length + migrations.problems.length > 0) process.exitCode = 1;
}

void main();
