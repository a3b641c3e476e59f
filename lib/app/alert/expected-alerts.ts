import type { AlertMatch } from '../../core/alerts/event-matcher';
import { type KeyedMatch, keyedMatch, matchesByGroup } from '../../core/alerts/keyed-match';
import { type MessagePlan, planMessages } from '../../core/alerts/message-plan';
import type { Outcome } from '../../core/record/outcome';
import type { Level } from '../../core/rules/rule';

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
  /** Names of the topics that it would go to. Empty if none selects it. */
  readonly topics: readonly string[];
  readonly digest?: true;
}

/** Collects matches, and plans their messages as alerting does: every match at its time, one message for each call. */
export class ExpectedAlerts {
  private readonly matches = new Map<string, KeyedMatch>();

  /** `windowMs` is how long a message suppresses the same call again. */
  constructor(private readonly windowMs: number) {}

  /**
   * Adds each rule once for each event, because a second copy of a record makes no new row and no new match. A
   * different record under the same ID counts; `distinction` tells it apart from the first.
   */
  add(matches: readonly AlertMatch[], distinction = ''): void {
    for (const match of matches) {
      const keyed = keyedMatch(match);
      const id = `${keyed.id}${distinction}`;
      if (!this.matches.has(id)) this.matches.set(id, { ...keyed, id, match: withoutRecord(match) });
    }
  }

  /**
   * By the time of their last events, rule and group, so that the same matches give the same alerts in any order of
   * arrival.
   */
  alerts(): readonly ExpectedAlert[] {
    const settings = { windowMs: this.windowMs, joinsMatches: false };
    const groups = [...matchesByGroup([...this.matches.values()]).values()];
    const planned = groups.flatMap((matches) => expectedOf(planMessages(matches, [], settings), this.windowMs));
    return planned.sort(byLastEvent).map(expectedAlert);
  }
}

/** Drops the record, which is no longer needed, because there may be millions of matches. */
function withoutRecord({ rule, topics, observed }: AlertMatch): AlertMatch {
  return { rule, topics, observed: { event: observed.event, record: undefined } };
}

interface Expected {
  readonly matches: KeyedMatch[];
  readonly isDigest: boolean;
}

/** How often alerting sends digests, in milliseconds. */
const DIGEST_MS = 5 * 60 * 1000;

function expectedOf({ messages, suppressed }: MessagePlan, windowMs: number): readonly Expected[] {
  const alerts = messages.map((matches) => ({ matches: [...matches], isDigest: false }));
  const byCall = new Map<string, Expected[]>();
  for (const alert of alerts) pushTo(byCall, alert.matches[0]?.call ?? '', alert);
  const digests = new Map<string, Expected>();
  for (const { keyed, reason } of suppressed) {
    const slot = String(Math.floor(keyed.time / DIGEST_MS));
    const digest = digests.get(slot) ?? { matches: [], isDigest: true };
    const alert = reason === 'repeat' ? alertAt(byCall.get(keyed.call) ?? [], keyed.time, windowMs) : undefined;
    if (alert === undefined) digests.set(slot, digest);
    (alert ?? digest).matches.push(keyed);
  }
  return [...alerts, ...digests.values()];
}

function pushTo(map: Map<string, Expected[]>, key: string, alert: Expected): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [alert]);
  else list.push(alert);
}

/** The alert that a repeat belongs to. The alerts of one call are in the order of their times. */
function alertAt(alerts: readonly Expected[], time: number, windowMs: number): Expected | undefined {
  return alerts.findLast(({ matches: [first] }) => first && first.time <= time && first.time > time - windowMs);
}

function byLastEvent(one: Expected, other: Expected): number {
  const [a, b] = [one, other].map(({ matches }) => matches.at(-1));
  if (a === undefined || b === undefined) return 0;
  return (
    a.time - b.time || compared(a.match.rule.id, b.match.rule.id) || compared(a.group, b.group) || compared(a.id, b.id)
  );
}

function compared(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function expectedAlert({ matches, isDigest }: Expected): ExpectedAlert {
  const [first] = matches;
  if (first === undefined) throw new TypeError('an alert has no events: expected at least one');
  const { rule, topics } = first.match;
  const events = matches.map(({ match }) => match.observed.event);
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
    count: matches.length,
    refs: [...new Set(events.map(({ ref }) => ref))],
    topics,
    ...(isDigest && { digest: true }),
  };
}

function shared<Value>(values: readonly Value[]): Value | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

type Fields = Pick<ExpectedAlert, 'eventName' | 'eventTime' | 'lastEventTime' | 'userIdentityArn' | 'outcome'>;

function withoutAbsent(fields: { readonly [Name in keyof Fields]: Fields[Name] | undefined }): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
