import type { AlertMatch } from '../../core/alerts/event-matcher';
import { suppressionKey } from '../../core/alerts/suppression-key';
import type { Outcome } from '../../core/record/outcome';
import type { Level } from '../../core/rules/rule';

/** An alert: the first event of its suppression window, and the events that the window suppresses. */
export interface AlertGroup {
  readonly rule: string;
  readonly title: string;
  readonly level: Level;
  /** Of the first event, as are the fields that follow; absent for a record that could not be indexed. */
  readonly eventName?: string;
  readonly eventTime?: string;
  readonly userIdentityArn?: string;
  readonly outcome?: Outcome;
  /** Events that it stands for. */
  readonly count: number;
  readonly refs: readonly string[];
  /** Names of the topics that it would go to; empty where nobody asks for it. */
  readonly topics: readonly string[];
}

/** A match without the event's record, because there may be millions. */
type LeanMatch = Pick<AlertMatch, 'rule' | 'topics' | 'observed'>;

/** Collects matches, and groups them as the messages to subscribers would. */
export class AlertGroups {
  private readonly matches = new Map<string, LeanMatch>();

  /**
   * Adds each rule once for each event: a second copy of a record is no new row and no new match. A different record
   * under the same ID counts; `distinction` sets it apart from the first.
   */
  add(matches: readonly AlertMatch[], distinction = ''): void {
    for (const { rule, topics, observed } of matches) {
      const key = JSON.stringify([rule.id, observed.event.ref, distinction]);
      if (this.matches.has(key)) continue;
      this.matches.set(key, { rule, topics, observed: { event: observed.event, record: undefined } });
    }
  }

  /** One alert for each window, and one for each event that is never suppressed, by the time of their first events. */
  alerts(): readonly AlertGroup[] {
    return groupedAlerts([...this.matches.values()]);
  }
}

function groupedAlerts(matches: readonly LeanMatch[]): readonly AlertGroup[] {
  const windows = new Map<string, LeanMatch[]>();
  for (const [index, each] of [...matches].sort(byTime).entries()) {
    const key = suppressionKey(each) ?? `${index}`;
    const window = windows.get(key);
    if (window === undefined) windows.set(key, [each]);
    else window.push(each);
  }
  return [...windows.values()].flatMap((window) => alertGroup(window) ?? []);
}

function byTime(one: LeanMatch, other: LeanMatch): number {
  const [a = '', b = ''] = [one.observed.event.eventTime, other.observed.event.eventTime];
  return a < b ? -1 : Number(a > b);
}

function alertGroup(window: readonly LeanMatch[]): AlertGroup | undefined {
  const [first] = window;
  if (first === undefined) return undefined;
  const { rule, topics, observed } = first;
  const { eventName, eventTime, userIdentityArn, outcome } = observed.event;
  return {
    rule: rule.id,
    title: rule.title,
    level: rule.level,
    ...(eventName !== undefined && { eventName }),
    ...(eventTime !== undefined && { eventTime }),
    ...(userIdentityArn !== undefined && { userIdentityArn }),
    ...(outcome !== undefined && { outcome }),
    count: window.length,
    refs: [...new Set(window.map((each) => each.observed.event.ref))],
    topics,
  };
}
