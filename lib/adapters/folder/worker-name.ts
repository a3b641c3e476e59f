import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Who works in a folder of work. */
const WORKER = /(?:^|-)(?<pid>\d+)@(?<host>.+)~[0-9a-f-]{36}$/;

/** The name of a new folder of work: it says who works in it, so that a later run knows whether somebody still does. */
export function workerName(): string {
  return `${process.pid}@${hostname()}~${randomUUID()}`;
}

/** What is known of who works in a folder. */
export type WorkerState = 'working' | 'gone' | 'unknown';

/** Whether somebody works in a folder whose name ends so. Of another machine, and of other names, nobody here can tell. */
export function stateOfWorker(name: string): WorkerState {
  const { pid, host } = WORKER.exec(name)?.groups ?? {};
  if (pid === undefined || host !== hostname()) return 'unknown';
  try {
    process.kill(Number(pid), 0);
    return 'working';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'working' : 'gone';
  }
}
