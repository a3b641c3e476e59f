import { fstatSync, statSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { asRunHere } from '../terminal/own-command';

const STDOUT = 1;
const STDERR = 2;

/** How long to wait for a reader that is slow, in milliseconds: a pipe is emptied much faster. */
const WAIT_MS = 2;

/**
 * Writes bytes to stdout, and waits if the reader is slow. Gives false if the reader has gone. Like `sayDirectly`, it
 * does not use the streams of `process`, which take as long to set up as extracting three megabytes.
 */
export async function writeDirectly(bytes: Uint8Array): Promise<boolean> {
  return writeAll(STDOUT, bytes);
}

/** Whether stdout is a terminal. Does not load what a terminal needs if it is not. */
export function isTerminal(): boolean {
  try {
    const stats = fstatSync(STDOUT);
    const mayBe = stats.isCharacterDevice() && stats.rdev !== statSync(devNull, { throwIfNoEntry: false })?.rdev;
    return mayBe && process.getBuiltinModule('node:tty').isatty(STDOUT);
  } catch {
    // Stdout is closed.
    return false;
  }
}

/** Says something to the person, on stderr. */
export async function sayDirectly(text: string): Promise<void> {
  await writeAll(STDERR, Buffer.from(`${asRunHere(text)}\n`));
}

async function writeAll(file: number, bytes: Uint8Array): Promise<boolean> {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(file, bytes, written);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') return false;
      if (code !== 'EAGAIN') throw new OutputNotWrittenError(error);
      await setTimeout(WAIT_MS);
    }
  }
  return true;
}

/** Output that cannot be written, though there may be somebody to read it: a full disk, a closed stdout. */
export class OutputNotWrittenError extends Error {
  constructor(failure: unknown) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    super(`cannot write the output: ${reason}; expected a file or pipe with room for it`, { cause: failure });
    this.name = 'OutputNotWrittenError';
  }
}
