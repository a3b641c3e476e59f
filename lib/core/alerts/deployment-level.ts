import type { JsonObject } from '../record/json';
import { textAt } from '../record/json';
import type { StoredEvent } from '../rows/stored-event';
import type { AlertRule } from './alert-rule';

/** What a deployment of the stack has no reason to touch quietly: whoever may deploy may so stop the evidence. */
const NEVER_QUIET: readonly string[] = ['trail', 'bucket'];

const BY_CLOUDFORMATION = 'cloudformation.amazonaws.com';

/**
 * A rule at the level that it has for an event: `low` for a change of the system itself that CloudFormation made under a
 * role that deploys it, except of the trail and the buckets; as it is for everything else.
 *
 * @param deployers ARNs of roles
 */
export function levelledRule<Rule extends AlertRule>(
  rule: Rule,
  { guard, roleArn, resources = [] }: StoredEvent,
  record: JsonObject | undefined,
  deployers: readonly string[],
): Rule {
  const isByDeployer = roleArn !== undefined && deployers.includes(roleArn);
  const isByDeployment = isByDeployer && textAt(record, 'userIdentity', 'invokedBy') === BY_CLOUDFORMATION;
  const isQuiet = guard && isByDeployment && !resources.some(({ kind }) => NEVER_QUIET.includes(kind));
  return isQuiet && LOWERED.includes(rule.level) ? { ...rule, level: 'low' } : rule;
}

const LOWERED: readonly string[] = ['medium', 'high', 'critical'];
