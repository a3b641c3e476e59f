import { createReadStream } from 'node:fs';
import { Command } from 'commander';
import { gunzip } from '../adapters/gunzip';
import { readLogFileName } from '../core/delivery/log-file-name';
import { safeText } from '../core/text/safe-text';
import { EXIT } from './cli-error';
import { logFilePaths } from './log-file-paths';
import { say } from './output';
import { type RecordLinesOptions, recordLines } from './record-lines';
import { writeBytes } from './write-bytes';

/** Stands for stdin among the paths. */
const STDIN = '-';

/** Files are read in pieces of this size: fewer, larger reads than the 64 KiB of Node.js cost less. */
const READ_BYTES = 512 * 1024;

/** `ssm-audit extract PATH…` */
export function extractCommand(): Command {
  return new Command('extract')
    .description('print the Systems Manager records of log files, one a line, as they stand in the file')
    .argument('<path...>', 'log files (.json.gz, .json), folders with them, or - for stdin')
    .option('--masked', 'mask secrets')
    .option('--all-sources', 'print the records of all services')
    .action(extract);
}

async function extract(paths: readonly string[], options: RecordLinesOptions): Promise<void> {
  if (!options.masked) say('ssm-audit: the records are printed as they are, secrets included (--masked masks them)');
  let skipped = 0;
  for (const path of paths) {
    const { files, unreadable } = path === STDIN ? { files: [STDIN], unreadable: [] } : await logFilePaths([path]);
    for (const { reason } of unreadable) sayFailure(path, reason);
    for (const file of files) {
      if (isOfAnotherKind(file)) skipped += 1;
      else if (!(await printRecords(file, options))) return;
    }
  }
  if (skipped > 0) say(`ssm-audit: ${skipped} files skipped, as they are digests or the like and hold no API calls`);
}

/** Prints the records of one file, or says why not: false where nobody reads on. */
async function printRecords(file: string, options: RecordLinesOptions): Promise<boolean> {
  try {
    for await (const lines of recordLines(gunzip(bytesOf(file), { mustBeGzip: file.endsWith('.gz') }), options)) {
      if (!(await writeBytes(lines))) return false;
    }
  } catch (error) {
    sayFailure(file, error instanceof Error ? error.message : String(error));
  }
  return true;
}

function bytesOf(file: string): AsyncIterable<Uint8Array> {
  return file === STDIN ? process.stdin : createReadStream(file, { highWaterMark: READ_BYTES });
}

/** Digests, insights and other files that CloudTrail keeps beside its log files, by their name or folder. */
function isOfAnotherKind(file: string): boolean {
  const { kind } = readLogFileName(file);
  return kind !== 'log' && kind !== 'other';
}

function sayFailure(path: string, reason: string): void {
  say(`ssm-audit: ${safeText(path)}: ${safeText(reason)}`);
  process.exitCode = EXIT.incomplete;
}
