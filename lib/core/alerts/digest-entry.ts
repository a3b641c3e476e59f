import { isJsonObject, type JsonObject, type JsonValue, member, textAt } from '../record/json';
import { RELATIONS, RESOURCE_KINDS, type Resource } from '../resources/resource';
import { LEVELS, type Level } from '../rules/rule';
import { scalarAttributesOf } from './alert-attributes';
import { actorText } from './alert-facts';
import { alertResources } from './alert-resources';
import { alertText } from './alert-text';
import type { SuppressedMatch, SuppressionReason } from './message-plan';

/** What the state stores of a suppressed match until its digest is sent. Every text is bounded and safe to show. */
export interface DigestEntry {
  /** The deduplication id. */
  readonly id: string;
  readonly ref: string;
  readonly reason: SuppressionReason;
  readonly rule: string;
  readonly title: string;
  readonly level: Level;
  readonly topics: readonly string[];
  /** Equal for the same call again. */
  readonly call: string;
  /** `''` for a record that could not be indexed. */
  readonly eventTime: string;
  readonly actor: string;
  /** The attributes that a message about this event would have. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly resources: readonly Resource[];
  /** How many resources are not listed. */
  readonly resourcesOmitted: number;
}

/** The most resources of an entry. Usual calls touch fewer, and a thousand entries still fit into a digest. */
const MAX_RESOURCES = 8;
const RESOURCE_BYTES = 256;
const ACTOR_BYTES = 128;

/** The entry of a match. */
export function digestEntry({ keyed: { match, id, call }, reason }: SuppressedMatch): DigestEntry {
  const { rule, topics, observed } = match;
  const { ref, eventTime = '' } = observed.event;
  const resources = alertResources(observed.event);
  return {
    id,
    ref,
    reason,
    rule: alertText(rule.id),
    title: alertText(rule.title),
    level: rule.level,
    topics,
    call,
    eventTime,
    actor: alertText(actorText(observed.event), ACTOR_BYTES),
    attributes: scalarAttributesOf(rule, observed.event),
    resources: resources.slice(0, MAX_RESOURCES).map((each) => ({ ...each, id: alertText(each.id, RESOURCE_BYTES) })),
    resourcesOmitted: Math.max(0, resources.length - MAX_RESOURCES),
  };
}

/** A stored entry is not what this program writes. */
export class CorruptDigestEntryError extends Error {
  constructor(readonly json: string) {
    super(
      `a suppressed match in the state table of alerting cannot be read (${json.length} characters): expected the JSON of an entry; find out who else writes to that table`,
    );
    this.name = 'CorruptDigestEntryError';
  }
}

/** The entry in a JSON text, or `CorruptDigestEntryError`. */
export function readDigestEntry(json: string): DigestEntry {
  const entry = parsed(json);
  const level = LEVELS.find((each) => each === entry?.['level']);
  const id = textAt(entry, 'id');
  const ref = textAt(entry, 'ref');
  if (entry === undefined || level === undefined || id === undefined || ref === undefined)
    throw new CorruptDigestEntryError(json);
  return {
    id,
    ref,
    reason: entry['reason'] === 'flood' ? 'flood' : 'repeat',
    rule: textAt(entry, 'rule') ?? '',
    title: textAt(entry, 'title') ?? '',
    level,
    topics: listAt(entry, 'topics').filter((each) => typeof each === 'string'),
    call: textAt(entry, 'call') ?? id,
    eventTime: textAt(entry, 'eventTime') ?? '',
    actor: textAt(entry, 'actor') ?? '',
    attributes: textsIn(member(entry, 'attributes')),
    resources: listAt(entry, 'resources').flatMap((each) => resourceIn(each) ?? []),
    resourcesOmitted: Number(member(entry, 'resourcesOmitted') ?? 0),
  };
}

function parsed(json: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function listAt(entry: JsonObject, name: string): readonly JsonValue[] {
  const value = member(entry, name);
  return Array.isArray(value) ? value : [];
}

function textsIn(value: JsonValue | undefined): Readonly<Record<string, string>> {
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])));
}

function resourceIn(value: JsonValue): Resource | undefined {
  const id = textAt(value, 'id');
  const kind = RESOURCE_KINDS.find((each) => each === member(value, 'kind'));
  const relation = RELATIONS.find((each) => each === member(value, 'relation'));
  return id && kind && relation ? { id, kind, relation } : undefined;
}
