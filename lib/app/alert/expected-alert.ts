import { withoutCredentials } from '../../core/alerts/credential-text';
import type { KeyedMatch } from '../../core/alerts/keyed-match';
import type { Outcome } from '../../core/record/outcome';
import type { StoredEvent } from '../../core/rows/stored-event';
import type { Level } from '../../core/rules/rule';
import type { ExpectedCorrelation } from './expected-correlations';

/** An alert that would be sent, with the repeats that it suppresses, or a digest of a flood. */
export interface ExpectedAlert {
  readonly rule: string;
  readonly title: string;
  readonly level: Level;
  /**
   * The event name of all its events. Like principal and outcome, absent if events differ, or if a record could not be
   * indexed.
   */
  readonly eventName?: string;
  /** Of the first event. */
  readonly eventTime?: string;
  /** The time of the last event, if there are several. */
  readonly lastEventTime?: string;
  readonly userIdentityArn?: string;
  readonly outcome?: Outcome;
  /** How many events it stands for. */
  readonly count: number;
  readonly refs: readonly string[];
  /** The first event is of the agent's own traffic: only its whole reference leads to it. */
  readonly agent?: true;
  /** Names of the topics that it would go to. Empty if none selects it. */
  readonly topics: readonly string[];
  readonly digest?: true;
  /** Of a correlation: the texts of its group, by the names of their fields. */
  readonly group?: Readonly<Record<string, string>>;
  /** Of a correlation of first sight: what is new. */
  readonly values?: readonly string[];
  /** References beyond those that an alert lists. */
  readonly refsOmitted?: number;
}

/** Matches that one message, or one digest, would be about. */
export interface Expected {
  readonly matches: (KeyedMatch | ExpectedCorrelation)[];
  readonly isDigest: boolean;
}

/** By the times of their last events, rule and group: an order that does not depend on that of arrival. */
export function byLastEvent(one: Expected, other: Expected): number {
  const [a, b] = [one, other].map(({ matches }) => matches.at(-1));
  if (a === undefined || b === undefined) return 0;
  return (
    lastTime(a) - lastTime(b) ||
    compared(a.match.rule.id, b.match.rule.id) ||
    compared(a.group, b.group) ||
    compared(a.id, b.id)
  );
}

function compared(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function lastTime(keyed: KeyedMatch | ExpectedCorrelation): number {
  return 'due' in keyed ? (keyed.due.window.entries.at(-1)?.t ?? 0) * 1000 : keyed.time;
}

/** The most references of an alert of a correlation. */
const MOST_REFS = 100;

/** The alert of some matches of one group, in the order of their times. */
export function expectedAlert({ matches, isDigest }: Expected): ExpectedAlert {
  const [first] = matches;
  if (first === undefined) throw new TypeError('an alert has no events: expected at least one');
  const { rule, topics, values } = first.match;
  const events = matches.flatMap(eventsOf);
  const eventTime = events[0]?.eventTime;
  const lastEventTime = events.at(-1)?.eventTime;
  const fields = {
    eventName: shared(events.map((event) => event.eventName)),
    eventTime,
    lastEventTime: lastEventTime === eventTime ? undefined : lastEventTime,
    userIdentityArn: shared(events.map((event) => event.userIdentityArn)),
    outcome: shared(events.map((event) => event.outcome)),
  };
  return {
    rule: rule.id,
    title: rule.title,
    level: rule.level,
    ...withoutAbsent(fields),
    ...('due' in first ? ofCorrelation(first, events) : ofEvents(matches, events)),
    ...(events[0]?.agent && { agent: true }),
    topics,
    ...(isDigest && { digest: true }),
    ...(values && { values: values.map(withoutCredentials) }),
  };
}

function shared<Value>(values: readonly Value[]): Value | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

type Fields = Pick<ExpectedAlert, 'eventName' | 'eventTime' | 'lastEventTime' | 'userIdentityArn' | 'outcome'>;

function withoutAbsent(fields: { readonly [Name in keyof Fields]: Fields[Name] | undefined }): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function eventsOf(keyed: KeyedMatch | ExpectedCorrelation): readonly StoredEvent[] {
  return 'due' in keyed ? keyed.events : [keyed.match.observed.event];
}

function ofEvents(
  matches: readonly KeyedMatch[],
  events: readonly StoredEvent[],
): Pick<ExpectedAlert, 'count' | 'refs'> {
  return { count: matches.length, refs: [...new Set(events.map(({ ref }) => ref))] };
}

/** The count is that of the first window. The references are of all that the alert stands for. */
function ofCorrelation(
  { due: { correlation, group, window } }: ExpectedCorrelation,
  events: readonly StoredEvent[],
): Pick<ExpectedAlert, 'count' | 'refs' | 'refsOmitted' | 'group'> {
  const refs = [...new Set(events.map(({ ref }) => ref))];
  const texts = correlation.groupBy.map(({ name }, at) => [name, withoutCredentials(group.texts[at] ?? '')] as const);
  return {
    count: window.count,
    refs: refs.slice(0, MOST_REFS),
    ...(refs.length > MOST_REFS && { refsOmitted: refs.length - MOST_REFS }),
    group: Object.fromEntries(texts),
  };
}
