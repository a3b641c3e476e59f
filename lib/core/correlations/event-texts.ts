import { compileFieldPath } from '../match/field-path';
import { scalarText } from '../match/scalar-text';
import type { JsonObject } from '../record/json';
import type { StoredEvent } from '../rows/stored-event';
import { type DerivedName, derivedName } from '../rules/derived-fields';
import { networkOf } from '../text/ip-address';

/** An event as correlations see it: the fields of its row, and its record with secrets masked. */
export interface CorrelatedEvent {
  readonly event: StoredEvent;
  readonly record: JsonObject;
}

/** The texts of an event at a path, each once, in the order of the record. None where the event does not have it. */
export type TextsAt = (event: CorrelatedEvent) => readonly string[];

/** A path into the record, or a derived field, ready to be read. */
export function compileTexts(path: string): TextsAt {
  const derived = derivedName(path);
  if (derived !== undefined) return ({ event }) => [...new Set(derivedTexts(derived, event))];
  const follow = compileFieldPath(path);
  return ({ record }) => {
    const texts = new Set<string>();
    follow(record, (value) => {
      const text = scalarText(value);
      if (text !== undefined) texts.add(text);
      return false;
    });
    return [...texts];
  };
}

function derivedTexts({ field, kind }: DerivedName, event: StoredEvent): readonly string[] {
  if (field === 'resource') return idsOf(event, kind);
  if (field === 'parameterPath') {
    return [...idsOf(event, 'parameter'), ...idsOf(event, 'parameterPath')].map(firstSegments);
  }
  const text = TEXTS[field](event);
  return text === undefined || text === '' ? [] : [text];
}

const TEXTS = {
  principal: ({ roleArn, userIdentityArn }: StoredEvent) => roleArn ?? userIdentityArn,
  actor: ({ actor }: StoredEvent) => actor,
  outcome: ({ outcome }: StoredEvent) => outcome,
  network: ({ sourceIPAddress = '' }: StoredEvent) => networkOf(sourceIPAddress),
} as const;

/** The ids as rows have them: one for the name of a parameter, its ARN, and what KMS calls it. */
function idsOf({ resources = [] }: StoredEvent, kind: string | undefined): readonly string[] {
  return resources.filter((resource) => kind === undefined || resource.kind === kind).map(({ id }) => id);
}

/** `/prod/db` for `/prod/db/password`. A parameter without a path is its own. */
function firstSegments(id: string): string {
  return id.startsWith('/') ? id.split('/', 3).join('/') : id;
}
