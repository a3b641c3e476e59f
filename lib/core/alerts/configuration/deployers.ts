import { type ConfigurationValue, itemsOf, textOf } from './configuration-value';

/** As many as fit into the patterns of EventBridge with everything else (EventBridge user guide: quotas). */
const MAX_DEPLOYERS = 3;

/** IAM user guide: ARNs of roles, with their paths. */
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,128}$/;

/** The roles in the value of the context key `ssm-audit:deployers`. None if nothing is given. */
export function parseDeployers(value: ConfigurationValue | undefined): readonly string[] {
  return itemsOf(value, 'ARNs of roles', MAX_DEPLOYERS, (item) =>
    textOf(item, ROLE_ARN, 'the ARN of a role, such as arn:aws:iam::111122223333:role/deploy'),
  );
}
