import { compileSelected } from '../../../lib/core/alerts/correlations/correlating';
import type { ObservedEvent } from '../../../lib/core/alerts/observed-event';
import type { JsonObject } from '../../../lib/core/record/json';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { configuration, deletionRecord, storedDeletion, topic } from '../../core/alerts/observed-events';

/** Two rules on names of calls, and a correlation over them with a body of its own. */
export function correlatingOf(body: string, more = '', selected = 'sum') {
  const rules = ['DeleteDocument', 'PutParameter'].map(
    (name) => `title: Calls of ${name}
name: ${name}
id: id-${name}
logsource: {product: aws}
detection:
  selection: {eventName: ${name}}
  condition: selection
`,
  );
  const correlation = `title: The sum\nid: sum\ncorrelation:\n${body.replace(/^/gm, '  ')}\n${more}`;
  const text = [...rules, correlation].join('---\n');
  const { correlations, refused } = loadRules([{ file: 'a.yml', text }]);
  expect(refused).toEqual([]);
  return compileSelected(correlations, configuration(topic({ name: 'documents', rules: [selected] })));
}

/** An event so many seconds after noon. */
export function eventAt(
  seconds: number,
  eventID: string,
  event: Partial<StoredEvent> = {},
  record: JsonObject = {},
): ObservedEvent {
  const eventTime = new Date(Date.parse('2024-05-01T12:00:00Z') + seconds * 1000).toISOString().replace('.000', '');
  const { eventName = 'DeleteDocument' } = event;
  const stored = storedDeletion({ eventID, eventTime, ...event });
  return {
    event: stored,
    record: deletionRecord({ eventID, eventName, eventTime, awsRegion: 'eu-west-1', ...record }),
  };
}
