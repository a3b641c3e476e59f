import { type PlannedQuery, planned } from '../../core/query/planned-query';
import type { StoredEvent } from '../../core/rows/stored-event';
import {
  PREFERENCES_DOCUMENT,
  PREFERENCES_EVENTS,
  type PreferencesChange,
  type TranscriptPlace,
  transcriptPlace,
} from '../../core/story/session-preferences';
import type { StartedSession } from '../../core/story/unsaid';
import { BudgetReader } from '../ask/budget-reader';
import { type FindDependencies, findEvents } from '../ask/find-events';
import type { PartitionBudget } from './partition-budget';

/** Changes that are looked at: of a document that changes hourly, those of some days. */
const MOST_CHANGES = 50;

/** Pages that are read for them: changes of other documents lie between. */
const MOST_PAGES = 40;

/** Where the transcripts of sessions would lie, by the IDs of those whose preferences tell it. */
export async function sessionTranscripts(
  deps: FindDependencies,
  sessions: readonly StartedSession[],
  budget: PartitionBudget,
): Promise<ReadonlyMap<string, TranscriptPlace>> {
  const places = new Map<string, TranscriptPlace>();
  for (const together of byPlace(sessions.filter(({ kind }) => kind === 'shell'))) {
    const question = changesQuestion(together);
    if (!budget.admits(question)) continue;
    const changes = await changesIn(deps, question);
    for (const { event, sessionId } of together) {
      const before = changes.filter((change) => (change.event.eventTime ?? '') < (event.eventTime ?? ''));
      places.set(sessionId, transcriptPlace(before));
    }
  }
  return places;
}

/** Sessions of the same account and region, which have the same preferences. */
function byPlace(sessions: readonly StartedSession[]): readonly (readonly StartedSession[])[] {
  const places = new Map<string, StartedSession[]>();
  for (const session of sessions) {
    const place = `${session.event.recipientAccountId}\n${session.event.awsRegion}`;
    places.set(place, [...(places.get(place) ?? []), session]);
  }
  return [...places.values()];
}

/** The changes of documents before the last of some sessions of one place, the newest first. */
function changesQuestion(sessions: readonly StartedSession[]): PlannedQuery {
  const { recipientAccountId, awsRegion } = sessions[0]?.event ?? {};
  return planned({
    eventNames: PREFERENCES_EVENTS,
    accounts: recipientAccountId === undefined ? [] : [recipientAccountId],
    regions: awsRegion === undefined ? [] : [awsRegion],
    until: sessions.at(-1)?.event.eventTime,
    record: true,
  });
}

/** Those that changed the preferences. */
async function changesIn(deps: FindDependencies, question: PlannedQuery): Promise<readonly PreferencesChange[]> {
  const reader = new BudgetReader(deps.reader, MOST_PAGES);
  const changes: PreferencesChange[] = [];
  for await (const { event, record } of findEvents({ ...deps, reader }, question)) {
    if (isOfPreferences(event)) changes.push({ event, ...(record && { record }) });
    if (changes.length >= MOST_CHANGES) break;
  }
  return changes;
}

function isOfPreferences({ outcome, resources = [] }: StoredEvent): boolean {
  return outcome === 'success' && resources.some(({ id, kind }) => kind === 'document' && id === PREFERENCES_DOCUMENT);
}
