import { type ChangeScope, isAskedIn, mayChange } from '../../core/changes/change-scope';
import { type Change, changesOf, meantToChange } from '../../core/changes/changes-of';
import { type PlannedQuery, planned } from '../../core/query/planned-query';
import type { Resource } from '../../core/resources/resource';
import { plainPartition, QUARANTINE_PARTITION } from '../../core/rows/event-keys';
import type { StoredEvent } from '../../core/rows/stored-event';
import type { EventReader } from '../ports/event-reader';
import { type FindDependencies, findEvents } from './find-events';

/** From an event time, inclusive, to another, exclusive. An end that is undefined is open. */
export interface ChangeWindow {
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** A call that was meant to change something that is asked for, and changed nothing. */
export interface Attempt {
  readonly event: StoredEvent;
  readonly resources: readonly Resource[];
}

/** What changed, in the order of time, and what was only attempted. */
export interface FoundChanges {
  readonly changes: readonly Change[];
  readonly attempts: readonly Attempt[];
}

/** The question whose events may have changed what is asked for. */
export async function changesQuestion(
  reader: EventReader,
  scope: ChangeScope,
  window: ChangeWindow,
): Promise<PlannedQuery> {
  const { resources } = scope;
  const isOfThings = resources.length > 0;
  const question = planned({ ...window, resources, changed: isOfThings, oldestFirst: true, record: true });
  if (isOfThings) return question;
  const names = [...new Set((await reader.catalogue('')).map(plainPartition))];
  const read = names.filter((name) => name !== QUARANTINE_PARTITION && mayChange(name, scope));
  return { ...question, narrows: true, plan: { by: 'eventName', condition: 'eventNames', names: read } };
}

/** What changed in a window of what is asked for. Holds all of it in memory: changes are few. */
export async function findChanges(
  deps: FindDependencies,
  scope: ChangeScope,
  question: PlannedQuery,
): Promise<FoundChanges> {
  const changes: Change[] = [];
  const attempts: Attempt[] = [];
  if (isNothingToRead(question)) return { changes, attempts };
  for await (const { event, record } of findEvents(deps, question)) {
    if (!mayChange(event.eventName ?? '', scope)) continue;
    const isAsked = isAskedIn(scope, event);
    const found = changesOf(event, record, isAsked);
    changes.push(...found);
    const resources = found.length > 0 ? [] : meantToChange(event, isAsked);
    if (resources.length > 0) attempts.push({ event, resources });
  }
  return { changes, attempts };
}

/** No name at all would mean every name. */
function isNothingToRead({ plan }: PlannedQuery): boolean {
  return plan.by === 'eventName' && 'names' in plan && plan.names.length === 0;
}
