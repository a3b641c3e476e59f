import { Aws, CfnCondition, Fn, type ICfnRuleConditionExpression, Stack, Token } from 'aws-cdk-lib';
import { type PrincipalBase, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { Construct } from 'constructs';

/** The principal where neither region has to be turned on first. */
const EVERYWHERE = 'sns.amazonaws.com';

/** The most conditions that `Fn::Or` takes (CloudFormation user guide). */
const MOST_CONDITIONS = 10;

/**
 * Who SNS is to a queue in the stack's region when it hands over a message of a topic in another region: where a region
 * has to be turned on first, its principal has the region in its name, the queue's before the topic's (SNS developer
 * guide: cross-region delivery). A stack that learns its region only when it is deployed lets the template decide.
 */
export function snsPrincipal(scope: Construct, topicRegion: string): PrincipalBase {
  const ownRegion = Stack.of(scope).region;
  if (ownRegion === topicRegion) return new ServicePrincipal(EVERYWHERE);
  const abroad = isOptIn(topicRegion) ? regional(topicRegion) : EVERYWHERE;
  if (!Token.isUnresolved(ownRegion)) return named(isOptIn(ownRegion) ? regional(ownRegion) : abroad);
  const isHere = new CfnCondition(scope, 'TopicIsHere', { expression: Fn.conditionEquals(Aws.REGION, topicRegion) });
  const isOn = new CfnCondition(scope, 'RegionIsAlwaysOn', { expression: isAlwaysOn(Aws.REGION) });
  const elsewhere = Fn.conditionIf(isOn.logicalId, abroad, Fn.join('.', ['sns', Aws.REGION, 'amazonaws.com']));
  return named(Fn.conditionIf(isHere.logicalId, EVERYWHERE, elsewhere).toString());
}

function named(service: string): PrincipalBase {
  return ServicePrincipal.fromStaticServicePrincipleName(service);
}

function regional(region: string): string {
  return `sns.${region}.amazonaws.com`;
}

function isOptIn(region: string): boolean {
  return RegionInfo.get(region).isOptInRegion;
}

/** Regions that AWS adds have to be turned on, so that those which need not are a closed list. */
function isAlwaysOn(region: string): ICfnRuleConditionExpression {
  const names = RegionInfo.regions.filter((info) => !info.isOptInRegion).map(({ name }) => name);
  const count = Math.ceil(names.length / MOST_CONDITIONS);
  // Evenly, because `Fn::Or` takes no single condition.
  const size = Math.ceil(names.length / count);
  const groups = Array.from({ length: count }, (_, at) => names.slice(at * size, (at + 1) * size));
  return Fn.conditionOr(
    ...groups.map((group) => Fn.conditionOr(...group.map((each) => Fn.conditionEquals(region, each)))),
  );
}
