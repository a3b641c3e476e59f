import type { Group } from '../../correlations/group';
import { digestOf } from '../../correlations/group';
import type { SatisfiedWindow } from '../../correlations/satisfied-window';
import type { WindowCorrelation } from '../../rules/correlation';
import type { TopicFacts } from '../event-matcher';
import type { KeyedMatch } from '../keyed-match';
import type { ObservedEvent } from '../observed-event';

/** An alert of a correlation that is due. */
export interface DueCorrelation {
  readonly correlation: WindowCorrelation;
  readonly group: Group;
  readonly bucket: number;
  readonly window: SatisfiedWindow;
  /** Of an order: the state kept only a part of the events, so an earlier one may be missed. */
  readonly isCapped: boolean;
}

/** A due alert with everything that decides whether it is sent. */
export interface CorrelationMatch extends KeyedMatch {
  readonly due: DueCorrelation;
}

/**
 * The match of a due alert, told by one of its events. Its identity is that of its bucket, and depends neither on which
 * window was seen first nor on who saw it. It is suppressed by the time at which its window ends.
 */
export function correlationMatch(
  due: DueCorrelation,
  topics: readonly string[],
  observed: ObservedEvent,
): CorrelationMatch {
  const { correlation, group, bucket, window } = due;
  const id = digestOf([correlation.id, JSON.stringify(group.texts), bucket]);
  const same = digestOf(['correlation', correlation.id, JSON.stringify([topics, group.texts])]);
  return {
    match: { rule: correlation, topics, observed },
    group: correlation.level === 'critical' ? digestOf([same, bucket]) : same,
    call: same,
    id,
    time: (window.entries.at(-1)?.t ?? bucket * correlation.timespan) * 1000,
    due,
  };
}

/** What is known about all events of a group: topics filter by it. */
export function factsOf({ groupBy }: WindowCorrelation, { texts }: Group): TopicFacts {
  const at = groupBy.findIndex(({ paths }) => paths.every((path) => path === 'recipientAccountId'));
  const recipientAccountId = texts[at];
  return recipientAccountId === undefined ? {} : { recipientAccountId };
}
