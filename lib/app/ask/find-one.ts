import { EVERYTHING, type EventQuery } from '../../core/query/event-query';
import { planned } from '../../core/query/planned-query';
import { eventFilter } from '../../core/query/query-filter';
import type { StoredEvent } from '../../core/rows/stored-event';
import { BudgetReader } from './budget-reader';
import { type FindDependencies, findEvents } from './find-events';
import type { StoreSample } from './store-sample';

/** The most pages to read for one such question. */
const PAGES = 40;

/**
 * The newest event that answers a question, `none` if there is none, or `unknown` if finding out would take too many
 * reads. Does not read again what the sample of the store already shows.
 */
export async function findOne(
  deps: FindDependencies,
  sample: StoreSample,
  asked: Partial<EventQuery>,
): Promise<StoredEvent | 'none' | 'unknown'> {
  const question = planned({ ...asked, limit: 1, oldestFirst: false, record: false });
  const { query } = question;
  if (!question.testsRecord) {
    const known = newestIn(sample, query);
    if (known !== undefined || sample.isWhole) return known ?? 'none';
  }
  if (question.plan.by === 'catalogue' && !sample.isWhole) return 'unknown';
  const reader = new BudgetReader(deps.reader, PAGES);
  for await (const { event } of findEvents({ ...deps, reader }, question)) return event;
  return reader.isSpent ? 'unknown' : 'none';
}

function newestIn({ events }: StoreSample, query: EventQuery): StoredEvent | undefined {
  const passes = eventFilter({ ...EVERYTHING, ...query });
  const isIn = ({ eventTime = '' }: StoredEvent) =>
    (query.since === undefined || eventTime >= query.since) && (query.until === undefined || eventTime < query.until);
  return events
    .filter((event) => isIn(event) && passes(event))
    .reduce<StoredEvent | undefined>((best, event) => (isNewer(event, best) ? event : best), undefined);
}

function isNewer({ eventTime = '' }: StoredEvent, than: StoredEvent | undefined): boolean {
  return than === undefined || eventTime > (than.eventTime ?? '');
}
