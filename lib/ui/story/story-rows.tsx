import type { StoryRow } from '../../core/story/story';
import { Level } from '../parts/level';
import { shownTime } from '../parts/numbers';
import { OutcomeWord } from '../parts/outcome';
import { ValueLink } from '../parts/value-link';
import { hrefOf } from '../route/address';
import { callerOf, mainResources } from '../route/event-pivots';
import { strongestByRef } from '../route/strongest-level';
import { LANE_TITLES, type StoryDocument } from './story-document';

const COLUMNS = ['Time (UTC)', 'Outcome', 'Event', 'Who', 'What', 'Why it belongs here'];

/** The events of a story in the order of time; what lies under another stands in. */
export function StoryRows({ rows, rules }: Pick<StoryDocument, 'rows' | 'rules'>) {
  if (rows.length === 0) return null;
  const levels = strongestByRef(rules.filter(({ evaluation }) => evaluation === 'fired'));
  return (
    <table class="rows">
      <caption>Events of the story</caption>
      <thead>
        <tr>
          {COLUMNS.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.event.ref} row={row} level={levels.get(row.event.ref)} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row: { event, lane, under }, level }: { row: StoryRow; level: string | undefined }) {
  const caller = callerOf(event);
  const [first] = mainResources(event);
  return (
    <tr class={event.outcome}>
      <td class="time">
        <a data-row={event.ref} href={hrefOf({ page: 'event', ref: event.ref, question: [] })}>
          {shownTime(event.eventTime)}
        </a>{' '}
        {level && <Level level={level} />}
      </td>
      <td class="how">
        <OutcomeWord outcome={event.outcome} error={event.errorCode} />
      </td>
      <td class={under === undefined ? 'name' : 'name under'}>
        {event.readOnly === false && '*'}
        {event.eventName}
      </td>
      <td class="who">{caller && <ValueLink pivot={caller} question={[]} />}</td>
      <td class="what">
        {first && (
          <>
            <span class="kind">{first.kind}</span> <ValueLink pivot={first} question={[]} />
          </>
        )}
      </td>
      <td class="where">{LANE_TITLES[lane]}</td>
    </tr>
  );
}
