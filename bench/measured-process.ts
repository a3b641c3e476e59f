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

/** With this, Node.js reads hundreds of certificates at each start, which takes longer than all else that a start does. */
const CERTIFICATES = 'NODE_EXTRA_CA_CERTS';

/** Runs a command to its end on the first CPU, its output thrown away, and measures it. Needs Linux and bash. */
export function measuredProcess(command: readonly string[]): ProcessCost {
  const onOneCpu = isInstalled('taskset') ? ['taskset', '-c', '0', ...command] : command;
  const timed = existsSync(GNU_TIME) ? [GNU_TIME, '-f', 'peak %M', ...onOneCpu] : onOneCpu;
  const script = `${TIME_FORMAT}; time "$@" > /dev/null`;
  const { [CERTIFICATES]: _, ...env } = process.env;
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', ...timed], { encoding: 'utf8', env });
  const [, user, system] = /^cpu (\S+) (\S+)/m.exec(stderr) ?? [];
  const peakKib = /^peak (\d+)$/m.exec(stderr)?.[1];
  return {
    cpuSeconds: Number(user) + Number(system),
    wallSeconds: Number(/ wall (\S+)$/m.exec(stderr)?.[1]),
    ...(peakKib !== undefined && { peakBytes: Number(peakKib) * KIB }),
    isDone: status === 0,
  };
}

/** The run of each command that took the least, of several in turns: what else the machine does only adds to a run. */
export function leastOf(runs: number, commands: readonly (readonly string[])[]): readonly ProcessCost[] {
  const turns = Array.from({ length: runs }, () => commands.map(measuredProcess));
  return commands.map((_, place) =>
    turns.map((costs) => costs[place] as ProcessCost).reduce((least, cost) => lesser(least, cost)),
  );
}

function lesser(one: ProcessCost, other: ProcessCost): ProcessCost {
  if (one.isDone !== other.isDone) return one.isDone ? other : one;
  return other.cpuSeconds < one.cpuSeconds ? other : one;
}

/** Whether a program can be found. */
export function isInstalled(program: string): boolean {
  return spawnSync('bash', ['-c', 'command -v "$1"', 'bash', program]).status === 0;
}
