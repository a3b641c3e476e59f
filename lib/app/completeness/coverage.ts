import type { EventQuery } from '../../core/query/event-query';
import { leftOutNotes } from '../../core/query/left-out-notes';
import type { PlannedQuery } from '../../core/query/planned-query';
import { resourceSearches } from '../../core/query/resource-search';
import { isNodeId } from '../../core/resources/managed-node';
import { QUARANTINE_PARTITION } from '../../core/rows/event-keys';
import type { KeptRecords } from '../../core/rows/kept-records';
import type { EventReader, Page } from '../ports/event-reader';
import type { ReceiptReader, Trouble } from '../ports/receipt-reader';
import { type AnswerNote, incomplete, note } from './answer-note';
import { deliveryGaps } from './delivery-gaps';
import { truncatedLists } from './truncated-lists';

/** The sources that tell whether an answer is complete. */
export interface CoverageDependencies {
  readonly reader: EventReader;
  readonly receipts: ReceiptReader;
  /** Which records the deployment keeps. Absent if it keeps all. */
  readonly kept?: KeptRecords;
}

/** Keys that never find the agent's own traffic, which is indexed only by instance, name and principal. */
const WITHOUT_AGENT: readonly string[] = ['eventID', 'accessKeyId', 'role', 'sourceIPAddress'];

/** The most quarantined records to count before the answer is "or more". */
const COUNTED = 100;

/** The most pages of the list of trouble to read for an answer. `status` reads the rest. */
const TROUBLE_PAGES = 4;

/** How much later than its event CloudTrail delivers a record: mostly minutes, seldom weeks. */
const LATEST_DELIVERY_DAYS = 31;

/** Records of unknown time are stored under the first second of 1970. */
const AFTER_UNKNOWN_TIME = '1970-01-01T00:00:01Z';

/**
 * What an answer may lack, so that nobody reads "no rows" as "nothing happened": log files that are not indexed,
 * records in quarantine, and gaps of the index that could affect the question. Empty if nothing is known to be missing.
 */
export async function coverageNotes(
  deps: CoverageDependencies,
  question: PlannedQuery,
): Promise<readonly AnswerNote[]> {
  const { query } = question;
  const [files, records, truncated, gaps] = await Promise.all([
    deps.receipts.trouble({ since: query.since, until: deliveredBy(query.until), maxPages: TROUBLE_PAGES }),
    quarantined(deps.reader, query),
    truncatedLists(deps.reader, question),
    deliveryGaps(deps.receipts, query),
  ]);
  return [
    ...unfinishedFiles(files),
    ...sourcelessRecords(files),
    ...(records !== undefined ? [incomplete(`${records} in quarantine`, 'query', '--quarantined')] : []),
    ...truncated,
    ...gaps,
    ...(await olderReasons(deps.reader, query)).map(note),
    ...(deps.kept ? leftOutNotes(query, deps.kept).map(note) : []),
    ...indexGaps(question).map(note),
  ];
}

/** A changed file is not a gap, because its earlier and its present content are both indexed. */
function unfinishedFiles({ receipts, isMore }: Trouble): readonly AnswerNote[] {
  const count = receipts.filter(({ state }) => state !== 'done').length;
  if (count === 0) return isMore ? [incomplete('log files may have failed or be unfinished', 'status')] : [];
  const files = `${count}${isMore ? ' or more' : ''} log file${count === 1 && !isMore ? '' : 's'}`;
  return [incomplete(`${files} failed or unfinished`, 'status')];
}

/** Records that may be anybody's may be what the question is about. */
function sourcelessRecords({ receipts }: Trouble): readonly AnswerNote[] {
  const count = receipts.reduce((sum, { sourcelessRecords: records }) => sum + records, 0);
  return count === 0 ? [] : [incomplete(`records without an event source, which may be anybody's: ${count}`, 'status')];
}

/**
 * How many records in quarantine may belong to the answer. They are stored under their own time. If that is unknown,
 * they are stored under the later time of delivery, or under none at all. The count therefore ignores the upper end of
 * the window.
 */
async function quarantined(
  reader: EventReader,
  { quarantined: isAsked, since, until }: EventQuery,
): Promise<string | undefined> {
  if (isAsked) return undefined;
  const pages = [await firstPage(reader, since, deliveredBy(until))];
  if (since !== undefined && since > AFTER_UNKNOWN_TIME)
    pages.push(await firstPage(reader, undefined, AFTER_UNKNOWN_TIME));
  const count = pages.reduce((sum, { rows }) => sum + rows.length, 0);
  const isMore = pages.some(({ after }) => after !== undefined);
  return count === 0 && !isMore ? undefined : `${count}${isMore ? ' or more' : ''}`;
}

/** The time by which what happened before `until` was delivered. */
function deliveredBy(until: string | undefined): string | undefined {
  if (until === undefined) return undefined;
  const date = new Date(until);
  date.setUTCDate(date.getUTCDate() + LATEST_DELIVERY_DAYS);
  // A year of five digits would not sort among times.
  return date.getUTCFullYear() > 9_999 ? undefined : date.toISOString().replace('.000Z', 'Z');
}

function firstPage(reader: EventReader, since: string | undefined, until: string | undefined): Promise<Page> {
  const partition = { table: 'events' as const, value: QUARANTINE_PARTITION };
  return reader.page({
    partition,
    since,
    until,
    oldestFirst: false,
    limit: COUNTED,
    withRecord: false,
    after: undefined,
  });
}

function indexGaps(question: PlannedQuery): readonly string[] {
  const ids = question.query.resources
    .flatMap((resource) => resourceSearches(resource).slice(0, 1))
    .map(({ id }) => id);
  return [
    ...(lacksAgent(question, ids) ? ["the agent's own traffic is indexed only by instance, event and principal"] : []),
    ...(ids.length > 0 ? [namelessCalls(ids)] : []),
    ...unsearched(question.query),
  ];
}

/** Calls that a question leaves out unless it asks for them, and that may well contain a text. */
function unsearched({ contains, resources, related, guard }: EventQuery): readonly string[] {
  if (contains.length === 0 || resources.length > 0) return [];
  const left = [
    ...(related ? [] : ['KMS calls on parameters (--related)']),
    ...(guard ? [] : ['calls that tamper with the stack itself (--guard)']),
  ];
  return left.length === 0 ? [] : [`this does not search ${left.join(' and ')}`];
}

/** Rows of index version 1 have no reason. */
async function olderReasons(reader: EventReader, { reasons, contains }: EventQuery): Promise<readonly string[]> {
  if (reasons.length === 0 || contains.length > 0 || (await reader.olderPartitions()).length === 0) return [];
  return ['rows of an older version of the index have no reason: --contains finds it in their records'];
}

/** The agent's own traffic is successful, has an instance as its actor, and touches no path of parameters. */
function lacksAgent({ query, plan: { by } }: PlannedQuery, ids: readonly string[]): boolean {
  if (query.noAgent || query.denied || query.errors.length > 0 || isRefused(query)) return false;
  if (by === 'actor') return query.actors.some(isNodeId);
  if (by === 'resource') return ids.some((id) => !isNodeId(id) && !id.startsWith('/'));
  return WITHOUT_AGENT.includes(by);
}

function isRefused({ outcomes }: EventQuery): boolean {
  return outcomes.length > 0 && !outcomes.includes('success');
}

function namelessCalls(ids: readonly string[]): string {
  return ids.some(isNodeId)
    ? 'this does not find calls that named a tag instead of the instance, or denied calls that do not name it'
    : 'this does not find denied calls that do not name the resource';
}
