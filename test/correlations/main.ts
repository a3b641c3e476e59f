import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** `npm run test:correlations -- --runs N --stored N --seed TEXT`: the property tests of correlations at full size. */
function main(): void {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '20000' },
      stored: { type: 'string', default: '500' },
      seed: { type: 'string', default: '' },
    },
  });
  const env = {
    ...process.env,
    CORRELATION_RUNS: values.runs,
    STORED_CORRELATION_RUNS: values.stored,
    CORRELATION_SEED: values.seed,
  };
  const suites = ['test/app/alert/settle-bucket.test.ts', 'test/functions/alert/stored-correlations.test.ts'];
  const hour = String(60 * 60 * 1000);
  const { status } = spawnSync('npx', ['jest', '--maxWorkers=1', '--testTimeout', hour, ...suites], {
    env,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

main();
