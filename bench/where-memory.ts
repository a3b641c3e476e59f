import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { EmbeddedDynamoDb } from '../test/embedded/embedded-dynamodb';

/** Megabytes that a question may take which nothing matches, so that it reads every event. */
export const MOST_WHERE_MB = 200;

const MB = 1_000_000;

const run = promisify(execFile);

/** The most resident megabytes of a process that asks a store for what no event has. */
export async function whereMemory({ settings }: EmbeddedDynamoDb): Promise<number> {
  const env = { ...process.env, BENCH_SETTINGS: JSON.stringify(settings) };
  const { stdout } = await run(process.execPath, ['--import', 'tsx', join(__dirname, 'where-process.ts')], { env });
  return Number(stdout) / MB;
}
