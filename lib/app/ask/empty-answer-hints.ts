import type { PlannedQuery } from '../../core/query/planned-query';
import { combinationHints, windowHints } from './combination-hints';
import { fieldHint } from './field-hint';
import type { FindDependencies } from './find-events';
import { type StoreSample, sampleStore } from './store-sample';
import { valueHints } from './value-hints';

/**
 * What somebody should know whose question found nothing, a line each: what the store holds, and why none of it answers:
 * values that find nothing by themselves with the nearest that there are, a window in which nothing is stored, or the
 * conditions that exclude each other. `where` is what the question's tests on the record were written as. Never silent, and never more than a bounded part of the store is read for it.
 */
export async function emptyAnswerHints(
  deps: FindDependencies,
  { query }: PlannedQuery,
  where: readonly string[] = [],
): Promise<readonly string[]> {
  const sample = await sampleStore(deps);
  const head = `0 events; this store holds ${held(sample)}`;
  if (query.quarantined) return [head.replace('events', 'records in quarantine')];
  const hints = [
    ...windowHints(query, sample),
    ...(await valueHints(deps, query, sample)),
    ...where.flatMap(fieldHint),
  ];
  return [head, ...(hints.length > 0 ? hints : await combinationHints(deps, query, sample))];
}

function held({ count, isCounted, first, last }: StoreSample): string {
  const events = `${isCounted ? '' : 'at least '}${count.toLocaleString('en')} event${count === 1 ? '' : 's'}`;
  return first === undefined || last === undefined ? events : `${events}, from ${first} to ${last}`;
}
