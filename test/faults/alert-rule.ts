import { deduplicationId } from '../../lib/core/alerts/alert';
import { compileMatcher } from '../../lib/core/alerts/event-matcher';
import { observedRow } from '../../lib/core/alerts/observe-row';
import type { JsonObject } from '../../lib/core/record/json';
import type { EventRow } from '../../lib/core/rows/event-row';
import { loadRules } from '../../lib/core/rules/load-rules';
import { configuration, topic } from '../core/alerts/observed-events';
import { ruleText } from '../core/rules/rule-text';

/** The one alert topic of a fault run. */
export const TOPIC = 'faults';

/** Some nine of a hundred of a generated day's records. */
const WATCHED = ['StartSession', 'SendCommand', 'PutParameter', 'StartAutomationExecution', 'GetDocument'];

/** Critical, so that each event has an alert of its own: none is suppressed. */
const RULE = ruleText(`selection:\n  eventName: [${WATCHED.join(', ')}]\ncondition: selection`, { level: 'critical' });

/** The rule and topic of a fault run, compiled. */
export const MATCH = compileMatcher(
  loadRules([{ file: 'faults.yml', text: RULE }]).rules,
  configuration(topic({ name: TOPIC, rules: ['test-rule'] })),
);

/** The deduplication ids of the alerts that rows must lead to: what the rule says when nothing goes wrong. */
export function expectedAlerts(rows: readonly EventRow[]): readonly string[] {
  return rows
    .flatMap((row) => observedRow(row, undefined) ?? [])
    .flatMap(MATCH)
    .map(({ rule, observed }) => deduplicationId(rule.id, observed.event.ref));
}

/** How many alerts the records must raise, counted without the rule. */
export function watchedRecords(records: Iterable<JsonObject>): number {
  return [...records].filter(({ eventName }) => WATCHED.includes(String(eventName))).length;
}
