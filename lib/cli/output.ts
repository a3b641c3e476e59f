import { InvalidArgumentError, Option } from 'commander';

/** The forms that output can take. */
export const OUTPUT_FORMATS = ['table', 'json', 'ndjson', 'csv'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** `--output`: a table on a terminal, JSON lines in a pipe, unless said. */
export function outputOption(): Option {
  return new Option('--output <format>', 'table, json, ndjson or csv')
    .argParser(outputFormat)
    .default(defaultFormat(), 'table on a terminal, ndjson in a pipe');
}

/** Writes data to stdout, waiting where the reader is slow. Ends quietly, with false, where the reader has gone. */
export async function writeData(text: string): Promise<boolean> {
  if (process.stdout.destroyed || process.stdout.writableEnded) return false;
  return new Promise((resolve) => process.stdout.write(text, (error) => resolve(!error)));
}

/** Says something to the person: progress, hints, warnings. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function outputFormat(value: string): OutputFormat {
  const format = OUTPUT_FORMATS.find((name) => name === value);
  if (!format) throw new InvalidArgumentError(`expected one of ${OUTPUT_FORMATS.join(', ')}.`);
  return format;
}

function defaultFormat(): OutputFormat {
  return process.stdout.isTTY ? 'table' : 'ndjson';
}
