import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sampleDeliveries } from '../../samples/sample-deliveries';

const DOOR = join(__dirname, '../../bin/ssm-audit');

/** What a run of the command line left behind. */
export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line as a person does, in a process of its own. */
export function runCli(...words: readonly string[]): CliRun {
  const { status, stdout, stderr } = spawnSync(process.execPath, [DOOR, ...words], {
    encoding: 'utf8',
    env: { ...process.env, PATH: '' },
  });
  return { status, stdout, stderr };
}

/** Ingests the sample log files into a local store in a new folder below the system's temporary one; whoever asks deletes it. */
export function sampleStore(): { readonly folder: string; readonly store: string } {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-'));
  const store = join(folder, 'store');
  for (const { key, body } of sampleDeliveries()) {
    const file = join(folder, 'logs', key.replace(/\.gz$/, ''));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  const { status, stderr } = runCli('ingest', join(folder, 'logs'), '--local', store);
  if (status !== 0) throw new Error(`the samples could not be ingested (npm run build must have been run): ${stderr}`);
  return { folder, store };
}
