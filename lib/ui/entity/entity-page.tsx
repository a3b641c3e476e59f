import { ENTITY_KINDS, type EntityKind, type PageAddress, readPage } from '../../core/explorer/page-address';
import type { Question } from '../../core/explorer/question';
import { windowOf, withWord } from '../../core/explorer/question-moves';
import { useAnswer } from '../answer/use-answer';
import { AskedWhenOpen } from '../parts/asked-when-open';
import { Command } from '../parts/command';
import { CopyButton } from '../parts/copy';
import { Heading } from '../parts/heading';
import { Notes } from '../parts/notes';
import { plural, shownTime } from '../parts/numbers';
import { Progress } from '../parts/progress';
import { hrefOf } from '../route/address';
import { useWholeAddress } from '../route/route';
import { DayStrip } from './day-strip';
import { type EntityDocument, listIn, listsOf, otherSideOf, seenSpan, storyKindOf } from './entity-document';
import { OtherProfile } from './other-profile';
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
      {found && found.total > 0 && <Profile kind={kind} found={found} question={question} now={answer.asked?.now} />}
      {found && <OtherSide page={{ ...page, question: asked }} />}
    </div>
  );
}

interface ProfileProps {
  readonly kind: EntityKind;
  readonly found: EntityDocument;
  readonly question: Question;
  readonly now: string | undefined;
}

function Profile({ kind, found, question, now }: ProfileProps) {
  const { first, last } = seenSpan(listIn(found, 'byEvent'));
  const end = found.until === null ? new Date(now ?? last ?? 0) : new Date(Date.parse(found.until) - 1);
  return (
    <>
      <p>
        {plural(found.total, 'event')}, first seen <b>{shownTime(first)}</b>, last seen <b>{shownTime(last)}</b>
      </p>
      <DayStrip times={found.perDay ?? found.perHour ?? []} end={end} days={DAYS} question={question} />
      <div class="lists">
        {listsOf(kind).map(({ list, ...said }) => (
          <ValueTable key={list} values={listIn(found, list)} question={question} {...said} />
        ))}
      </div>
    </>
  );
}

/** Whoever acts may be acted on, too, and the other way round. It is another question, asked when somebody wants it. */
function OtherSide({ page }: { page: PageAddress & { readonly page: 'entity' } }) {
  const other = otherSideOf(page.kind);
  if (!other) return null;
  return (
    <AskedWhenOpen title={`${other.list.title}, as ${other.kind === 'actor' ? 'a caller' : 'a thing'}`}>
      {() => <OtherProfile page={{ ...page, kind: other.kind, question: windowOf(page.question) }} list={other.list} />}
    </AskedWhenOpen>
  );
}

function questionAt(address: string, otherwise: Question): Question {
  const at = address.indexOf('?');
  return at < 0 ? otherwise : (readPage('', address.slice(at))?.question ?? otherwise);
}
