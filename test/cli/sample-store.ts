import { sampleDeliveries } from '../../samples/sample-deliveries';
import { LocalFolder } from './local-folder';
import { runCli } from './run-cli';

/** Ingests the sample log files into the local store of a new folder; whoever asks removes it. */
export async function sampleStore(): Promise<LocalFolder> {
  const folder = await LocalFolder.create();
  for (const { key, body } of sampleDeliveries()) await folder.write(key.replace(/\.gz$/, ''), body);
  const { code, stderr } = await runCli(['ingest', folder.logs, '--local', folder.store]);
  if (code !== 0) throw new Error(`the samples could not be ingested: ${stderr}`);
  return folder;
}
