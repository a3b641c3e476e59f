import { parseArgs } from 'node:util';
import { runWithKills } from './kill-run';

/** How often progress is told, in kills. */
const TOLD = 10;

/** `npm run test:kills -- --seed N --kills N`: local stores whose writers are killed, at full size. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: 'string', default: '1' }, kills: { type: 'string', default: '85' } },
  });
  const options = { seed: Number(values.seed), kills: Number(values.kills), hours: 24, recordsPerFile: 100 };
  const run = await runWithKills(options, ({ kills }) => {
    if (kills % TOLD === 0) process.stderr.write(`kills: ${kills}\n`);
  });
  process.stdout.write(`${JSON.stringify(run, null, 2)}\n`);
  if (run.problems.length > 0) process.exitCode = 1;
}

void main();
