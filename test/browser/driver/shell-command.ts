import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { jsonLines } from '../../cli/run-cli';
import { SHELL_PATH } from './driven-explorer';

const run = promisify(execFile);

/** Shells know no longer line, and no event has a larger record. */
const MOST_BYTES = 1 << 28;

/** What a command line may need beside its words, such as where to ask AWS. */
export type CommandEnvironment = Readonly<Record<string, string>>;

/** What a command line prints that somebody pastes into a shell, with further words behind it. Rejects if it fails. */
export function printedBy(command: string, ...words: readonly string[]): Promise<string> {
  return printedIn({}, command, ...words);
}

/** The same in an environment. */
export async function printedIn(
  env: CommandEnvironment,
  command: string,
  ...words: readonly string[]
): Promise<string> {
  const line = [command, ...words].join(' ');
  const { stdout } = await run('bash', ['--norc', '-c', line], {
    env: { ...env, PATH: SHELL_PATH, LC_ALL: 'C.UTF-8' },
    maxBuffer: MOST_BYTES,
  });
  return stdout;
}

/** References to the events that a command line lists. */
export async function refsListedBy(command: string, env: CommandEnvironment = {}): Promise<readonly string[]> {
  const events = jsonLines(await printedIn(env, command, '--output', 'ndjson'));
  return events.map(({ ref }) => String(ref));
}
