import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type IngestListener, ingestFiles } from '../../lib/app/ingest/ingest-files';
import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import { InaccessibleFileError, type LogFileSource, type OpenedLogFile } from '../../lib/app/ports/log-file-source';
import { localIngestion } from '../../lib/local/local-ingestion';
import { writeLocalStore } from '../../lib/local/local-store';
import { SeededRandom } from '../../samples/seeded-random';
import { faultyDatabase } from './faulty-database';
import { type FaultCounts, summed } from './faulty-requests';
import type { LocalWorkerReport, LocalWorkerSettings } from './local-worker-settings';

/** How long a slow disk takes for a piece of a file, in milliseconds. */
const SLOW_MS = 20;

/** How much is written in one transaction at most: so little that many end within a file, and many are cut off. */
const WRITES_AT_ONCE = 20;

const NOBODY: IngestListener = {
  onFile: () => undefined,
  onFailure: () => undefined,
  onRemark: () => undefined,
  onQuarantined: () => undefined,
  onCorruptReceipt: () => undefined,
};

/**
 * Ingests log files into a local store, as the command does, its statements and its reading going wrong, until it is done,
 * fails, or kills itself in the middle of whatever it does: after a number of statements.
 */
async function work({ store: folder, list, seed, readShare, oneStatementOf, statements }: LocalWorkerSettings) {
  const random = new SeededRandom(seed);
  const read: FaultCounts = {};
  let left = statements;
  const toDatabase = faultyDatabase(random, oneStatementOf, () => {
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  });
  const report = (own: Omit<LocalWorkerReport, 'faults'>) =>
    process.send?.({ ...own, faults: summed([toDatabase, read]) } satisfies LocalWorkerReport);
  try {
    const { store, close } = await writeLocalStore(folder, { writesAtOnce: 1 + random.below(WRITES_AT_ONCE) });
    try {
      const ingestion = localIngestion(store);
      const deps = { ...ingestion, logFiles: faultyFiles(ingestion.logFiles, random, readShare, read) };
      const files: string[] = JSON.parse(readFileSync(list, 'utf8'));
      const { failedFiles } = await ingestFiles(deps, files, { force: false, deadline: NO_DEADLINE }, NOBODY);
      report({ failedFiles });
    } finally {
      close();
    }
  } catch (error) {
    report({ error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
}

/** Log files of which a share cannot be opened, cannot be read to the end, or are read slowly. */
function faultyFiles(files: LogFileSource, random: SeededRandom, share: number, counts: FaultCounts): LogFileSource {
  const counted = (kind: string) => {
    counts[kind] = (counts[kind] ?? 0) + 1;
  };
  return {
    async open(location, ...others) {
      const fate = random.below(1_000) < share * 1_000 ? random.pick(['refused', 'cut', 'slow']) : undefined;
      if (fate !== undefined) counted(fate);
      if (fate === 'refused') throw new InaccessibleFileError(location.key, 'made by the test: too many open files');
      const opened = await files.open(location, ...others);
      return fate === undefined ? opened : { ...opened, chunks: troubled(opened, location.key, fate === 'cut') };
    },
  };
}

async function* troubled({ chunks }: OpenedLogFile, path: string, isCut: boolean): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    if (isCut) {
      yield chunk.subarray(0, Math.ceil(chunk.length / 2));
      throw new InaccessibleFileError(path, 'made by the test: input/output error');
    }
    await sleep(SLOW_MS);
    yield chunk;
  }
}

void work(JSON.parse(process.argv[2] ?? ''));
