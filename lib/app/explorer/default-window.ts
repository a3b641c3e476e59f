import { planned } from '../../core/query/planned-query';
import { type FindDependencies, findEvents } from '../ask/find-events';

const DAY_MS = 24 * 60 * 60 * 1_000;
const SECOND_MS = 1_000;

/** A window as an address has it. */
export interface ShownWindow {
  readonly since: string;
  /** Absent if the window ends now. */
  readonly until?: string;
}

/** The last days; in a store whose newest event is older than that, the days before that event, so that something is seen. */
export async function defaultWindow(deps: FindDependencies, days: number): Promise<ShownWindow> {
  const newest = await newestTime(deps);
  const isOld = newest !== undefined && Date.parse(newest) < deps.now().getTime() - days * DAY_MS;
  if (!isOld) return { since: `${days}d` };
  const end = Date.parse(newest) + SECOND_MS;
  return { since: timeOf(end - days * DAY_MS), until: timeOf(end) };
}

async function newestTime(deps: FindDependencies): Promise<string | undefined> {
  for await (const { event } of findEvents(deps, planned({ limit: 1, noAgent: true }))) return event.eventTime;
  return undefined;
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
