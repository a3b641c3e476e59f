import type { PlannedQuery } from '../../core/query/planned-query';
import { storedEvent } from '../../core/rows/stored-event';
import { MAX_TERMS, TRUNCATED_TERM } from '../../core/rows/term-row';
import type { EventReader } from '../ports/event-reader';
import { type AnswerNote, incomplete } from './answer-note';

/** Such events that are looked at before their number is "or more". */
const COUNTED = 100;

/**
 * What to say of the events that a question by resource may be about and that have more things to be found by than there
 * are terms. One page of their term is read, which the question has read as well.
 */
export async function truncatedLists(reader: EventReader, question: PlannedQuery): Promise<readonly AnswerNote[]> {
  const { query, mayPass } = question;
  if (query.resources.length === 0) return [];
  const { rows, after } = await reader.page({
    partition: { table: 'terms', value: TRUNCATED_TERM },
    since: query.since,
    until: query.until,
    oldestFirst: false,
    limit: COUNTED,
    withRecord: false,
    after: undefined,
  });
  const events = rows.map(storedEvent).filter(mayPass);
  const [first] = events;
  if (!first) return [];
  const count = `${events.length}${after === undefined ? '' : ' or more'}`;
  const those = count === '1' ? 'event has' : 'events have';
  return [
    incomplete(
      `the list of terms is truncated: ${count} ${those} more than ${MAX_TERMS.toLocaleString('en')} things to be found by`,
      'show',
      first.ref,
    ),
  ];
}
