import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const ROOT = join(__dirname, '..', '..');
const PROGRAM = join(ROOT, 'bin', 'ssm-audit');

/** Tells how far the program is, and ends it. */
const COUNTER = join(__dirname, 'counted-steps.cjs');

/** What ends a process before its work does. */
export interface ProcessEnd {
  /** The step before which it is killed, counted from 0. */
  readonly killedAt?: number;
  /** The parent kills it: a little later, and in the middle of whatever it then does. */
  readonly isKilledByParent?: boolean;
  /** The most bytes of a file, as on a disk that is full. */
  readonly mostBytes?: number;
}

/** How a process ended. */
export interface EndedProcess {
  /** Null where it was killed. */
  readonly code: number | null;
  readonly stderr: string;
  readonly stdout: string;
  /** How many steps it made: files that it opened and statements that it ran. 0 where it was killed. */
  readonly steps: number;
}

/** The unit of `ulimit -f` in a POSIX shell. */
const LIMIT_UNIT = 512;

/** Runs the built command line in a process of its own, until it ends or something ends it. */
export async function runUntilEnded(args: readonly string[], end: ProcessEnd = {}): Promise<EndedProcess> {
  const child = start(args, end);
  const [, out, err, steps] = child.stdio as readonly (Readable | null)[];
  const [stdout, stderr, told] = [collected(out), collected(err), collected(steps)];
  if (end.isKilledByParent) steps?.on('data', (text: string) => void (/^end$/m.test(text) && child.kill('SIGKILL')));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', (status) => resolve(status));
  });
  return { code, stdout: stdout(), stderr: stderr(), steps: Number(/^steps (\d+)$/m.exec(told())?.[1] ?? 0) };
}

function start(args: readonly string[], { killedAt, isKilledByParent, mostBytes }: ProcessEnd): ChildProcess {
  const words = [process.execPath, '--require', COUNTER, PROGRAM, ...args];
  const limited = ['-c', `ulimit -f ${Math.ceil((mostBytes ?? 0) / LIMIT_UNIT)}; exec "$@"`, 'sh', ...words];
  const [program = '', ...rest] = mostBytes === undefined ? words : ['/bin/sh', ...limited];
  const env = {
    ...process.env,
    ...(killedAt !== undefined && { SSM_AUDIT_TEST_END_AT: String(killedAt) }),
    ...(isKilledByParent && { SSM_AUDIT_TEST_ENDED_BY: 'parent' }),
  };
  return spawn(program, rest, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
}

function collected(stream: Readable | null | undefined): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
