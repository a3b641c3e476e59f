import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleDeliveries } from '../../samples/sample-deliveries';
import { PROJECT_ROOT } from '../../scripts/project-root';
import { LocalFolder } from './local-folder';
import { runCli } from './run-cli';

/** The program that ingests. It is built anew for each run of the tests. */
const PROGRAM = join(PROJECT_ROOT, 'dist', 'ssm-audit.mjs');

/** Where the samples that one build ingested are kept, for the next test file that asks. */
const PREPARED = join(PROJECT_ROOT, 'node_modules', '.cache', 'ssm-audit-samples');

/** What is not ready yet begins with this. */
const IN_WORK = 'making-';

/**
 * A new folder with the sample log files and a local store that they are ingested into; whoever asks removes it. The first
 * test file of a run ingests, the others have a copy, in which receipts and rows name the log files by their first place.
 */
export async function sampleStore(): Promise<LocalFolder> {
  const folder = await LocalFolder.create();
  await cp(await prepared(), folder.path, { recursive: true });
  return folder;
}

async function prepared(): Promise<string> {
  const build = String((await stat(PROGRAM)).mtimeMs);
  await mkdir(PREPARED, { recursive: true });
  const known = await readdir(PREPARED);
  if (!known.includes(build)) {
    const made = await ingested();
    // Another test file may have made the same in the meantime.
    await rename(made.path, join(PREPARED, build)).catch(() => made.remove());
    const former = known.filter((name) => !name.startsWith(IN_WORK));
    await Promise.all(former.map((name) => rm(join(PREPARED, name), { recursive: true, force: true })));
  }
  return join(PREPARED, build);
}

async function ingested(): Promise<LocalFolder> {
  const folder = await LocalFolder.create(join(PREPARED, IN_WORK));
  for (const { key, body } of sampleDeliveries()) await folder.write(key.replace(/\.gz$/, ''), body);
  const { code, stderr } = await runCli(['ingest', folder.logs, '--local', folder.store]);
  if (code !== 0) throw new Error(`the samples could not be ingested: ${stderr}`);
  return folder;
}
