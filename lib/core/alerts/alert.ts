import { createHash } from 'node:crypto';
import { distinctResources } from '../resources/distinct-resources';
import type { Resource } from '../resources/resource';
import type { MatchReason } from '../rules/rule-set';
import { scalarAttributesOf } from './alert-attributes';
import { alertResources } from './alert-resources';
import type { AlertRule } from './alert-rule';
import type { AlertMatch } from './event-matcher';
import { latenessOf, type ObservedEvent } from './observed-event';

/** A message to be sent: a rule, and the events that share it and every attribute with one value. */
export interface Alert {
  readonly rule: AlertRule;
  readonly topics: readonly string[];
  /** The earliest event, which the message describes. */
  readonly observed: ObservedEvent;
  readonly why?: () => MatchReason;
  /** What the rule has not seen before. */
  readonly values?: readonly string[];
  /** Its matches, each event once, in the order of time. */
  readonly matches: readonly AlertMatch[];
  /** The attributes that all of its events share. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The events, each once, in the order of time. */
  readonly occurrences: readonly Occurrence[];
  /** The resources of all of its events, each once. */
  readonly resources: readonly Resource[];
  /** How late the latest of its events was, in milliseconds. Absent if all were on time. */
  readonly lateMs?: number;
}

/** One event of an alert. */
export interface Occurrence {
  readonly ref: string;
  /** Absent for a record that could not be indexed. */
  readonly eventTime?: string;
  /** Equal whenever this rule alerts on this event, so that a subscriber can drop what it has seen. */
  readonly deduplicationId: string;
}

/** The alerts for the matches of a batch, in the order of their first matches. */
export function alertsOf(matches: readonly AlertMatch[]): readonly Alert[] {
  const groups = new Map<string, AlertMatch[]>();
  for (const each of matches) {
    const key = JSON.stringify([each.topics, scalarAttributesOf(each.rule, each.observed.event)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()].flatMap((group) => alertOf(group) ?? []);
}

/** 128 bits: enough that two are never equal by chance, short enough for a list of them. */
const DEDUPLICATION_DIGITS = 32;

/** The id for a rule and a reference to an event, in hexadecimal. */
export function deduplicationId(ruleId: string, ref: string): string {
  return createHash('sha256')
    .update(JSON.stringify([ruleId, ref]))
    .digest('hex')
    .slice(0, DEDUPLICATION_DIGITS);
}

function alertOf(group: readonly AlertMatch[]): Alert | undefined {
  const ordered = [...new Map(group.map((each) => [each.observed.event.ref, each])).values()].sort(byTime);
  const [first] = ordered;
  if (first === undefined) return undefined;
  const { rule, topics, observed, why, values } = first;
  const late = ordered.flatMap((each) => latenessOf(each.observed) ?? []);
  return {
    rule,
    topics,
    observed,
    ...(why && { why }),
    ...(values && { values }),
    matches: ordered,
    attributes: scalarAttributesOf(rule, observed.event),
    occurrences: ordered.map(occurrenceOf),
    resources: distinctResources(ordered.flatMap((each) => alertResources(each.observed.event))),
    ...(late.length > 0 && { lateMs: Math.max(...late) }),
  };
}

function byTime(one: AlertMatch, other: AlertMatch): number {
  const [a, b] = [one, other].map(({ observed }) => observed.event.eventTime ?? '');
  return (a ?? '') < (b ?? '') ? -1 : Number(a !== b);
}

function occurrenceOf({ rule, observed: { event } }: AlertMatch): Occurrence {
  return {
    ref: event.ref,
    ...(event.eventTime !== undefined && { eventTime: event.eventTime }),
    deduplicationId: deduplicationId(rule.id, event.ref),
  };
}
