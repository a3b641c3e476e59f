import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { WriteMeter } from '../lib/adapters/dynamodb/write-meter';
import { type IngestSummary, ingestFiles } from '../lib/app/ingest/ingest-files';
import { NO_DEADLINE } from '../lib/app/ports/deadline';
import { embeddedIngestion } from '../test/adapters/dynamodb/embedded-ingestion';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../test/embedded/embedded-dynamodb';
import { AS_DEPLOYED } from './as-deployed';
import { generatedLogFiles } from './generated-rows';

/** The least digits of gzip: what is written is read once. */
const FAST = { level: 1 };

/** An embedded DynamoDB that holds generated events, and what writing them came to. */
export interface FilledStore {
  readonly tables: EmbeddedDynamoDb;
  readonly summary: IngestSummary;
  /** Write units by table, as the embedded DynamoDB counts them. */
  readonly writeUnits: ReadonlyMap<string, number>;
  /** Closes the store and removes its folder. */
  remove(): Promise<void>;
}

/** Generates log files with this many Systems Manager records into a temporary folder and ingests them as `ingest` does. */
export async function filledStore(events: number, onFile: (done: number, of: number) => void): Promise<FilledStore> {
  const folder = await mkdtemp(join(tmpdir(), 'ssm-audit-bench-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const files = await logFiles(folder, events);
    const tables = await startEmbeddedDynamoDb();
    const meter = new WriteMeter();
    const dependencies = { ...embeddedIngestion(tables, meter), indexing: AS_DEPLOYED };
    const options = { force: false, deadline: NO_DEADLINE };
    const refuse = (file: string, reason: string) => {
      throw new UnfilledStoreError(file, reason);
    };
    const refusing = { onFailure: refuse, onRemark: refuse, onQuarantined: refuse, onCorruptReceipt: refuse };
    const listener = { onFile: (done: number) => onFile(done, files.length), ...refusing };
    const summary = await ingestFiles(dependencies, files, options, listener);
    return { tables, summary, writeUnits: meter.totals(), remove: () => tables.close().finally(removeFolder) };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

/** A generated log file that ingestion could not do. */
export class UnfilledStoreError extends Error {
  constructor(
    readonly file: string,
    readonly reason: string,
  ) {
    super(`the store could not be filled: ${file}: ${reason}; expected every generated log file to be ingested`);
    this.name = 'UnfilledStoreError';
  }
}

async function logFiles(folder: string, events: number): Promise<readonly string[]> {
  const files: string[] = [];
  for (const { key, body } of generatedLogFiles(events)) {
    const file = join(folder, basename(key));
    await writeFile(file, gzipSync(body, FAST));
    files.push(file);
  }
  return files;
}
