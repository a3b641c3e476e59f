import type { LocalTopic, ReceivedAlert } from '../../local/embedded-alerting';
import type { ChainRun } from '../../local/embedded-chain';

/** The rule "Command sent by the role of an instance" of the project's own. */
const COMMAND_BY_INSTANCE_ROLE = '081477c4-c3c9-445e-bb36-cb1ca350ec6c';

/** Topics that the sample log files have something for: one that asks for an event by its name, one for a rule. */
export const SAMPLE_TOPICS: readonly LocalTopic[] = [
  { name: 'documents', events: ['DeleteDocument'], accounts: ['111122223333'] },
  { name: 'intrusion', rules: [COMMAND_BY_INSTANCE_ROLE] },
];

/** A topic that any log files may have something for. */
export const OWN_TOPICS: readonly LocalTopic[] = [{ name: 'security', minimumLevel: 'medium' }];

/** How many messages to show. The rest is counted. */
const SHOWN = 2;

/** The alerts that arrived, as a subscriber reads them. */
export function renderReceivedAlerts({ alerts, isRepeated }: ChainRun): string {
  if (alerts.length === 0) return '\nNo event matched a rule or a topic.\n';
  const rest = alerts.length > SHOWN ? `\n${alerts.length - SHOWN} more alerts arrived.\n` : '';
  return `\n${isRepeated ? REPEATED : FRESH}\n${alerts.slice(0, SHOWN).map(received).join('')}${rest}`;
}

const FRESH =
  'Alerts, from the stream of the new rows by way of the alert function to SNS topics, as their subscribers got them:';
const REPEATED =
  'No event was new, and each event alerts once. The alerts of the known events, as subscribers get them:';

function received({ topic, subject, message }: ReceivedAlert): string {
  const lines = message.trimEnd().split('\n');
  const json = lines.pop() ?? '';
  const text = lines.map((line) => `  ${line}`.trimEnd()).join('\n');
  return `\nTopic ${topic}, subject "${subject}"\n\n${text.trimEnd()}\n\n  {"rule":… the same as one line of JSON, ${json.length} characters}\n`;
}
