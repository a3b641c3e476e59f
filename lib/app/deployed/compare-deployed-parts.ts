import type { DeployedParts, DeployedSubscription } from '../../core/guard/deployed-parts';
import {
  mappingFindings,
  type PartFinding,
  policyFindings,
  subscriptionFindings,
} from '../../core/guard/part-findings';
import type { StandingParts } from './standing-parts';

/**
 * Compares what stands with what was deployed. A part that cannot be looked at is a finding of its own, and the others are
 * still compared. Only the owner of a topic may list its subscriptions, so topics of other accounts are left out.
 */
export async function compareDeployedParts(
  standing: StandingParts,
  { account, policies, subscriptions, mappings }: DeployedParts,
): Promise<readonly PartFinding[]> {
  const own = subscriptions.filter(({ topicArn }) => topicArn.split(':')[4] === account);
  const topics = new Set(own.map(({ topicArn }) => topicArn));
  const findings = await Promise.all([
    ...policies.map((each) => looking(each.arn, async () => policyFindings(each, await standing.policy(each.arn)))),
    ...[...topics].map((each) => looking(each, () => ofTopic(standing, each, own))),
    ...mappings.map((each) => looking(each.uuid, async () => mappingFindings(each, await standing.mapping(each.uuid)))),
  ]);
  return findings.flat();
}

async function ofTopic(
  standing: StandingParts,
  topicArn: string,
  deployed: readonly DeployedSubscription[],
): Promise<readonly PartFinding[]> {
  const listed = await standing.subscriptions(topicArn);
  const wanted = deployed.filter((each) => each.topicArn === topicArn);
  return wanted.flatMap((each) => subscriptionFindings(each, listed));
}

async function looking(part: string, look: () => Promise<readonly PartFinding[]>): Promise<readonly PartFinding[]> {
  try {
    return await look();
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return [{ kind: 'unread', part, detail: `could not be compared with what was deployed: ${reason}` }];
  }
}
