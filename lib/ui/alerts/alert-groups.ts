import type { RaisedAlert } from '../route/raised-alert';
import { rankOf } from '../route/strongest-level';

/** The alerts of one rule. */
export interface AlertGroup {
  readonly rule: string;
  readonly title: string;
  readonly level: string;
  readonly alerts: readonly RaisedAlert[];
  /** Events that they are about. */
  readonly count: number;
  readonly first: string | undefined;
  readonly last: string | undefined;
}

/** Alerts by their rules, the strongest level first, then the rule that raised most. */
export function groupedAlerts(alerts: readonly RaisedAlert[]): readonly AlertGroup[] {
  const groups = new Map<string, RaisedAlert[]>();
  for (const alert of alerts) groups.set(alert.rule, [...(groups.get(alert.rule) ?? []), alert]);
  return [...groups.values()]
    .map(groupOf)
    .sort((one, other) => rankOf(other.level) - rankOf(one.level) || other.count - one.count);
}

function groupOf(alerts: readonly RaisedAlert[]): AlertGroup {
  const [{ rule = '', title = '', level = '' } = {}] = alerts;
  const times = alerts.flatMap(({ eventTime }) => eventTime ?? []).sort();
  const count = alerts.reduce((sum, alert) => sum + alert.count, 0);
  return { rule, title, level, alerts, count, first: times[0], last: times.at(-1) };
}
