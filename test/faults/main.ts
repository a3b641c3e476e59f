import { parseArgs } from 'node:util';
import { startEmbeddedAws } from '../../lib/local/embedded-aws';
import { runWithFaults } from './fault-run';
import { runWithLocalFaults } from './local-fault-run';

/** How often progress is told, in milliseconds. */
const TOLD_MS = 15_000;

/** The stores that a day can be filled into: tables of DynamoDB by the whole chain, or a local store. */
const STORES = ['dynamodb', 'sqlite'] as const;

/** What is asked of a run. */
interface Asked {
  readonly seed: number;
  readonly files: number;
  readonly recordsPerFile: number;
  readonly systemsManagerShare: number;
  readonly faultShare: number;
}

/** `npm run test:faults -- --store dynamodb|sqlite --seed N --files N`: a whole day with faults, at full size; both stores without `--store`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      store: { type: 'string' },
      seed: { type: 'string', default: '1' },
      files: { type: 'string', default: '10000' },
      faults: { type: 'string', default: '0.2' },
      share: { type: 'string', default: String(1 / 6) },
    },
  });
  const asked: Asked = {
    seed: Number(values.seed),
    files: Number(values.files),
    recordsPerFile: 20,
    systemsManagerShare: Number(values.share),
    faultShare: Number(values.faults),
  };
  for (const store of storesOf(values.store)) {
    const run = store === 'sqlite' ? await ofLocalStore(asked) : await ofChain(asked);
    process.stdout.write(`${JSON.stringify({ store, ...run }, null, 2)}\n`);
    if (run.problems.length > 0) process.exitCode = 1;
  }
}

function storesOf(name: string | undefined): readonly (typeof STORES)[number][] {
  if (name === undefined) return STORES;
  const found = STORES.filter((store) => store === name);
  if (found.length === 0) throw new Error(`--store '${name}': expected ${STORES.join(' or ')}, or no --store for both`);
  return found;
}

async function ofChain(asked: Asked) {
  const aws = await startEmbeddedAws();
  try {
    return await runWithFaults(
      aws.settings,
      { ...asked, requestsALife: 4_000, hiddenSeconds: 20 },
      told('messages left'),
    );
  } finally {
    await aws.stop();
  }
}

function ofLocalStore(asked: Asked) {
  return runWithLocalFaults({ ...asked, statementsALife: 2_000 }, told('processes ended'));
}

/** Says a number, every so often. */
function told(what: string): (count: number) => void {
  let last = Date.now();
  return (count) => {
    if (Date.now() - last < TOLD_MS) return;
    last = Date.now();
    process.stderr.write(`${what}: ${count}\n`);
  };
}

void main();
