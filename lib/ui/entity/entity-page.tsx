import { ENTITY_KINDS, type PageAddress, readPage } from '../../core/explorer/page-address';
import type { Question } from '../../core/explorer/question';
import { withWord } from '../../core/explorer/question-moves';
import { useAnswer } from '../answer/use-answer';
import { Command } from '../parts/command';
import { CopyButton } from '../parts/copy';
import { Heading } from '../parts/heading';
import { Notes } from '../parts/notes';
import { plural, shownTime } from '../parts/numbers';
import { Progress } from '../parts/progress';
import { hrefOf } from '../route/address';
import { useWholeAddress } from '../route/route';
import { DayStrip } from './day-strip';
import { type CountedValue, type EntityDocument, LISTS, seenSpan, storyKindOf } from './entity-document';
import { ValueTable } from './value-table';

/** Days that the strip shows. */
const DAYS = 90;

/** A caller or a thing: when it was seen, what it touched and who touched it. */
export function EntityPage({ page }: { page: PageAddress & { readonly page: 'entity' } }) {
  const { kind, value } = page;
  const answer = useAnswer('entity', page);
  const found = answer.document as EntityDocument | undefined;
  const address = answer.asked?.address;
  useWholeAddress(address);
  const asked = address === undefined ? page.question : questionAt(address, page.question);
  const question = withWord(asked, { flag: ENTITY_KINDS[kind], value });
  const story = storyKindOf(kind);
  return (
    <div class="entity">
      <Heading title={`${kind} ${value}`}>
        <p class="exports">
          <a href={hrefOf({ page: 'events', question })}>Events</a>
          {story && <a href={hrefOf({ page: 'story', kind: story, value, question: [] })}>Story</a>}
          <CopyButton text={value} what={kind} label="Copy name" />
        </p>
      </Heading>
      <Command text={answer.asked?.command} />
      <Progress answer={answer} shown={plural(found?.total ?? 0, 'event')} />
      <Notes answer={answer} />
      {found && found.total > 0 && <Profile found={found} question={question} now={answer.asked?.now} />}
    </div>
  );
}

function Profile({ found, question, now }: { found: EntityDocument; question: Question; now: string | undefined }) {
  const { first, last } = seenSpan(listOf(found, 'byEvent'));
  const end = found.until === null ? new Date(now ?? last ?? 0) : new Date(Date.parse(found.until) - 1);
  return (
    <>
      <p>
        {plural(found.total, 'event')}, first seen <b>{shownTime(first)}</b>, last seen <b>{shownTime(last)}</b>
      </p>
      <DayStrip times={found.perDay ?? found.perHour ?? []} end={end} days={DAYS} question={question} />
      <div class="lists">
        {LISTS.map(({ list, ...said }) => (
          <ValueTable key={list} values={listOf(found, list)} question={question} {...said} />
        ))}
      </div>
    </>
  );
}

function listOf(found: EntityDocument, list: string): readonly CountedValue[] {
  const values = found[list];
  return Array.isArray(values) ? (values as readonly CountedValue[]) : [];
}

function questionAt(address: string, otherwise: Question): Question {
  const at = address.indexOf('?');
  return at < 0 ? otherwise : (readPage('', address.slice(at))?.question ?? otherwise);
}
