import type { JsonObject } from '../record/json';
import type { Resource, ResourceKind } from '../resources/resource';
import { resourceNamed } from '../resources/resource-name';
import { valuesAt } from '../resources/value-path';
import type { StoredEvent } from '../rows/stored-event';
import { changeOfCall, movedLabels } from './changing-calls';

/** One thing that a call changed, without values. */
export interface Change {
  readonly eventTime: string;
  /** In a word or two: created, overwritten, deleted, labelled, shared. */
  readonly change: string;
  readonly kind: ResourceKind;
  readonly resource: string;
  /** Where the thing is, if that is not where the call was recorded. */
  readonly account?: string;
  readonly region?: string;
  /** The version that the change made or is about. Absent if there is none, or if the record does not tell. */
  readonly version?: string;
  /** What else tells the change apart: labels, accounts, keys of tags, the document of an association. */
  readonly details: readonly string[];
  readonly event: StoredEvent;
}

/** Calls that may leave things as they were although they succeed, and the test of a thing that stays so. */
const LEFT_OUT: ReadonlyMap<string, (record: JsonObject) => (id: string) => boolean> = new Map([
  ['DeleteParameters', notDeleted],
  ['LabelParameterVersion', (record) => () => hasMovedNone(record)],
  ['UnlabelParameterVersion', (record) => () => hasMovedNone(record)],
]);

/** The things that a call is meant to change or create, among those that are asked for, whether it did or not. */
export function meantToChange(event: StoredEvent, isAsked: (resource: Resource) => boolean): readonly Resource[] {
  return (event.resources ?? []).filter(
    (resource) => (resource.relation === 'changes' || resource.relation === 'creates') && isAsked(resource),
  );
}

/**
 * What a call changed of the things that are asked for. Empty for a call that did not succeed. Without the record, which
 * may be too large for a row, it tells neither versions nor details.
 */
export function changesOf(
  event: StoredEvent,
  record: JsonObject | undefined,
  isAsked: (resource: Resource) => boolean,
): readonly Change[] {
  const { eventName = '', eventTime = '', outcome } = event;
  if (outcome !== 'success') return [];
  const isLeft = LEFT_OUT.get(eventName)?.(record ?? {}) ?? (() => false);
  return meantToChange(event, isAsked)
    .filter(({ id }) => !isLeft(id))
    .map(({ id, kind, relation, account, region }) => {
      const { change, version, details } = changeOfCall(eventName, record ?? {}, kind, relation === 'creates');
      return {
        eventTime,
        change,
        kind,
        resource: id,
        ...(account !== undefined && { account }),
        ...(region !== undefined && { region }),
        ...(version !== undefined && { version }),
        details,
        event,
      };
    });
}

/** `invalidParameters` are names that do not exist (API reference, `DeleteParameters`). */
function notDeleted(record: JsonObject): (id: string) => boolean {
  const names = valuesAt(record, 'response.invalidParameters');
  const ids = new Set(names.flatMap((name) => resourceNamed(name, 'parameter')?.id ?? []).map(withoutSlash));
  return (id) => ids.has(withoutSlash(id));
}

/** Whether a call asked for labels, and all of them were refused. */
function hasMovedNone(record: JsonObject): boolean {
  return valuesAt(record, 'response.invalidLabels').length > 0 && movedLabels(record).length === 0;
}

function withoutSlash(id: string): string {
  return id.replace(/^\//, '');
}
