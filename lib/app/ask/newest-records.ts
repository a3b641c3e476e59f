import { RECORD_CONDITIONS } from '../../core/query/conditions';
import type { EventQuery } from '../../core/query/event-query';
import { planned } from '../../core/query/planned-query';
import type { JsonObject } from '../../core/record/json';
import { BudgetReader } from './budget-reader';
import { type FindDependencies, findEvents } from './find-events';

/** How many of the newest records to look at, and in how many pages at most. */
const RECORDS = 300;
const PAGES = 40;

/** The newest records that a question finds without its tests on the record, in any window: what may have been meant. */
export async function newestRecords(deps: FindDependencies, query: EventQuery): Promise<readonly JsonObject[]> {
  const reader = new BudgetReader(deps.reader, PAGES);
  const untested = Object.fromEntries(RECORD_CONDITIONS.map((name) => [name, []]));
  const window = { since: undefined, until: undefined };
  const asked = planned({ ...query, ...untested, ...window, limit: RECORDS, oldestFirst: false, record: true });
  const records: JsonObject[] = [];
  for await (const { record } of findEvents({ ...deps, reader }, asked)) if (record) records.push(record);
  return records;
}
