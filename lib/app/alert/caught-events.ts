import { muteKey } from '../../core/alerts/mute-key';
import type { Raised } from '../../core/alerts/raise';
import type { Outcome } from '../../core/record/outcome';
import type { Level } from '../../core/rules/rule';

/** An alert that events raise: the first message of its mute window, and what would be muted. */
export interface RaisedAlert {
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

/** What is kept of what was raised: the event without its record, because there may be millions. */
type Caught = Pick<Raised, 'rule' | 'topics' | 'observed'>;

/** Collects what events raise, to be told as their subscribers would be told. */
export class CaughtEvents {
  private readonly caught = new Map<string, Caught>();

  /**
   * Adds each rule once for each event: a second copy of a record is no new row and raises nothing. A different record
   * under the same ID counts; `distinction` tells it from the first.
   */
  add(raised: readonly Raised[], distinction = ''): void {
    for (const { rule, topics, observed } of raised) {
      const key = JSON.stringify([rule.id, observed.event.ref, distinction]);
      if (this.caught.has(key)) continue;
      this.caught.set(key, { rule, topics, observed: { event: observed.event, record: undefined } });
    }
  }

  /** One alert for each mute window, and one for each event that is never muted, by the time of their first events. */
  alerts(): readonly RaisedAlert[] {
    return mutedAlerts([...this.caught.values()]);
  }
}

function mutedAlerts(caught: readonly Caught[]): readonly RaisedAlert[] {
  const windows = new Map<string, Caught[]>();
  for (const [index, each] of [...caught].sort(byTime).entries()) {
    const key = muteKey(each) ?? `${index}`;
    const window = windows.get(key);
    if (window === undefined) windows.set(key, [each]);
    else window.push(each);
  }
  return [...windows.values()].flatMap((window) => raisedAlert(window) ?? []);
}

function byTime(one: Caught, other: Caught): number {
  const [a = '', b = ''] = [one.observed.event.eventTime, other.observed.event.eventTime];
  return a < b ? -1 : Number(a > b);
}

function raisedAlert(window: readonly Caught[]): RaisedAlert | undefined {
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
