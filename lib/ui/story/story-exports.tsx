import type { Question } from '../../core/explorer/question';
import { inWindow } from '../../core/explorer/question-moves';
import { ExportLinks } from '../parts/export-links';
import { hrefOf } from '../route/address';
import type { StoryDocument } from './story-document';

/** What the callers of a story did in its time, as a list and as files. A story without a caller has none. */
export function StoryExports({ story }: { story: StoryDocument }) {
  const question = callersOf(story);
  if (!question) return null;
  return (
    <p class="exports">
      <a href={hrefOf({ page: 'events', question })}>Events</a> <ExportLinks question={question} />
    </p>
  );
}

function callersOf({ anchor: { principals }, window }: StoryDocument): Question | undefined {
  if (principals.length === 0 || !window) return undefined;
  const callers = principals.map((value) => ({ flag: 'principal', value }) as const);
  return inWindow(callers, window.since, window.until);
}
