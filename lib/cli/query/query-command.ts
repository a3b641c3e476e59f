import { Command, InvalidArgumentError } from 'commander';
import type { FindDependencies, FoundEvent } from '../../app/ask/find-events';
import { note } from '../../app/completeness/answer-note';
import type { EventReader } from '../../app/ports/event-reader';
import { type PlannedQuery, planned } from '../../core/query/planned-query';
import { sessionsAskedFor } from '../../core/query/session-story';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import type { StoredEvent } from '../../core/rows/stored-event';
import { safeText } from '../../core/text/safe-text';
import { keepGarbageSmall } from '../../local/small-heap';
import type { EventsShownAs } from '../event-table/event-pages';
import { type TableFlags, withTableFlags } from '../event-table/table-flags';
import type { GivenNames } from '../names/given-names';
import { type NamesFlag, namesFor, withNamesFlag } from '../names/names-flag';
import { clockOf } from '../render/local-time';
import { printAnswer } from '../render/print-answer';
import { STRICT_FLAG, sayNotes } from '../render/say-notes';
import { configOption, rulesOption } from '../rules/rule-flags';
import { type StoreFlags, storePlace, storeWords, withStore, withStoreFlags } from '../store/store';
import { UsageError } from '../terminal/cli-error';
import { type OutputFlags, say, withOutputFlags } from '../terminal/output';
import { withWindowFlags } from '../window/window-flags';
import { keptIn, sayAnswerNotes } from './answer-notes';
import { type QueryFlags, queryOf } from './query-flags';
import { withEventFilters, withQueryFilters } from './query-options';
import { refsBy } from './refs-by';
import { eventsAnswer, resourcesAnswer } from './render-events';
import { explainLines, searchNotes } from './render-explain';
import { rowCatches } from './row-catches';
import type { CatchFlags } from './rule-judging';
import { ShownEvents } from './shown-events';
import { unreadNotes } from './unread-notes';

type Flags = Omit<QueryFlags, 'limit'> &
  StoreFlags &
  OutputFlags &
  TableFlags &
  CatchFlags &
  NamesFlag & {
    readonly limit?: number;
    readonly explain?: true;
    readonly byResource?: true;
    readonly follow?: true;
    readonly strict?: true;
  };

/** How many events a table shows by default. Other forms show all events. */
const TABLE_LIMIT = 100;

/** `ssm-audit query` */
export function queryCommand(): Command {
  const asked = withQueryFilters(withEventFilters(withStoreFlags(new Command('query'))));
  return withNamesFlag(withTableFlags(withOutputFlags(withWindowFlags(asked), ['ocsf'])))
    .description('list events, newest first; repeating a flag means "or", different flags mean "and"')
    .option(
      '--limit <n>',
      `the most events to show; 0 for all (default: ${TABLE_LIMIT} in a table, else all)`,
      wholeNumber,
    )
    .option('--oldest-first', 'list the oldest events first')
    .option('--follow', 'print new events as they are indexed, every 15 s; with --since, those since then first')
    .option('--record', 'include the whole CloudTrail record, with secrets masked')
    .option('--by-resource', 'with --output csv: write a line for each resource that a call touched')
    .addOption(rulesOption())
    .addOption(configOption())
    .option(...STRICT_FLAG)
    .option('--explain', 'print on stderr which keys answered, and the cost')
    .action(query);
}

async function query(given: Flags): Promise<void> {
  // The record says what OCSF asks for and the fields do not: parameters, the session, the message of an error.
  const flags: Flags = given.output === 'ocsf' ? { ...given, record: true } : given;
  refuseOutput(flags);
  const names = await namesFor(flags, process.env);
  if (flags.follow) {
    const { followQuery } = await import('./follow-query.js');
    return followQuery(flags, (deps, question) => shownAs(deps, question, flags, names), names);
  }
  const now = new Date();
  const limit = flags.limit ?? (flags.output === 'table' ? TABLE_LIMIT : 0);
  const asked = queryOf({ ...flags, limit }, now);
  const question = planned({ ...asked, limit: asked.limit + 1 });
  await withStore(storePlace(flags, process.env), async ({ ports, outputs }) => {
    // It may read every record of a stack, in pages of which little is left.
    if (question.testsRecord) keepGarbageSmall();
    const corrupt = new CorruptRows();
    const { reader, receipts, meter } = ports.reading(corrupt);
    const sessions = new Set<string>();
    const deps = { reader, now: () => now, corrupt, withEvidence: flags.output !== 'table' };
    const unread: string[] = [];
    const onUnread = ({ ref }: StoredEvent) => unread.push(ref);
    const shown = new ShownEvents(asked.limit);
    const events = watched(shown.of(await found({ ...deps, onUnread }, question)), (event) => {
      for (const id of sessionsAskedFor(question.query, event)) sessions.add(id);
    });
    const { record } = question.query;
    const { withEvidence } = await import('../../app/ask/with-evidence.js');
    const answered = flags.output === 'table' ? events : withEvidence(reader, events);
    if (flags.byResource) await printAnswer(resourcesAnswer(answered, record, names), flags);
    else await printAnswer(eventsAnswer(answered, record, await shownAs(deps, question, flags, names)), flags);
    const costs = meter.costs();
    if (flags.output === 'table') await saySessions(deps, sessions);
    const context = { ...flags, storeWords: storeWords(flags) };
    const cut = shown.cutText(asked.oldestFirst);
    sayNotes([...(cut ? [note(cut)] : []), ...unreadNotes(unread), ...searchNotes(question, costs)], context);
    await sayAnswerNotes({ reader, receipts, corrupt, ...keptIn(outputs) }, question, shown.count, context);
    if (flags.explain) for (const line of explainLines(question.plan, costs)) say(line);
  });
}

/** What a table is made from. */
interface ShownFrom {
  readonly reader: EventReader;
  readonly corrupt: CorruptRows;
}

/** Refuses flags that say nothing in the form of the answer. */
function refuseOutput({ output, byResource, quarantined, rules, config }: Flags): void {
  if (byResource && output !== 'csv') {
    throw new UsageError(`--by-resource is given with --output ${output}: expected --output csv`);
  }
  if (output === 'ocsf' && quarantined) {
    throw new UsageError(
      '--quarantined is given with --output ocsf: expected json, ndjson or csv, because OCSF has no place for a record without a name or a time',
    );
  }
  if ((rules ?? config) !== undefined && output !== 'table') {
    throw new UsageError(
      `${rules === undefined ? '--config' : '--rules'} is given with --output ${output}: expected --output table, whose rows rules mark; alerts replay judges events as data`,
    );
  }
}

/** How a table shows the events. CSV shows their names alone. */
async function shownAs(
  { reader, corrupt }: ShownFrom,
  { query }: PlannedQuery,
  flags: Flags,
  names: GivenNames | undefined,
): Promise<EventsShownAs> {
  if (flags.output !== 'table') return { names };
  const { wide, columns } = flags;
  return {
    catches: rowCatches({ reader, corrupt }, flags, { ...flags, storeWords: storeWords(flags) }),
    asked: query.resources,
    refsBy: await refsBy(reader),
    clock: clockOf(flags),
    names,
    ...(wide && { wide }),
    ...(columns && { columns }),
  };
}

async function found(deps: FindDependencies, question: PlannedQuery): Promise<AsyncIterable<FoundEvent>> {
  const { findEvents } = await import('../../app/ask/find-events.js');
  return findEvents(deps, question);
}

/** The same events. Calls a listener with each. */
async function* watched(
  events: AsyncIterable<FoundEvent>,
  onEvent: (event: StoredEvent) => void,
): AsyncGenerator<FoundEvent> {
  for await (const each of events) {
    onEvent(each.event);
    yield each;
  }
}

async function saySessions(deps: FindDependencies, sessions: ReadonlySet<string>): Promise<void> {
  if (sessions.size === 0) return;
  const { tellSessions } = await import('../../app/ask/tell-sessions.js');
  for (const story of await tellSessions(deps, sessions)) say(safeText(story));
}

function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('expected a whole number from 0.');
  return Number(value);
}
