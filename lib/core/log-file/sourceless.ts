import { isJsonObject, member } from '../record/json';

/** What CloudTrail calls records of calls; those of other categories (insights, aggregates) name no service that was called. */
const OF_CALLS: readonly unknown[] = [undefined, null, 'Management', 'Data'];

/** Whether a record of a call tells nothing of the service that was called: it can be anybody's, Systems Manager's too. */
export function isSourceless(record: unknown): boolean {
  const eventSource: unknown = member(record, 'eventSource');
  const isTold = typeof eventSource === 'string' && eventSource.trim() !== '';
  return isJsonObject(record) && !isTold && OF_CALLS.includes(member(record, 'eventCategory'));
}

/** What a person is told of such records of a file. */
export function sourcelessRemark(count: number, first: number): string {
  const those = count === 1 ? 'a record has' : `${count} records have`;
  const where = count === 1 ? `at place ${first}` : `the first at place ${first}`;
  return `${those} no event source (${where}), so nobody can tell whether Systems Manager was called: --all-sources of extract shows it`;
}
