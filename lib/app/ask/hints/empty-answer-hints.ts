import type { RecordConditionName } from '../../../core/query/conditions';
import type { PlannedQuery } from '../../../core/query/planned-query';
import type { FindDependencies } from '../find-events';
import { type StoreSample, sampleStore } from '../store-sample';
import { combinationHints, windowHints } from './combination-hints';
import { containsHints } from './contains-hints';
import type { EmptyAnswerHint } from './empty-answer-hint';
import { valueHints } from './value-hints';
import { fieldHint, whereHints } from './where-hints';

/** A question's tests on the record, as they were written. */
export type WrittenTests = { readonly [Name in RecordConditionName]?: readonly string[] };

/**
 * Explains to a person why their question found nothing, in a line each: what the store contains, and why none of it
 * answers. The reasons are values that find nothing on their own (with the nearest values that exist), a window in
 * which nothing is stored, or conditions that exclude each other. Always gives a line, and reads only a bounded part of
 * the store.
 */
export async function emptyAnswerHints(
  deps: FindDependencies,
  { query }: PlannedQuery,
  { where = [], contains = [] }: WrittenTests = {},
): Promise<readonly EmptyAnswerHint[]> {
  const sample = await sampleStore(deps);
  const head = emptyHead(sample);
  if (query.quarantined) return [[head.replace('events', 'records in quarantine')]];
  const hints = [
    ...windowHints(query, sample),
    ...(await valueHints(deps, query, sample)),
    ...where.flatMap(fieldHint),
  ];
  const reasons = hints.length > 0 ? hints : await combinationHints(deps, query, sample);
  const nearby = [...(await whereHints(deps, query, where)), ...(await containsHints(deps, query, contains))];
  return [[head], ...reasons, ...nearby];
}

/** The first line of an empty answer: what the store holds. */
export function emptyHead(sample: StoreSample): string {
  return `0 events; this store holds ${held(sample)}`;
}

function held({ count, isCounted, first, last }: StoreSample): string {
  const events = `${isCounted ? '' : 'at least '}${count.toLocaleString('en')} event${count === 1 ? '' : 's'}`;
  return first === undefined || last === undefined ? events : `${events}, from ${first} to ${last}`;
}
