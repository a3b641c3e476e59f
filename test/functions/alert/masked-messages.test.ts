import { alertsOf } from '../../../lib/core/alerts/alert';
import { compileMatcher } from '../../../lib/core/alerts/event-matcher';
import { observedRow } from '../../../lib/core/alerts/observe-row';
import { renderAlert } from '../../../lib/core/alerts/render-alert';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { CASES, CORE, FORMS, ITEMS, secretiveRecord } from '../../app/index/secretive-records';
import { configuration, topic } from '../../core/alerts/observed-events';
import { ruleText } from '../../core/rules/rule-text';
import { rowOfRecord } from '../alerting';

/** Looks at all that a caller can put something into, so that all of it is quoted. */
const CURIOUS = ruleText(
  `calls:
  - requestParameters|contains: '*'
  - responseElements|contains: '*'
  - errorMessage|contains: '*'
condition: calls`,
  { id: 'curious', level: 'high', nextSteps: '["Look: `see {requestParameters.text} {errorMessage}`"]' },
);

const { rules } = loadRules([{ file: 'curious.yml', text: CURIOUS }]);
const match = compileMatcher(rules, configuration(topic({ rules: ['curious'] })));

describe.each(CASES)('what is masked, its name %s', (_, spelt) => {
  it.each(FORMS)('is in no message and no attribute: $form', (form) => {
    const matches = ITEMS.flatMap((item) => {
      const observed = observedRow(rowOfRecord(secretiveRecord(item, spelt, form)), undefined);
      return observed === undefined ? [] : match(observed);
    });
    const messages = alertsOf(matches).map((alert) => renderAlert(alert));
    const events = messages.flatMap(({ message }) => JSON.parse(message.slice(message.lastIndexOf('\n') + 1)).refs);
    expect(events).toHaveLength(ITEMS.length);
    expect(JSON.stringify(messages)).not.toContain(CORE);
  });
});
