import type { ListedEvent } from '../../core/explorer/messages';
import type { Question } from '../../core/explorer/question';
import type { Answer } from '../answer/use-answer';
import { grouped } from '../parts/numbers';
import { byDay } from './by-day';
import { EventRow } from './event-row';
import type { RuleMarks } from './rule-marks';

const COLUMNS = ['Time (UTC)', 'Outcome', 'Event', 'Who', 'What', 'Where', 'Address'];

interface ListProps {
  readonly answer: Answer;
  readonly question: Question;
  readonly marks: RuleMarks;
  readonly onOpen: (ref: string) => void;
}

/** The events, one line each, under the days on which they happened. */
export function EventList({ answer, question, marks, onOpen }: ListProps) {
  const { rows, phase, more } = answer;
  if (rows.length === 0)
    return <div class="list">{phase === 'ended' && <p class="empty">No event answers this question.</p>}</div>;
  return (
    <div class="list">
      <table class="rows">
        <caption>
          {grouped(rows.length)} events{more || phase !== 'ended' ? ' so far' : ''}.{' '}
          <span class="muted">* can have changed something; a letter: a rule catches it</span>
        </caption>
        <thead>
          <tr>
            {COLUMNS.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">
              <span class="hidden">More</span>
            </th>
          </tr>
        </thead>
        {byDay(rows).map(({ day, events }) => (
          <Day key={day} day={day} events={events} question={question} marks={marks} onOpen={onOpen} />
        ))}
      </table>
      {more && (
        <p class="more">
          {more.text}.{' '}
          <button type="button" onClick={() => answer.goOn('more', more.address)}>
            Show more
          </button>
        </p>
      )}
    </div>
  );
}

function Day({
  day,
  events,
  question,
  marks,
  onOpen,
}: Omit<ListProps, 'answer'> & { day: string; events: readonly ListedEvent[] }) {
  return (
    <tbody>
      <tr class="of-day">
        <th scope="rowgroup" colSpan={COLUMNS.length + 1}>
          {day}
        </th>
      </tr>
      {events.map((event) => (
        <EventRow key={event.ref} event={event} question={question} level={marks.get(event.ref)} onOpen={onOpen} />
      ))}
    </tbody>
  );
}
