import type { EventQuery } from '../core/query/event-query';
import { planQuery } from '../core/query/query-plan';
import { QUARANTINE_PARTITION } from '../core/rows/event-keys';
import type { EventReader } from './ports/event-reader';
import type { ReceiptReader } from './ports/receipt-reader';

/** What tells whether an answer is whole. */
export interface CoverageDependencies {
  readonly reader: EventReader;
  readonly receipts: ReceiptReader;
}

/** Keys by which the agent's own traffic cannot be found: it has its instance, name and principal alone. */
const WITHOUT_AGENT: readonly string[] = ['eventID', 'accessKeyId', 'role', 'sourceIPAddress'];

/** Quarantined records that are counted before the answer is "or more". */
const COUNTED = 100;

/**
 * What an answer may lack, so that "no rows" is not read as "nothing happened": log files not indexed, records in
 * quarantine, and gaps of the index that could touch the question. Empty where nothing is known to be missing.
 */
export async function coverageNotes(deps: CoverageDependencies, query: EventQuery): Promise<readonly string[]> {
  const [files, records] = await Promise.all([deps.receipts.trouble(query.since), quarantined(deps.reader, query)]);
  return [
    ...(files.length > 0 ? [`${counted(files.length, 'log file')} failed or unfinished (ssm-audit status)`] : []),
    ...(records > 0
      ? [`${records}${records === COUNTED ? ' or more' : ''} in quarantine (ssm-audit query --quarantined)`]
      : []),
    ...indexGaps(query),
  ];
}

async function quarantined(reader: EventReader, query: EventQuery): Promise<number> {
  if (query.quarantined) return 0;
  const partition = { table: 'events' as const, value: QUARANTINE_PARTITION };
  const { since, until } = query;
  const page = await reader.page({
    partition,
    since,
    until,
    oldestFirst: false,
    limit: COUNTED,
    withRecord: false,
    after: undefined,
  });
  return page.rows.length;
}

function indexGaps(query: EventQuery): readonly string[] {
  const { by } = planQuery(query);
  if (WITHOUT_AGENT.includes(by) && !query.noAgent) {
    return ["the agent's own traffic is indexed by instance, event and principal alone"];
  }
  const asksInstance = query.resources.some((resource) => /\bm?i-[0-9a-f]{8,}/i.test(resource));
  return asksInstance
    ? ['calls that named a tag instead of the instance, or were denied without naming it, are not found by it']
    : [];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
