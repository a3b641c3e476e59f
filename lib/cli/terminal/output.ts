import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from './cli-error';
import { asRunHere } from './own-command';
import { clearProgress } from './progress-line';

/** The forms that output can take. */
export const OUTPUT_FORMATS = ['table', 'json', 'ndjson', 'csv'] as const;
/** `ocsf`, one object a line, is a form of commands alone that give events. */
export type OutputFormat = (typeof OUTPUT_FORMATS)[number] | 'ocsf';

/** The flags that say in which form an answer is printed. */
export interface OutputFlags {
  readonly output: OutputFormat;
  /** Whether CSV begins with a byte order mark, by which Excel knows UTF-8. */
  readonly bom?: true;
}

/** Adds the flags of the output: a table on a terminal, JSON lines in a pipe, unless said; `also` are forms of this command alone. */
export function withOutputFlags(command: Command, also: readonly string[] = []): Command {
  const formats = [...OUTPUT_FORMATS, ...also];
  const output = new Option('--output <format>', `${formats.slice(0, -1).join(', ')} or ${formats.at(-1)}`)
    .argParser((value) => formatAmong(formats, value))
    .default(defaultFormat(), 'table on a terminal, ndjson in a pipe');
  return command
    .addOption(output)
    .option('--bom', 'begin CSV with a byte order mark, so that Excel recognizes UTF-8')
    .hook('preAction', (_, command) => refuseBom(command.opts()));
}

function refuseBom({ output, bom }: Partial<OutputFlags>): void {
  if (bom && output !== 'csv') throw new UsageError(`--bom is given with --output ${output}: expected --output csv`);
}

/**
 * Keeps the program running when its output has no reader any more. Otherwise, events of the streams would end it in
 * the middle of its work. Each write of data reports its error. Nobody misses lost messages and help.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/**
 * Writes data to stdout, and waits if the reader is slow. Gives false if the reader has gone. Rejects if it cannot
 * write for another reason, such as a full disk.
 */
export async function writeData(text: string): Promise<boolean> {
  const { stdout } = process;
  clearProgress();
  if (stdout.destroyed || stdout.writableEnded) return false;
  return new Promise((resolve, reject) => {
    stdout.write(text, (error) => (error && !isReaderGone(error) ? reject(error) : resolve(!error)));
  });
}

function isReaderGone(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';
}

/** Says something to the person: progress, hints, warnings. Commands in it are as the person can run them here. */
export function say(text: string): void {
  clearProgress();
  process.stderr.write(`${asRunHere(text)}\n`);
}

function formatAmong(formats: readonly string[], value: string): string {
  if (!formats.includes(value)) throw new InvalidArgumentError(`expected one of ${formats.join(', ')}.`);
  return value;
}

function defaultFormat(): OutputFormat {
  return process.stdout.isTTY ? 'table' : 'ndjson';
}
