import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CliRun } from './cli-run';
import { SharedProgram } from './shared-program';

const ROOT = join(__dirname, '..', '..');
const PROGRAM = join(ROOT, 'bin', 'ssm-audit');

/** No folder of anybody's configuration. */
const NO_CONFIGURATION = join(__dirname, 'no-configuration');

/** How the command line is run. */
export interface CliSettings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Bytes of stdout after which its reader goes away, as `head` does. */
  readonly readBytes?: number;
  /** Whether nobody reads stdout and stderr from the start. */
  readonly unread?: boolean;
  /** Interrupts the program, as Ctrl-C does, as soon as this holds. */
  readonly signalWhen?: () => Promise<boolean>;
}

const shared = new SharedProgram();
afterAll(() => shared.stop());

/** `extract` has a program of its own, and reads stdin. */
const OF_ITS_OWN = 'extract';

/**
 * Runs the built command line in a process that the test file shares, or in one of its own if the test is about the process,
 * or if the shared one is busy.
 */
export async function runCli(args: readonly string[], settings: CliSettings = {}): Promise<CliRun> {
  const { cwd = ROOT, env = {}, readBytes, unread, signalWhen } = settings;
  const isAboutProcess = (readBytes ?? unread ?? signalWhen) !== undefined || args[0] === OF_ITS_OWN;
  if (isAboutProcess || shared.isBusy) return runOwnProcess(args, settings);
  return shared.run({ words: args, cwd, env: { ...bareEnvironment(), ...env } });
}

/** Runs `bin/ssm-audit` as a person's script does: a child process, stdout and stderr being pipes. */
export function runOwnProcess(
  args: readonly string[],
  { cwd = ROOT, env = {}, readBytes, unread, signalWhen }: CliSettings = {},
): Promise<CliRun> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env: { ...bareEnvironment(), ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (readBytes !== undefined && stdout.length >= readBytes) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  if (unread) for (const stream of [child.stdout, child.stderr]) stream.destroy();
  if (signalWhen) void interrupt(child, signalWhen);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

async function interrupt(child: ChildProcess, isTime: () => Promise<boolean>): Promise<void> {
  while (child.exitCode === null && !(await isTime())) await sleep(POLL_MS);
  child.kill('SIGINT');
}

/** How often is looked whether it is time. */
const POLL_MS = 50;

/** The objects of an output in JSON lines. */
export function jsonLines(text: string): readonly Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/**
 * The environment without anything that says where to look, be it for a store, a configuration or programs (texts name
 * commands by these), and how wide a terminal is.
 */
function bareEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|SSM_AUDIT_|COLUMNS$)/.test(name));
  return { ...Object.fromEntries(kept), PATH: '', XDG_CONFIG_HOME: NO_CONFIGURATION };
}
