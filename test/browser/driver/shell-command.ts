import { execFile } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../../../scripts/project-root';

/** Where a shell finds `ssm-audit`, so that commands that are shown have its plain name, and what else they need. */
export const SHELL_PATH = [join(PROJECT_ROOT, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter);

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
  const printed = await printedIn(env, command, '--output', 'ndjson');
  return printed.split('\n').flatMap((line) => (line === '' ? [] : [String(JSON.parse(line).ref)]));
}
