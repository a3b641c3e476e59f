import type { Rule } from '../rules/rule';

/** What an alert says about the rule behind it. */
export type AlertRule = Pick<
  Rule,
  'id' | 'title' | 'level' | 'description' | 'falsepositives' | 'nextSteps' | 'references' | 'tags'
>;

/** The prefix of the event name in the id of a selection by name. No rule has such an id by accident. */
const EVENT_PREFIX = 'event:';

/** The rule of an event that a topic selects by name: the selection itself. */
export function namedEventRule(eventName: string): AlertRule {
  return {
    id: `${EVENT_PREFIX}${eventName}`,
    title: 'Event that a topic selects',
    level: 'informational',
    description: 'The topic selects every event of this name.',
    falsepositives: [],
    nextSteps: ['Ask the caller whether this was intended. cdk.json says what the topic selects.'],
    references: [],
    tags: [],
  };
}

/**
 * The rule of a record that no rule could evaluate. Not knowing is worth an alert, because silence would hide a call.
 */
export const UNEVALUATED_RULE: AlertRule = {
  id: 'ssm-audit-unevaluated',
  title: 'A record could not be evaluated',
  level: 'high',
  description:
    'No rule could be evaluated on this record: it is too large for its row, or its row is damaged. An attacker can pad a call to get this effect.',
  nextSteps: [
    'Fetch the log file that the alert names (aws s3 cp) and read the record with ssm-audit extract.',
    'Find out why the call is so large. The caller chooses its parameters.',
  ],
  falsepositives: ['Calls that need very large parameters, such as documents near the size limit'],
  references: [],
  tags: [],
};
