import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = join(__dirname, '..', '..');
const PROGRAM = join(ROOT, 'bin', 'ssm-audit');

/** What ends a process before its work does. */
export interface ProcessEnd {
  /** Milliseconds after which it is killed. */
  readonly killAfterMs?: number;
  /** The most bytes of a file, as on a disk that is full. */
  readonly mostBytes?: number;
}

/** How a process ended. */
export interface EndedProcess {
  /** Null where it was killed. */
  readonly code: number | null;
  readonly stderr: string;
  readonly stdout: string;
  readonly ms: number;
}

/** The unit of `ulimit -f` in a POSIX shell. */
const LIMIT_UNIT = 512;

/** Runs the built command line in a process of its own, until it ends or something ends it. */
export async function runUntilEnded(args: readonly string[], end: ProcessEnd = {}): Promise<EndedProcess> {
  const started = Date.now();
  const child = start(args, end.mostBytes);
  const [stdout, stderr] = [collected(child.stdout), collected(child.stderr)];
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve(code));
  });
  if (end.killAfterMs !== undefined) await killedAfter(child, closed, end.killAfterMs);
  const code = await closed;
  return { code, stdout: stdout(), stderr: stderr(), ms: Date.now() - started };
}

function start(args: readonly string[], mostBytes: number | undefined): ChildProcess {
  const words = [process.execPath, PROGRAM, ...args];
  const limited = ['-c', `ulimit -f ${Math.ceil((mostBytes ?? 0) / LIMIT_UNIT)}; exec "$@"`, 'sh', ...words];
  const [program = '', ...rest] = mostBytes === undefined ? words : ['/bin/sh', ...limited];
  return spawn(program, rest, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function killedAfter(child: ChildProcess, closed: Promise<unknown>, ms: number): Promise<void> {
  const ended = new AbortController();
  const over = closed.finally(() => ended.abort());
  await sleep(ms, undefined, { signal: ended.signal }).catch(() => over);
  child.kill('SIGKILL');
}

function collected(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
