import { spawnSync } from 'node:child_process';
import { PROJECT_ROOT } from '../../scripts/project-root';

/** How a command ended, and what it said. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a command runs, apart from this project's folder and environment. */
export interface Where {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** Everything that a command may print, such as the events of a deployment. */
const MOST_BYTES = 256 * 1024 * 1024;
/** A deployment takes seconds. Nothing here may hang a night. */
const TIMEOUT_MS = 10 * 60_000;

/** What runs a script as it stands: a bash that reads from a socket, as it does here, would read ~/.bashrc before. */
export function runScript(script: string, where: Where): Ran {
  return run('bash', ['--norc', '-o', 'pipefail', '-c', script], where);
}

/** The same for a script of which every command has to succeed. */
export function ranWell(script: string, where: Where): void {
  const { code, stderr } = runScript(`set -e\n${script}`, where);
  if (code !== 0) throw new Error(`${script.trim()}: exit code ${code}: ${stderr.trim()}`);
}

/** Runs a command to its end. */
export function run(command: string, args: readonly string[], { cwd = PROJECT_ROOT, env, input }: Where = {}): Ran {
  const { status, stdout, stderr, error } = spawnSync(command, [...args], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: MOST_BYTES,
    timeout: TIMEOUT_MS,
    ...(input !== undefined && { input }),
  });
  return { code: status, stdout: stdout ?? '', stderr: `${stderr ?? ''}${error ? error.message : ''}` };
}

/** What a command prints that has to succeed. */
export function succeeded(command: string, args: readonly string[], where: Where = {}): string {
  const { code, stdout, stderr } = run(command, args, where);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: exit code ${code}\n${stdout}\n${stderr}`);
  return stdout;
}
