import type { Command } from 'commander';
import type { AskedStory } from '../../app/story/asked-story';
import { readRef } from '../../core/rows/event-ref';
import type { AnchorKind } from '../../core/story/story';
import { UsageError } from '../terminal/cli-error';

/** The flags that say what a story is told of. */
export interface AnchorFlags {
  readonly session?: string;
  readonly accessKey?: string;
  readonly actor?: string;
  readonly resource?: string;
}

/** What is expected where a story is told of nothing, or of several things. */
const EXPECTED = 'expected one of REF, --session ID, --access-key ID, --actor NAME, --resource ID';

/** Adds the reference and the flags that say what a story is told of. */
export function withAnchorFlags(command: Command): Command {
  return command
    .argument('[ref]', 'the ref from a row of query or from an alert, an event ID, or the first 8 digits of one')
    .option('--session <id>', 'the session, from its start to its end')
    .option('--access-key <id>', 'what was done last with this key, or when --since and --until say')
    .option('--actor <name>', 'what somebody did last: user, source identity, instance or session name')
    .option('--resource <id>', 'the newest call on a resource, and what belongs to it');
}

/** What a story is told of. Throws `UsageError` where that is not one thing. */
export function anchorOf(ref: string | undefined, flags: AnchorFlags): Pick<AskedStory, 'kind' | 'value'> {
  const given: readonly (readonly [AnchorKind, string | undefined])[] = [
    ['event', ref],
    ['session', flags.session],
    ['accessKey', flags.accessKey],
    ['actor', flags.actor],
    ['resource', flags.resource],
  ];
  const anchors = given.flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, value }]));
  const [anchor, another] = anchors;
  if (anchor === undefined) throw new UsageError(`nothing says what the story is of: ${EXPECTED}`);
  if (another !== undefined)
    throw new UsageError(`a story is of one thing, and ${anchors.length} are given: ${EXPECTED}`);
  if (anchor.kind === 'event') readRef(anchor.value);
  return anchor;
}
