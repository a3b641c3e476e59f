import type { EventsOfId } from '../../app/ask/events-by-id';
import { readRef } from '../../core/rows/event-ref';
import { type EventDependencies, namedEvents, notFoundText } from '../show/named-event';

/**
 * Says what was asked, and the status if what it is about is not there. What makes no sense is thrown before. The answer then
 * goes on: it says why.
 */
export type Begin = (refusal?: 404) => Promise<void>;

/** The events that a reference, an ID or a handle means. */
export interface AskedEvents {
  readonly found: EventsOfId;
  /** Why there is none. Undefined also where its row is corrupt, because then it is there. */
  readonly absent: string | undefined;
}

/**
 * Looks for the events that a page is about, and begins its answer: with 404 if there is none, so that a program need not read
 * the answer to know that. Where they cannot be read, the answer begins all the same, and says why.
 */
export async function askedEvents(deps: EventDependencies, ref: string, begin: Begin): Promise<AskedEvents> {
  const asked = await lookedFor(deps, ref).catch(async (error: unknown) => {
    await begin();
    throw error;
  });
  await begin(asked.absent === undefined ? undefined : 404);
  return asked;
}

async function lookedFor(deps: EventDependencies, ref: string): Promise<AskedEvents> {
  const named = readRef(ref);
  const found = await namedEvents(deps, named);
  return { found, absent: found.events.length > 0 ? undefined : await notFoundText(deps, ref, named) };
}
