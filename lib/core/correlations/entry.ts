/** What counts in a correlation: an event that satisfied one of its rules, in one group. */
export interface Entry {
  /** The event's own time, in whole epoch seconds. */
  readonly t: number;
  /** The event, as `entryId` has it. */
  readonly id: string;
  /** The place of the rule among those of the correlation. */
  readonly rule: number;
  /** What has to differ for two entries to count twice: the event, a value, a rule. Empty where only the order counts. */
  readonly key: string;
}

/** By time, then event, then rule, then key: a total order, so that no order of arrival shows. */
export function byPlace(one: Entry, other: Entry): number {
  return byEvent(one, other) || one.rule - other.rule || compared(one.key, other.key);
}

/** By time, then event. */
export function byEvent(one: Pick<Entry, 't' | 'id'>, other: Pick<Entry, 't' | 'id'>): number {
  return one.t - other.t || compared(one.id, other.id);
}

function compared(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
