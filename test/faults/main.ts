import { parseArgs } from 'node:util';
import { startEmbeddedAws } from '../../lib/local/embedded-aws';
import { runWithFaults } from './fault-run';

/** How often progress is told, in milliseconds. */
const TOLD_MS = 15_000;

/** `npm run test:faults -- --seed N --files N`: a whole day with faults, at full size. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      files: { type: 'string', default: '10000' },
      faults: { type: 'string', default: '0.2' },
      share: { type: 'string', default: String(1 / 6) },
    },
  });
  const aws = await startEmbeddedAws();
  try {
    const options = {
      seed: Number(values.seed),
      files: Number(values.files),
      recordsPerFile: 20,
      systemsManagerShare: Number(values.share),
      faultShare: Number(values.faults),
      requestsALife: 4_000,
      hiddenSeconds: 20,
    };
    const run = await runWithFaults(aws.settings, options, progress());
    process.stdout.write(`${JSON.stringify(run, null, 2)}\n`);
    if (run.problems.length > 0) process.exitCode = 1;
  } finally {
    await aws.stop();
  }
}

/** Says how many messages are left, every so often. */
function progress(): (messagesLeft: number) => void {
  let told = Date.now();
  return (messagesLeft) => {
    if (Date.now() - told < TOLD_MS) return;
    told = Date.now();
    process.stderr.write(`messages left: ${messagesLeft}\n`);
  };
}

void main();
