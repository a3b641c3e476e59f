import type { RuleSource } from './load-rules';

/** The name of the rule's file in a finding. */
export const REASON_RULE_FILE = 'reasonPattern';

/**
 * The rule on sessions whose reason is missing or not as agreed, for a pattern of one's own: Sigma has no placeholders
 * that a configuration could fill in. Loading it refuses what is no pattern, as in any other rule.
 *
 * @param pattern a regular expression that a reason has to contain
 */
export function reasonRule(pattern: string): RuleSource {
  return { file: REASON_RULE_FILE, text: TEMPLATE.replace('{pattern}', () => pattern.replaceAll("'", "''")) };
}

const TEMPLATE = `title: Session opened without an agreed reason
id: 2c1c0f5b-6f0e-4f0e-9a55-3c1f0a7d7f10
status: test
description: Somebody opened a session without a reason, or with a reason that does not match the agreed pattern.
references:
  - https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_StartSession.html
author: ssm-audit
tags:
  - attack.lateral-movement
  - attack.t1021.007
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventSource: ssm.amazonaws.com
    eventName: StartSession
  agreed:
    requestParameters.reason|re: '{pattern}'
  succeeded:
    errorCode: [null, '', Success]
  # Fleet Manager opens the session of a desktop, chooses its document, and has nobody to ask.
  by_fleet_manager:
    userIdentity.invokedBy: ssm-guiconnect.amazonaws.com
    sourceIPAddress: ssm-guiconnect.amazonaws.com
    requestParameters.documentName: AWS-StartPortForwardingSession
  by_service_linked_role:
    userIdentity.sessionContext.sessionIssuer.arn|re: '^arn:[^:]*:iam::[^:]*:role/aws-service-role/'
  condition: selection and succeeded and not agreed and not by_fleet_manager and not by_service_linked_role
falsepositives:
  - A typing error
level: medium
nextSteps:
  - 'Ask for the reason, then see who else was on the machine: \`ssm-audit query --resource {resource.instance} --since {eventTime-24h} --until {eventTime+24h}\`'
`;
