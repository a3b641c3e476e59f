import { planned } from '../../core/query/planned-query';
import type { StoredEvent } from '../../core/rows/stored-event';
import { who } from '../../core/rows/who';
import { timeOf } from '../../core/story/event-times';
import type { Story } from '../../core/story/story';
import { after } from '../../core/story/story-window';
import type { FindDependencies } from '../ask/find-events';
import { type AnswerNote, note } from '../completeness/answer-note';
import { corruptRowNotes } from '../completeness/corrupt-row-note';
import { type CoverageDependencies, coverageNotes } from '../completeness/coverage';
import { type AskedStory, valueAsked } from './asked-story';

/** What bounded a story. */
export interface StoryBounds {
  readonly isCut: boolean;
  readonly limit: number;
  readonly isStartCut: boolean;
  readonly hostsLeftOut: number;
  /** The newest event before a story that tells only what was done last. */
  readonly earlier?: StoredEvent | undefined;
  /** Calls after the end that changed what the story made. */
  readonly afterwards: readonly StoredEvent[];
  /** Questions that were not asked, because of the bound on partitions. */
  readonly refusedQuestions: number;
}

/** What a story lacks or may lack: what bounded it, what it leaves out by design, what is missing in its window. */
export async function storyNotes(
  deps: CoverageDependencies & Pick<FindDependencies, 'corrupt'>,
  asked: AskedStory,
  story: Story,
  bounds: StoryBounds,
): Promise<readonly AnswerNote[]> {
  const { anchor, window } = story;
  const times = { since: window.since, until: window.until, related: true, guard: true };
  const question =
    asked.kind === 'event'
      ? planned({ principals: anchor.principals, ...times })
      : planned({ ...valueAsked(asked.kind, asked.value), ...times });
  const coverage = await coverageNotes(deps, question);
  return [...boundNotes(story, bounds), ...coverage, ...(deps.corrupt ? corruptRowNotes(deps.corrupt) : [])];
}

function boundNotes(story: Story, bounds: StoryBounds): readonly AnswerNote[] {
  const { isCut, limit, isStartCut, hostsLeftOut, refusedQuestions, afterwards } = bounds;
  const last = story.rows.at(-1)?.event.eventTime;
  return [
    ...(isCut
      ? [
          note(
            `${limit} rows are shown, those nearest to the start, up to ${last}, and there are more: --limit 0 shows all`,
          ),
        ]
      : []),
    ...(isStartCut
      ? [
          note(
            `it may have begun before ${story.window.start}: --since says from when on, --limit 0 looks further back`,
          ),
        ]
      : []),
    ...(hostsLeftOut > 0
      ? [note(`what the own roles of ${hostsLeftOut} more machines did is not looked up: query --actor does`)]
      : []),
    ...(story.anchor.hosts.length > 0 ? [note('what the agents of the machines did by themselves is left out')] : []),
    ...earlierNotes(bounds.earlier),
    ...afterwardsNotes(afterwards),
    ...(refusedQuestions > 0
      ? [
          note(
            `who else names ${refusedQuestions} of the things, machines and executions is not looked up, because a story reads 40 partitions at most: --limit 0 reads all`,
          ),
        ]
      : []),
  ];
}

function earlierNotes({ eventTime }: Partial<StoredEvent> = {}): readonly AnswerNote[] {
  if (eventTime === undefined) return [];
  return [
    note(
      `it tells what was done last, and there is more before it, up to ${eventTime}: --until ${after(Date.parse(eventTime))} tells that, --since all everything`,
    ),
  ];
}

function afterwardsNotes(afterwards: readonly StoredEvent[]): readonly AnswerNote[] {
  const last = afterwards.at(-1);
  if (last === undefined) return [];
  const calls = afterwards.map((event) => `${event.eventName} at ${event.eventTime} by ${who(event)}`);
  return [
    note(
      `after its end, what it made was changed by ${calls.join(', ')}: --until ${after(timeOf(last))} includes that`,
    ),
  ];
}
