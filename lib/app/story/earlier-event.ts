import { planned } from '../../core/query/planned-query';
import type { StoredEvent } from '../../core/rows/stored-event';
import type { StoryWindow } from '../../core/story/story';
import { type FindDependencies, findEvents } from '../ask/find-events';
import { type AskedStory, valueAsked } from './asked-story';

/**
 * The newest event of a key, an actor or a resource before its story, which tells only what it did last. Undefined if there is
 * none, or if the story is asked of something that is told whole, or since a time.
 */
export async function earlierEvent(
  deps: FindDependencies,
  { kind, value, since }: AskedStory,
  { since: until }: Pick<StoryWindow, 'since'>,
): Promise<StoredEvent | undefined> {
  if (kind === 'event' || kind === 'session' || since !== undefined || until === undefined) return undefined;
  const asked = { ...valueAsked(kind, value), until, noAgent: true, guard: true, not: { related: true }, limit: 1 };
  for await (const { event } of findEvents(deps, planned(asked))) return event;
  return undefined;
}
