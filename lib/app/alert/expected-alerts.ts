import type { Correlating } from '../../core/alerts/correlations/correlating';
import type { AlertMatch } from '../../core/alerts/event-matcher';
import { type KeyedMatch, keyedMatch, matchesByGroup } from '../../core/alerts/keyed-match';
import { type MessagePlan, planMessages } from '../../core/alerts/message-plan';
import type { ObservedEvent } from '../../core/alerts/observed-event';
import { groupedBy } from '../flow/grouped-by';
import { byLastEvent, type Expected, type ExpectedAlert, expectedAlert } from './expected-alert';
import { ExpectedCorrelations } from './expected-correlations';

/** Collects matches, and plans their messages as alerting does: every match at its time, one message for each call. */
export class ExpectedAlerts {
  private readonly matches = new Map<string, KeyedMatch>();
  private readonly correlations: ExpectedCorrelations;

  /** `windowMs` is how long a message suppresses the same call again. */
  constructor(
    private readonly windowMs: number,
    correlating?: Correlating,
  ) {
    this.correlations = new ExpectedCorrelations(correlating);
  }

  /** Adds an event to the correlations that it counts for. */
  correlate(observed: ObservedEvent): void {
    this.correlations.add(observed);
  }

  /** What of the events no correlation could count. */
  get uncounted(): Pick<ExpectedCorrelations, 'absent' | 'omitted'> {
    return this.correlations;
  }

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
    const matches = [...this.matches.values(), ...this.correlations.matches()];
    const groups = [...matchesByGroup(matches).values()];
    const planned = groups.flatMap((group) => expectedOf(planMessages(group, [], settings), this.windowMs));
    return planned.sort(byLastEvent).map(expectedAlert);
  }
}

/** Drops the record, which is no longer needed, because there may be millions of matches. */
function withoutRecord({ rule, topics, observed }: AlertMatch): AlertMatch {
  return { rule, topics, observed: { event: observed.event, record: undefined } };
}

/** How often alerting sends digests, in milliseconds. */
const DIGEST_MS = 5 * 60 * 1000;

function expectedOf({ messages, suppressed }: MessagePlan, windowMs: number): readonly Expected[] {
  const alerts = messages.map((matches) => ({ matches: [...matches], isDigest: false }));
  const byCall = groupedBy(alerts, ({ matches }) => matches[0]?.call ?? '');
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

/** The alert that a repeat belongs to. The alerts of one call are in the order of their times. */
function alertAt(alerts: readonly Expected[], time: number, windowMs: number): Expected | undefined {
  return alerts.findLast(({ matches: [first] }) => first && first.time <= time && first.time > time - windowMs);
}
