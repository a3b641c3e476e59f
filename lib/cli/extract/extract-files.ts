import { filePieces } from '../../adapters/folder/file-pieces';
import { gunzip } from '../../adapters/gzip/gunzip';
import { readLogFileName } from '../../core/delivery/log-file-name';
import { NotCloudTrailError } from '../../core/log-file/broken-log-file-error';
import { safeText } from '../../core/text/safe-text';
import { logFilePaths, skippedText } from '../paths/log-file-paths';
import { EXIT } from '../terminal/cli-error';
import { isTerminal, OutputNotWrittenError, sayDirectly, writeDirectly } from './direct-output';
import { LeftOut } from './left-out';
import { type RecordLinesOptions, recordLines } from './record-lines';
import { safeLines } from './safe-lines';

/** Stands for stdin among the paths. */
const STDIN = '-';

/**
 * Prints the records of log files, folders and stdin (`-`). Names unreadable files on stderr, sets the exit code, and
 * continues. Ends quietly if nobody reads the output any more.
 */
export async function extractFiles(paths: readonly string[], options: RecordLinesOptions): Promise<void> {
  if (!options.masked) await sayDirectly('ssm-audit: records are printed as they are, secrets included (--masked)');
  const write = isTerminal() ? (lines: Buffer) => writeDirectly(safeLines(lines)) : writeDirectly;
  let skipped = 0;
  const seen: Seen = { files: 0, records: 0, isPrinted: false };
  for (const path of paths) {
    for (const file of await filesOf(path)) {
      const end = isOfAnotherKind(file) ? 'skipped' : await printRecords(file, options, write, seen);
      if (end === 'unread') return;
      if (end === 'skipped') skipped += 1;
    }
  }
  await sayNothing(seen, options);
  if (skipped > 0) await sayDirectly(`ssm-audit: ${skippedText(skipped)}`);
}

async function filesOf(asked: string): Promise<readonly string[]> {
  if (asked === STDIN) return [STDIN];
  const { files, unreadable, passedOver } = await logFilePaths([asked]);
  for (const { path, reason } of unreadable) await sayFailure(path, reason);
  for (const { path, reason } of passedOver) await sayOf(path, reason);
  return files;
}

/** Digests, insights and other files that CloudTrail keeps beside its log files, by their folder or name. */
function isOfAnotherKind(file: string): boolean {
  const { kind } = readLogFileName(file);
  return kind !== 'log' && kind !== 'other';
}

/** What was read to its end without a remark, and whether anything was printed. */
interface Seen {
  files: number;
  records: number;
  isPrinted: boolean;
}

/** Nothing printed must not be taken for nothing read. */
async function sayNothing({ files, records, isPrinted }: Seen, { allSources }: RecordLinesOptions): Promise<void> {
  if (isPrinted || files === 0) return;
  const read = `${files} file${files === 1 ? '' : 's'} read, with ${records} record${records === 1 ? '' : 's'}`;
  const others = records === 0 || allSources ? '' : ', none of Systems Manager (--all-sources prints all)';
  await sayDirectly(`ssm-audit: nothing to print: ${read}${others}`);
}

/** What became of a file: `unread` says that nobody reads on. */
type End = 'done' | 'skipped' | 'unread';

/** Prints the records of one file, or says why not. */
async function printRecords(
  file: string,
  options: RecordLinesOptions,
  write: (lines: Buffer) => Promise<boolean>,
  seen: Seen,
): Promise<End> {
  const leftOut = new LeftOut();
  try {
    for await (const lines of recordLines(gunzip(bytesOf(file)), options, leftOut)) {
      seen.isPrinted = true;
      if (!(await write(lines))) return 'unread';
    }
    if (leftOut.remarks().length === 0) {
      seen.files += 1;
      seen.records += leftOut.records ?? 0;
    }
  } catch (error) {
    if (error instanceof OutputNotWrittenError) throw error;
    if (error instanceof NotCloudTrailError && error.isDigest) return 'skipped';
    await sayFailure(file, error instanceof Error ? error.message : String(error));
  }
  for (const remark of leftOut.remarks()) await sayOf(file, remark);
  if (leftOut.isIncomplete) process.exitCode = EXIT.incomplete;
  return 'done';
}

function bytesOf(file: string): AsyncIterable<Uint8Array> {
  return file === STDIN ? process.stdin : filePieces(file);
}

async function sayFailure(path: string, reason: string): Promise<void> {
  process.exitCode = EXIT.incomplete;
  await sayOf(path, reason);
}

async function sayOf(path: string, text: string): Promise<void> {
  await sayDirectly(`ssm-audit: ${path === STDIN ? 'stdin' : safeText(path)}: ${safeText(text)}`);
}
