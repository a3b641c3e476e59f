import { ExpectedCorrelations } from '../../lib/app/alert/expected-correlations';
import { deduplicationId } from '../../lib/core/alerts/alert';
import { compileSelected } from '../../lib/core/alerts/correlations/correlating';
import { compileMatcher } from '../../lib/core/alerts/event-matcher';
import { observedRow } from '../../lib/core/alerts/observe-row';
import type { ObservedEvent } from '../../lib/core/alerts/observed-event';
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

/** Three of these within ten minutes, by anybody of an account: also critical, so that each bucket has one alert. */
const CORRELATION = `title: Three within ten minutes
id: three
level: critical
correlation:
  type: event_count
  rules: [test-rule]
  group-by: [recipientAccountId]
  timespan: 10m
  condition: {gte: 3}
  generate: true
`;

const LOADED = loadRules([{ file: 'faults.yml', text: [RULE, CORRELATION].join('---\n') }]);
const CONFIGURATION = configuration(topic({ name: TOPIC, rules: ['test-rule', 'three'] }));

/** The rule and topic of a fault run, compiled. */
export const MATCH = compileMatcher(LOADED.rules, CONFIGURATION);

/** The correlation of a fault run, compiled. */
export const CORRELATING = compileSelected(LOADED.correlations, CONFIGURATION);

/** The deduplication ids of the alerts that rows must lead to: what the rule says when nothing goes wrong. */
export function expectedAlerts(rows: readonly EventRow[]): readonly string[] {
  return observedRows(rows)
    .flatMap(MATCH)
    .map(({ rule, observed }) => deduplicationId(rule.id, observed.event.ref));
}

/** The same of the correlation. */
export function expectedOfCorrelation(rows: readonly EventRow[]): readonly string[] {
  const correlations = new ExpectedCorrelations(CORRELATING);
  for (const event of observedRows(rows)) correlations.add(event);
  return correlations.matches().map(({ id }) => id);
}

function observedRows(rows: readonly EventRow[]): readonly ObservedEvent[] {
  return rows.flatMap((row) => observedRow(row, undefined) ?? []);
}

/** How many alerts the records must raise, counted without the rule. */
export function watchedRecords(records: Iterable<JsonObject>): number {
  return [...records].filter(({ eventName }) => WATCHED.includes(String(eventName))).length;
}
