import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { findEvents } from '../lib/app/ask/find-events';
import { planned } from '../lib/core/query/planned-query';
import { LocalStoreNotFilledError, readLocalStore } from '../lib/local/local-store';

/** How questions fared that somebody asked again and again while a process wrote. */
export interface Beside {
  readonly questions: number;
  /** Why some failed. */
  readonly failures: readonly string[];
  /** Events in the last answers, to show that they grew. */
  readonly events: number;
  /** The longest time that one question took, in milliseconds, and how long one was neither running nor waiting for a processor. */
  readonly slowestMs: number;
  readonly longestWaitMs: number;
  /** What all questions together took. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

/** Time of the writer's own between two questions, in milliseconds. */
const BETWEEN_MS = 20;

/** What the kernel knows of this thread: nanoseconds on a processor, and in line for one (Linux: `sched-stats`). */
const SCHEDULED = '/proc/thread-self/schedstat';

const NS_A_MS = 1e6;
const US_A_SECOND = 1e6;
const MS_A_SECOND = 1e3;

/** Runs a command that fills a store, and asks for its newest hundred events until the command ends. */
export async function besideWriter(command: readonly string[], store: string): Promise<Beside> {
  const [program = '', ...args] = command;
  const writer = spawn(program, args, { stdio: 'ignore' });
  const ended = once(writer, 'exit');
  const begun = { now: performance.now(), cpu: process.cpuUsage() };
  const run = { questions: 0, failures: [] as string[], events: 0, slowestMs: 0, longestWaitMs: 0 };
  while (writer.exitCode === null && writer.signalCode === null) {
    const before = { now: performance.now(), scheduledMs: scheduledMs() };
    try {
      run.events = await newestEvents(store);
      run.questions += 1;
    } catch (error) {
      if (!(error instanceof LocalStoreNotFilledError)) run.failures.push(String(error));
    }
    const tookMs = performance.now() - before.now;
    run.slowestMs = Math.max(run.slowestMs, tookMs);
    run.longestWaitMs = Math.max(run.longestWaitMs, tookMs - (scheduledMs() - before.scheduledMs));
    await sleep(BETWEEN_MS);
  }
  await ended;
  const { user, system } = process.cpuUsage(begun.cpu);
  return {
    ...run,
    cpuSeconds: (user + system) / US_A_SECOND,
    wallSeconds: (performance.now() - begun.now) / MS_A_SECOND,
  };
}

async function newestEvents(folder: string): Promise<number> {
  const { store, close } = readLocalStore(folder);
  try {
    let found = 0;
    const deps = { ...store.reading(), now: () => new Date() };
    for await (const _ of findEvents(deps, planned({ limit: 100 }))) found += 1;
    return found;
  } finally {
    close();
  }
}

/** How long this thread has run or waited for a processor. 0 where the kernel does not say: then all of the time is a wait. */
function scheduledMs(): number {
  if (!existsSync(SCHEDULED)) return 0;
  const [running = 0, inLine = 0] = readFileSync(SCHEDULED, 'utf8').split(' ').map(Number);
  return (running + inLine) / NS_A_MS;
}
