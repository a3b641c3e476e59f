import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sampleDeliveries } from '../../../samples/sample-deliveries';
import { fileKey } from '../../adapters/folder/file-key';
import { isLogFile } from '../../app/ingest/ingest-delivery';
import { safeText } from '../../core/text/safe-text';
import type { DeliverableLogFile } from '../../local/embedded-chain';
import { logFilePaths } from '../paths/log-file-paths';
import { EXIT, UsageError } from '../terminal/cli-error';
import { say } from '../terminal/output';

/** The folder for the stores of your own log files, apart from the store of the samples. */
const OWN_STORES = '.ssm-audit-own';

/** What a store's name may keep of a folder's: its commands are to be pasted, and need no quotes then. */
const UNPLAIN = /[^\w.-]+/g;
const NAME_LENGTH = 30;

/** Hexadecimal digits that tell folders of the same name apart. */
const HASH_LENGTH = 8;

/** The sample log files, as CloudTrail would deliver them. */
export function sampleLogFiles(): readonly DeliverableLogFile[] {
  return sampleDeliveries().map(({ key, body }) => ({ key, content: async () => gzipSync(body) }));
}

/**
 * The log files of a folder, under keys that keep their names, which reveal account, region and time. Names unreadable
 * files on stderr. Throws `UsageError` if nothing is left.
 */
export async function ownLogFiles(folder: string): Promise<readonly DeliverableLogFile[]> {
  const { files, unreadable, passedOver } = await logFilePaths([folder]);
  for (const { path, reason } of passedOver) say(`ssm-audit: ${safeText(path)}: ${safeText(reason)}`);
  for (const { path, reason } of unreadable) {
    say(`ssm-audit: ${safeText(path)}: ${safeText(reason)}`);
    process.exitCode = EXIT.incomplete;
  }
  if (files.length === 0)
    throw new UsageError(
      `nothing to index in '${folder}': expected a folder with log files (npm start -- DIR), or none for the samples`,
    );
  const nameOf = (file: string) => `${basename(resolve(folder))}/${fileKey(relative(folder, file)) || basename(file)}`;
  // The function recognizes log files by their names, because a bucket also contains logs of other services.
  const keyOf = (file: string) => (isLogFile(nameOf(file)) ? nameOf(file) : `${nameOf(file)}.json`);
  return files.map((file) => ({ key: keyOf(file), content: () => readFile(file) }));
}

/** The store of a folder of log files. Each folder has its own, so that contents of different folders do not mix. */
export async function ownStore(folder: string): Promise<string> {
  const real = await realpath(folder);
  const name = basename(real).replace(UNPLAIN, '-').slice(0, NAME_LENGTH);
  const hash = createHash('sha256').update(real).digest('hex').slice(0, HASH_LENGTH);
  return join(OWN_STORES, `${name}-${hash}`);
}
