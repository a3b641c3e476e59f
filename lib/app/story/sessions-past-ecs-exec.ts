import { NEIGHBOUR_CALLS } from '../../core/neighbours/neighbour-calls';
import { planned } from '../../core/query/planned-query';
import { parseLogFile } from '../../core/rows/delivery-row';
import type { StoredEvent } from '../../core/rows/stored-event';
import { namesSession } from '../../core/story/story-window';
import type { StartedSession } from '../../core/story/unsaid';
import { type FindDependencies, findEvents } from '../ask/find-events';
import { NO_DEADLINE } from '../ports/deadline';
import type { ReceiptStore } from '../ports/receipt-store';

/** Sessions that are looked at: somebody who opens more into containers is told of by the first. */
const MOST_SESSIONS = 20;

/** What sessions are judged by. */
export interface PastEcsExecDependencies extends FindDependencies {
  /** Receipts say which log files were read with neighbours. Without them, no session is judged. */
  readonly storedReceipts?: Pick<ReceiptStore, 'find'>;
}

/**
 * The sessions into tasks of ECS that no `ExecuteCommand` names, by their IDs. Only those are judged whose log file was read with
 * the calls of ECS Exec: of others, nobody knows.
 */
export async function sessionsPastEcsExec(
  deps: PastEcsExecDependencies,
  sessions: readonly StartedSession[],
  events: readonly StoredEvent[],
): Promise<ReadonlySet<string>> {
  const past = new Set<string>();
  for (const session of sessions.filter(({ kind }) => kind === 'container').slice(0, MOST_SESSIONS)) {
    if (!(await isReadWithEcsExec(deps, session.event))) continue;
    if (!events.some((event) => opens(event, session)) && !(await isOpened(deps, session))) past.add(session.sessionId);
  }
  return past;
}

async function isReadWithEcsExec(
  { storedReceipts }: PastEcsExecDependencies,
  { logFile }: StoredEvent,
): Promise<boolean> {
  if (logFile === undefined) return false;
  const receipt = await storedReceipts?.find(parseLogFile(logFile), NO_DEADLINE);
  return receipt?.neighbours?.includes('ecs-exec') ?? false;
}

const { eventSource: ECS, eventNames: ECS_CALLS } = NEIGHBOUR_CALLS['ecs-exec'];

function opens({ eventSource, outcome, ...event }: StoredEvent, { sessionId }: StartedSession): boolean {
  return eventSource === ECS && outcome === 'success' && namesSession(event, sessionId);
}

async function isOpened(deps: FindDependencies, session: StartedSession): Promise<boolean> {
  const question = planned({ resources: [session.sessionId], eventNames: ECS_CALLS });
  for await (const { event } of findEvents(deps, question)) if (opens(event, session)) return true;
  return false;
}
