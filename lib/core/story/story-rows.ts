import { byActor, touches } from '../query/condition-filters';
import type { StoredEvent } from '../rows/stored-event';
import { readsOfDecryptions } from './decryptions-under-reads';
import { byTimeAndId } from './event-order';
import { executionOf } from './made-things';
import type { Lane, StoryAnchor, StoryRow } from './story';

/** Rows of these kinds have others under them: what they made is named there. */
const PARENTS: ReadonlySet<string> = new Set(['command', 'automation', 'accessRequest']);

/** The events of a story as its rows, in the order of time and ID, each with why it belongs and what it lies under. */
export function storyRows(anchor: StoryAnchor, events: readonly StoredEvent[]): readonly StoryRow[] {
  const sorted = [...events].sort(byTimeAndId);
  const laneOf = lanes(anchor);
  const reads = readsOfDecryptions(sorted);
  const makers = makersOf(sorted);
  const rows = sorted.map((event) => {
    const under = reads.get(event.ref) ?? makerOf(event, makers);
    return { event, lane: laneOf(event), ...(under !== undefined && { under }) };
  });
  return withLanesOfReads(rows, reads);
}

/** Parameter Store decrypts with a key of its own in the caller's name: such a row is in the lane of its read. */
function withLanesOfReads(rows: readonly StoryRow[], reads: ReadonlyMap<string, string>): readonly StoryRow[] {
  const lanesByRef = new Map(rows.map(({ event, lane }) => [event.ref, lane]));
  return rows.map((row) => {
    const lane = lanesByRef.get(reads.get(row.event.ref) ?? '');
    return lane === undefined ? row : { ...row, lane };
  });
}

/** Why an event belongs to a story. */
export function lanes(anchor: StoryAnchor): (event: StoredEvent) => Lane {
  const principals = new Set(anchor.principals);
  const keys = new Set(anchor.accessKeys);
  const isOfHost = byActor(anchor.hosts);
  const isNaming = touches(anchor.things, { resources: anchor.things, changed: false });
  return (event) => {
    const { userIdentityArn = '', accessKeyId = '' } = event;
    if (principals.has(userIdentityArn)) return keys.size === 0 || keys.has(accessKeyId) ? 'principal' : 'otherKey';
    if (isNaming(event)) return 'names';
    return isOfHost(event) ? 'host' : 'names';
  };
}

/** The events that made a command, an execution or an access request, by its ID. */
function makersOf(sorted: readonly StoredEvent[]): ReadonlyMap<string, StoredEvent> {
  const makers = new Map<string, StoredEvent>();
  for (const event of sorted) {
    if (event.outcome !== 'success') continue;
    for (const { id, kind, relation } of event.resources ?? []) {
      if (relation === 'creates' && PARENTS.has(kind) && !makers.has(id)) makers.set(id, event);
    }
  }
  return makers;
}

/** The row whose command, execution or access request an event names, or in whose name it was called. */
function makerOf(event: StoredEvent, makers: ReadonlyMap<string, StoredEvent>): string | undefined {
  const named = (event.resources ?? []).filter(({ relation }) => relation !== 'creates').map(({ id }) => id);
  const execution = executionOf(event);
  for (const id of [...named, ...(execution === undefined ? [] : [execution])]) {
    const maker = makers.get(id);
    if (maker && maker.ref !== event.ref && (maker.eventTime ?? '') <= (event.eventTime ?? '')) return maker.ref;
  }
  return undefined;
}
