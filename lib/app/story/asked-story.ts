import type { EventQuery } from '../../core/query/event-query';
import { plainPartition } from '../../core/rows/event-keys';
import { readRef } from '../../core/rows/event-ref';
import type { AnchorKind } from '../../core/story/story';

/** What somebody asks the story of. */
export interface AskedStory {
  readonly kind: AnchorKind;
  /** A reference, event ID or handle of an event; else an ID or a name. */
  readonly value: string;
  /** Where the story begins and ends, instead of where the rules say. Inclusive and exclusive event times. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** The most rows. Infinite for all; then partitions are not bounded either. */
  readonly limit: number;
}

const CONDITION = { session: 'resources', accessKey: 'accessKeys', actor: 'actors', resource: 'resources' } as const;

/** The condition of a question about an anchor. */
export function valueAsked(kind: AnchorKind, value: string): Partial<EventQuery> {
  if (kind !== 'event') return { [CONDITION[kind]]: [value] };
  const named = readRef(value);
  return 'id' in named ? { eventIds: [named.id] } : { eventNames: [plainPartition(named.key.eventName)] };
}
