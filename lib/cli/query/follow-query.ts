import { LocalStoreFailedError } from '../../adapters/sqlite/local-store-failed-error';
import type { FoundEvent } from '../../app/ask/find-events';
import { followEvents } from '../../app/ask/follow-events';
import { withEvidence } from '../../app/ask/with-evidence';
import type { EventReader } from '../../app/ports/event-reader';
import { type PlannedQuery, planned } from '../../core/query/planned-query';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import { safeText } from '../../core/text/safe-text';
import type { EventsShownAs } from '../event-table/event-pages';
import type { GivenNames } from '../names/given-names';
import { printed } from '../render/print-answer';
import { type Store, type StoreFlags, storePlace, storeWords, withStore } from '../store/store';
import { UsageError } from '../terminal/cli-error';
import { type OutputFlags, say, writeData } from '../terminal/output';
import { StopSignal } from '../terminal/stop-signal';
import { keptIn, sayAnswerNotes } from './answer-notes';
import { type QueryFlags, queryOf } from './query-flags';
import { eventsAnswer, resourcesAnswer } from './render-events';

type Flags = Omit<QueryFlags, 'limit'> &
  StoreFlags &
  OutputFlags & { readonly limit?: number; readonly byResource?: true; readonly strict?: true };

/** How a table shows the events of a question. */
type ShownAs = (
  deps: { readonly reader: EventReader; readonly corrupt: CorruptRows },
  question: PlannedQuery,
) => Promise<EventsShownAs>;

/** How often to look for new events, in milliseconds. Tests look more often. */
const POLL_MS = 15_000;
const POLL_VARIABLE = 'SSM_AUDIT_FOLLOW_MS';

/** `ssm-audit query --follow`: events as they are indexed, until somebody ends it or as many as asked for have come. */
export async function followQuery(flags: Flags, shownAs: ShownAs, names: GivenNames | undefined): Promise<void> {
  refuseFlags(flags);
  const query = queryOf({ ...flags, limit: 0 }, new Date());
  const stop = new StopSignal();
  try {
    await withStore(storePlace(flags, process.env), (store) => follow(store, flags, { query, stop, shownAs, names }));
  } finally {
    stop.ignore();
  }
}

interface Followed {
  readonly query: ReturnType<typeof queryOf>;
  readonly stop: StopSignal;
  readonly shownAs: ShownAs;
  readonly names: GivenNames | undefined;
}

async function follow(
  { ports, outputs }: Store,
  flags: Flags,
  { query, stop, shownAs, names }: Followed,
): Promise<void> {
  const corrupt = new CorruptRows();
  const { reader, receipts } = ports.reading(corrupt);
  const { findEvents } = await import('../../app/ask/find-events.js');
  const { isTemporary } = await import('../../adapters/retry/is-temporary.js');
  const question = planned({ ...query, oldestFirst: true });
  const find = (since: string | undefined) => {
    const found = findEvents(
      { reader, now: () => new Date(), corrupt, withEvidence: flags.output !== 'table' },
      planned({ ...question.query, since }),
    );
    return flags.output === 'table' ? found : withEvidence(reader, found);
  };
  const context = { ...flags, storeWords: storeWords(flags) };
  // Whether the store is whole is said once; that nothing was found yet says nothing.
  await sayAnswerNotes({ reader, receipts, corrupt, ...keptIn(outputs) }, question, 1, context);
  sayFollowing(flags);
  const events = followEvents({
    find,
    now: () => new Date(),
    shown: flags.since === undefined ? 'nothing' : { since: query.since },
    pollMs: pollMs(),
    signal: stop.abort,
    isTemporary: (error) => isTemporary(error) || isBusy(error),
    onTrouble: sayTrouble,
  });
  const shown = limited(events, flags.limit ?? 0);
  const answer = flags.byResource
    ? printed(resourcesAnswer(shown, query.record, names), flags.output)
    : printed(eventsAnswer(shown, query.record, await shownAs({ reader, corrupt }, question)), flags.output);
  for await (const text of answer) if (!(await writeData(text))) return;
}

/** Says that a look failed, and what the next one shows. */
function sayTrouble(error: unknown, again: string | undefined): void {
  const meanwhile =
    again === undefined
      ? 'the next one also shows what is indexed meanwhile'
      : `it was the first, so that the next one shows all events since ${again}, also those that were there before`;
  say(`ssm-audit: a look failed: ${safeText(messageOf(error))}; looking again in ${pollMs() / 1_000} s: ${meanwhile}`);
}

function sayFollowing({ since }: Flags): void {
  const from = since === undefined ? 'events that are indexed from now on' : `events since ${since}, then new ones`;
  say(
    `ssm-audit: ${safeText(from)}, every ${pollMs() / 1_000} s; one that is indexed up to an hour after its time comes with the next look, up to a day after it within ten minutes, a later one not at all (Ctrl-C ends this)`,
  );
}

function refuseFlags({ output, until, during }: Flags): void {
  if (output === 'json') {
    throw new UsageError('--follow is given with --output json, a document that ends: expected table, ndjson or csv');
  }
  if (until !== undefined || during !== undefined) {
    throw new UsageError(
      `--follow is given with --${until === undefined ? 'during' : 'until'}: expected --since at most, because what is followed has no end`,
    );
  }
}

async function* limited(events: AsyncIterable<FoundEvent>, limit: number): AsyncGenerator<FoundEvent> {
  let count = 0;
  for await (const event of events) {
    yield event;
    count += 1;
    if (count === limit) return;
  }
}

function pollMs(): number {
  return Number(process.env[POLL_VARIABLE]) || POLL_MS;
}

/** Somebody writes for longer than a reader waits. */
function isBusy(error: unknown): boolean {
  return error instanceof LocalStoreFailedError && error.failure === 'busy';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
