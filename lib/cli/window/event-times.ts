import { eventsById } from '../../app/ask/events-by-id';
import type { FindDependencies } from '../../app/ask/find-events';
import { QueryTimeError, readQueryTime } from '../../core/query/query-time';
import { MalformedRefError, type NamedEvent, readRef } from '../../core/rows/event-ref';
import { storedEvent } from '../../core/rows/stored-event';
import { UsageError } from '../terminal/cli-error';
import type { WindowFlags } from './window-flags';

/**
 * Flags of a window whose ends may also be events, by their reference, ID or handle: with the times of these. Throws
 * `QueryTimeError` for what is neither a time nor names an event, and `UsageError` if the store has no such event, or
 * several of different times.
 */
export async function withTimesOfEvents(flags: WindowFlags, deps: FindDependencies, now: Date): Promise<WindowFlags> {
  const { since, until, ...others } = flags;
  const read = async (flag: string, text: string | undefined) => {
    const named = text === undefined ? undefined : namedEvent(text, now);
    return named === undefined || text === undefined ? text : timeOf(deps, flag, text, named);
  };
  const [from, to] = [await read('--since', since), await read('--until', until)];
  return { ...others, ...(from !== undefined && { since: from }), ...(to !== undefined && { until: to }) };
}

/** The event that a text names. Undefined if it is a time. */
function namedEvent(text: string, now: Date): NamedEvent | undefined {
  if (text === 'all') return undefined;
  try {
    readQueryTime(text, now);
    return undefined;
  } catch (error) {
    if (!(error instanceof QueryTimeError)) throw error;
    return readRefOr(text, error);
  }
}

function readRefOr(text: string, error: QueryTimeError): NamedEvent {
  try {
    return readRef(text);
  } catch (cause) {
    if (cause instanceof MalformedRefError) throw error;
    throw cause;
  }
}

async function timeOf(deps: FindDependencies, flag: string, text: string, named: NamedEvent): Promise<string> {
  const found = 'key' in named ? await deps.reader.rows([named.key]) : [];
  const events =
    'key' in named ? found.map(storedEvent) : (await eventsById(deps, named.id)).events.map(({ event }) => event);
  const times = [...new Set(events.flatMap(({ eventTime }) => eventTime ?? []))];
  const [time] = times;
  if (time === undefined || times.length > 1) {
    const problem =
      time === undefined ? 'neither a time nor an event of this store' : `${times.length} events of different times`;
    throw new UsageError(`${flag} '${text}' is ${problem}: expected a time, or the reference of one event`);
  }
  return time;
}
