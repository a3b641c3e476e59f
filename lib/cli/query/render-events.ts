import type { FoundEvent } from '../../app/ask/find-events';
import { fieldsInCsv } from '../../contract/event-fields';
import { ocsfEventOf } from '../../core/ocsf/ocsf-event-of';
import type { JsonValue } from '../../core/record/json';
import { stringifyRecord } from '../../core/record/parse-record';
import { type EventsShownAs, eventPage, eventPages } from '../event-table/event-pages';
import type { GivenNames } from '../names/given-names';
import { nameColumns } from '../names/name-columns';
import type { Answer } from '../render/answer';

/** The fields of an event in CSV: fixed, so that a script can rely on the order. */
const CSV_FIELDS = ['ref', ...fieldsInCsv(), 'recordIndex', 'recordSha256'] as const;

/** Events as an answer, each with its record if the question asks for it. */
export function eventsAnswer(
  found: Answer<FoundEvent>['rows'],
  withRecord: boolean,
  shownAs: EventsShownAs = {},
): Answer<FoundEvent> {
  return {
    rows: found,
    fields: withRecord ? [...CSV_FIELDS, 'record'] : CSV_FIELDS,
    object: (event) => presented(event, withRecord),
    ...nameColumns<FoundEvent>(shownAs.names, ({ event }) => event),
    ocsf: ({ event, record, evidence }) => ocsfEventOf(event, record, { ...evidence }),
    ...(withRecord && { stringify: stringified }),
    table: (events, screen) => eventPage(events, screen, { ...shownAs, withRecord }),
    tablePieces: (events, screen) => eventPages(events, screen, { ...shownAs, withRecord }),
  };
}

/**
 * Events as CSV with a line for each resource that the index lists, and one line for an event without any. A pivot
 * table can then count and filter resources.
 */
export function resourcesAnswer(
  found: AsyncIterable<FoundEvent>,
  withRecord: boolean,
  names?: GivenNames,
): Answer<EventOnResource> {
  const { fields, stringify } = eventsAnswer([], withRecord);
  return {
    rows: byResource(found),
    fields: fields.flatMap((field) => (field === 'resources' ? RESOURCE_FIELDS : [field])),
    object: ({ resource, ...event }) => ({ ...presented(event, withRecord), ...resource }),
    ...(stringify && { stringify }),
    ...nameColumns<EventOnResource>(names, ({ event }) => event),
    table: () => '',
  };
}

const RESOURCE_FIELDS = ['resource', 'resourceKind', 'resourceRelation'] as const;

/** An event, and one of the things that it touched. */
interface EventOnResource extends FoundEvent {
  readonly resource?: Readonly<Record<(typeof RESOURCE_FIELDS)[number], string>>;
}

async function* byResource(found: AsyncIterable<FoundEvent>): AsyncGenerator<EventOnResource> {
  for await (const each of found) {
    const { resources = [] } = each.event;
    if (resources.length === 0) yield each;
    for (const { id, kind, relation } of resources) {
      yield { ...each, resource: { resource: id, resourceKind: kind, resourceRelation: relation } };
    }
  }
}

/** One event as an answer, with its record and everything else that is known about it. */
export function eventAnswer(
  found: FoundEvent,
  more: object,
  table: () => string,
  names?: GivenNames,
): Answer<FoundEvent> {
  const { tablePieces: _, ...answer } = eventsAnswer([found], true, { names });
  return { ...answer, document: { ...presented(found, true), ...more }, table };
}

/** A question that tests records has read them: they are shown only to who asks for them. */
function presented({ event, evidence, record, maskedPaths }: FoundEvent, withRecord: boolean): object {
  const shown = { ...event, ...evidence };
  if (!withRecord || record === undefined) return shown;
  return { ...shown, record, ...(maskedPaths && maskedPaths.length > 0 && { maskedPaths }) };
}

/** JSON that keeps the digits of the record's numbers. */
function stringified(value: object): string {
  return stringifyRecord(value as JsonValue);
}
