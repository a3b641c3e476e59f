import type { StoredEvent } from '../../core/rows/stored-event';
import { isDecryption, isParameterRead } from '../../core/story/decryptions-under-reads';
import type { StoryRow } from '../../core/story/story';

/** The lanes of the drawing, from above, by what happened in them. */
export const DRAWN_LANES = {
  session: 'Session',
  commands: 'Commands',
  reads: 'Reads and decryptions',
  changes: 'Changes',
  others: 'Other calls',
  host: "The machine's own role meanwhile (coincides in time, proves nothing)",
} as const;
export type DrawnLane = keyof typeof DRAWN_LANES;

/** What calls of a lane touch. */
const SESSIONS: readonly string[] = ['session', 'connection'];
const COMMANDS: readonly string[] = ['command', 'automation', 'association'];

/** A refused call has made nothing that it could name. */
const SESSION_CALL = /(?:Session|Connection)s?$/;
const COMMAND_CALL = /(?:Command|AutomationExecution|Association)s?$/;

/** The lane in which a row of a story is drawn. */
export function drawnLane({ event, lane }: Pick<StoryRow, 'event' | 'lane'>): DrawnLane {
  if (lane === 'host') return 'host';
  if (touches(event, SESSIONS) || SESSION_CALL.test(event.eventName ?? '')) return 'session';
  if (touches(event, COMMANDS) || COMMAND_CALL.test(event.eventName ?? '')) return 'commands';
  if (isDecryption(event) || isParameterRead(event)) return 'reads';
  return event.readOnly === false ? 'changes' : 'others';
}

function touches({ resources = [] }: StoredEvent, kinds: readonly string[]): boolean {
  return resources.some(({ kind }) => kinds.includes(kind));
}
