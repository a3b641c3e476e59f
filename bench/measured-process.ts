import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What one run of a process took, its children included. */
export interface ProcessCost {
  /** User and system time. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** Peak of its resident memory; absent where GNU time is not installed. */
  readonly peakBytes?: number;
  /** Whether it ended well. */
  readonly isDone: boolean;
}

const GNU_TIME = '/usr/bin/time';
const KIB = 1024;

/** bash's own `time` is exact to the millisecond; GNU time's is not, but it tells the memory. */
const TIME_FORMAT = 'TIMEFORMAT="cpu %3U %3S wall %3R"';

/** Runs a command to its end on the first CPU, its output thrown away, and measures it. Needs Linux and bash. */
export function measuredProcess(command: readonly string[]): ProcessCost {
  const onOneCpu = isInstalled('taskset') ? ['taskset', '-c', '0', ...command] : command;
  const timed = existsSync(GNU_TIME) ? [GNU_TIME, '-f', 'peak %M', ...onOneCpu] : onOneCpu;
  const script = `${TIME_FORMAT}; time "$@" > /dev/null`;
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', ...timed], { encoding: 'utf8' });
  const [, user, system] = /^cpu (\S+) (\S+)/m.exec(stderr) ?? [];
  const peakKib = /^peak (\d+)$/m.exec(stderr)?.[1];
  return {
    cpuSeconds: Number(user) + Number(system),
    wallSeconds: Number(/ wall (\S+)$/m.exec(stderr)?.[1]),
    ...(peakKib !== undefined && { peakBytes: Number(peakKib) * KIB }),
    isDone: status === 0,
  };
}

/** Whether a program can be found. */
export function isInstalled(program: string): boolean {
  return spawnSync('bash', ['-c', 'command -v "$1"', 'bash', program]).status === 0;
}
