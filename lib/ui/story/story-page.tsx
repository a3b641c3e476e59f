import type { NextCommand } from '../../core/explorer/messages';
import type { PageAddress } from '../../core/explorer/page-address';
import { useAnswer } from '../answer/use-answer';
import { Command } from '../parts/command';
import { EventLinks } from '../parts/event-links';
import { Heading } from '../parts/heading';
import { Level } from '../parts/level';
import { Notes } from '../parts/notes';
import { plural, shownTime } from '../parts/numbers';
import { Progress } from '../parts/progress';
import { BASE, hrefOf } from '../route/address';
import { shownRef } from '../route/shown-ref';
import { Lanes } from './lanes';
import type { StoryDocument } from './story-document';
import { StoryExports } from './story-exports';
import { StoryRows } from './story-rows';
import { TouchedLists } from './touched-lists';

/** What belongs together: a session, key, actor, resource or event with what happened around it. */
export function StoryPage({ page }: { page: PageAddress & { readonly page: 'story' } }) {
  const answer = useAnswer('story', page);
  const story = answer.document as StoryDocument | undefined;
  const subject =
    page.kind === 'event'
      ? shownRef(page.value)
      : `${page.kind === 'accessKey' ? 'access key' : page.kind} ${page.value}`;
  return (
    <div class="story">
      <Heading title={`Story of ${subject}`}>{story && <StoryExports story={story} />}</Heading>
      <Command text={answer.asked?.command} />
      <Progress answer={answer} shown={plural(story?.rows.length ?? 0, 'event')} />
      {story && <Told story={story} />}
      <NextQuestions commands={answer.next} />
      <EventLinks events={answer.rows} title="Several events have this ID" />
      <Notes answer={answer} />
    </div>
  );
}

function Told({ story }: { story: StoryDocument }) {
  const { end, rows, rules, notes } = story;
  const unsaid = notes.filter(({ kind }) => kind === 'unsaid');
  return (
    <>
      <Ending end={end} />
      <Lanes rows={rows} end={end} />
      <Fired rules={rules} />
      <TouchedLists touched={story.touched} />
      <StoryRows rows={rows} rules={rules} />
      {unsaid.length > 0 && (
        <section>
          <h2>What CloudTrail cannot say</h2>
          <ul>
            {unsaid.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Where to go on: each leads to the page that answers the command. */
function NextQuestions({ commands = [] }: { commands?: readonly NextCommand[] | undefined }) {
  if (commands.length === 0) return null;
  return (
    <section>
      <h2>Next questions</h2>
      <ul class="plain">
        {commands.map(({ text, address }) => (
          <li key={text}>
            {address === undefined ? (
              <code>{text}</code>
            ) : (
              <a class="line" href={`${BASE}${address}`}>
                <code>{text}</code>
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Ending({ end }: Pick<StoryDocument, 'end'>) {
  if (!end) return null;
  return (
    <p class={end.recorded ? 'ending' : 'ending open'}>
      <b>{end.recorded ? 'End' : 'Open end'}:</b> {end.text}
      {end.eventTime && ` at ${shownTime(end.eventTime)}`}{' '}
      {end.ref && <a href={hrefOf({ page: 'event', ref: end.ref, question: [] })}>{shownRef(end.ref)}</a>}
    </p>
  );
}

function Fired({ rules }: Pick<StoryDocument, 'rules'>) {
  if (rules.length === 0) return null;
  return (
    <section>
      <h2>Rules</h2>
      <ul class="plain">
        {rules.map(({ rule, title, level, evaluation, count }) => (
          <li key={`${rule} ${evaluation}`}>
            <Level level={level} /> <a href={hrefOf({ page: 'alerts', rule, question: [] })}>{title}</a>{' '}
            <span class="muted">
              {evaluation === 'fired' ? plural(count, 'event') : 'not decided by these events alone'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
