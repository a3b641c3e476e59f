import { useMemo, useRef, useState } from 'preact/hooks';
import { type PageAddress, readPage } from '../../core/explorer/page-address';
import type { Question } from '../../core/explorer/question';
import { type Answer, useAnswer } from '../answer/use-answer';
import { Command } from '../parts/command';
import { ExportLinks } from '../parts/export-links';
import { Heading } from '../parts/heading';
import { Notes } from '../parts/notes';
import { grouped, plural } from '../parts/numbers';
import { Progress } from '../parts/progress';
import { useWholeAddress } from '../route/route';
import { CoverageOf } from './coverage-of';
import { EventList } from './event-list';
import { Facets } from './facets';
import { Filters } from './filters';
import { Histogram } from './histogram';
import { Panel } from './panel';
import { useRuleMarks } from './rule-marks';

/** The events that answer a question, and everything by which it is narrowed. */
export function EventsPage({ page }: { page: PageAddress & { readonly page: 'events' } }) {
  const answer = useAnswer('events', page);
  const address = answer.asked?.address;
  const question = useMemo(() => wholeQuestion(address, page.question), [address, page.question]);
  const marks = useRuleMarks(answer, question);
  const [opened, setOpened] = useState<readonly string[]>([]);
  useWholeAddress(address);
  const shown = useLastAnswer(answer, question);
  return (
    <div class={opened.length > 0 ? 'events with-panel' : 'events'}>
      <Heading title="Events">
        {answer.problem?.problem !== 'question' && (
          <p class="exports">
            <ExportLinks question={question} evidence={answer.asked?.evidence} />
          </p>
        )}
      </Heading>
      <Command text={answer.asked?.command} />
      <Filters question={question} />
      <Notes answer={answer} />
      <Progress answer={answer} shown={shownText(answer)} />
      {shown.answer !== answer && <p class="muted">Below is still the answer to the question before.</p>}
      <CoverageOf {...shown} />
      {shown.answer.counts && <Histogram counts={shown.answer.counts} question={shown.question} marks={marks} />}
      <div class="columns">
        <Facets {...shown} />
        <EventList {...shown} marks={marks} opened={opened[0]} onOpen={(ref) => setOpened([ref])} />
        <Panel refs={opened} question={question} onChange={setOpened} />
      </div>
    </div>
  );
}

/** The answer; where nothing at all came of it, because the server is gone, still the one before: it stays true. */
function useLastAnswer(answer: Answer, question: Question): { readonly answer: Answer; readonly question: Question } {
  const last = useRef({ answer, question });
  const isNothing = answer.phase === 'failed' && !answer.asked && answer.problem?.problem !== 'question';
  if (!isNothing && answer.phase !== 'loading') last.current = { answer, question };
  return isNothing ? last.current : { answer, question };
}

/** The question with all that the server made of it. */
function wholeQuestion(address: string | undefined, question: Question): Question {
  if (address === undefined) return question;
  return readPage('', address.slice(address.indexOf('?')))?.question ?? question;
}

/** What the answer comes to, in a sentence. */
function shownText({ rows, counts }: Answer): string {
  if (!counts) return plural(rows.length, 'event');
  if (!counts.isWhole) return `${grouped(rows.length)} events shown, the first ${grouped(counts.read)} counted`;
  return counts.read === rows.length
    ? plural(rows.length, 'event')
    : `${grouped(rows.length)} of ${grouped(counts.read)} events shown`;
}
