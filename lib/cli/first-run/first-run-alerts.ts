import { safeText } from '../../core/text/safe-text';
import type { LocalTopic, ReceivedAlert } from '../../local/embedded-alerting';
import type { ChainRun } from '../../local/embedded-chain';
import { wrapped } from '../render/wrapped-text';

/** The rule "Command sent by the role of an instance" of the project's own. */
const COMMAND_BY_INSTANCE_ROLE = '081477c4-c3c9-445e-bb36-cb1ca350ec6c';

/** Topics that the sample log files have something for: one that asks for an event by its name, one for a rule. */
export const SAMPLE_TOPICS: readonly LocalTopic[] = [
  { name: 'documents', events: ['DeleteDocument'], accounts: ['111122223333'] },
  { name: 'intrusion', rules: [COMMAND_BY_INSTANCE_ROLE] },
];

/** A topic that any log files may have something for. */
export const OWN_TOPICS: readonly LocalTopic[] = [{ name: 'security', minimumLevel: 'medium' }];

/** How many messages to show, and how many lines of each. The rest is counted. */
export const SHOWN_ALERTS = 3;
const LINES = 2;

const INDENT = '  ';

/** The alerts that arrived, by their subjects. */
export function renderReceivedAlerts({ alerts, alertCount, isRepeated }: ChainRun, width: number): string {
  if (alerts.length === 0) return 'No event matched a rule or a topic.\n';
  const rest = alertCount > SHOWN_ALERTS ? [`${INDENT}and ${alertCount - SHOWN_ALERTS} more`] : [];
  const lines = [...alerts.slice(0, SHOWN_ALERTS).flatMap((alert) => subjectLines(alert, width)), ...rest];
  const said = isRepeated ? 'No event was new. These alerts were sent again' : `Alerts that SNS delivered`;
  return `${said}: ${alertCount}\n${lines.map((line) => `${line}\n`).join('')}`;
}

function subjectLines({ topic, subject }: ReceivedAlert, width: number): readonly string[] {
  const lines = wrapped(safeText(`to ${topic}: ${subject}`), width - 2 * INDENT.length);
  const isCut = lines.length > LINES;
  const shown = lines.slice(0, LINES).map((line, index) => (index === 0 ? INDENT : INDENT + INDENT) + line);
  return isCut ? [...shown.slice(0, -1), `${shown.at(-1)}…`] : shown;
}
