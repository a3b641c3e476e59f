import { isJsonObject } from '../record/json';
import type { DeployedMapping, DeployedPolicy, DeployedSubscription } from './deployed-parts';
import { endpointMark } from './endpoint-mark';
import { isSamePolicy, sameJson } from './same-policy';

/** What can be found of a part: what it is that is not as deployed, a confirmation that is due, or a fault of looking. */
export type PartFindingKind = 'table-policy' | 'queue-policy' | 'subscription' | 'mapping' | 'unconfirmed' | 'unread';

/** A part that is not as it was deployed, or that could not be looked at. */
export interface PartFinding {
  readonly kind: PartFindingKind;
  /** The part: an ARN or a UUID. */
  readonly part: string;
  /** What is wrong with it, for a person to read. */
  readonly detail: string;
}

/** A subscription as SNS lists it. */
export interface StandingSubscription {
  readonly protocol: string;
  readonly endpoint: string;
  /** Its ARN; a word instead if it waits for its confirmation or is deleted. */
  readonly arn: string;
}

/** A mapping as Lambda tells it. */
export interface StandingMapping {
  readonly state: string;
  readonly functionArn: string;
  readonly batchSize: number;
  /** The patterns of its filter, as text. */
  readonly filters: readonly string[];
}

/** What SNS says in the place of an ARN (SNS API reference: ListSubscriptionsByTopic). */
const PENDING = 'PendingConfirmation';

/** The states of a mapping that reads nothing, or soon will not (Lambda API reference: GetEventSourceMapping). */
const IDLE: readonly string[] = ['Disabled', 'Disabling', 'Deleting'];

/** What is found of a policy. Undefined is no policy, or no such table or queue. */
export function policyFindings(deployed: DeployedPolicy, standing: string | undefined): readonly PartFinding[] {
  if (isSamePolicy(deployed, standing)) return [];
  const kind = deployed.arn.split(':')[2] === 'dynamodb' ? 'table-policy' : 'queue-policy';
  const detail = standing ? 'has another policy than was deployed' : 'has no policy, or is not there';
  return [{ kind, part: deployed.arn, detail }];
}

/** What is found of a subscription, by those that its topic has. */
export function subscriptionFindings(
  { topicArn, protocol, endpoint }: DeployedSubscription,
  standing: readonly StandingSubscription[],
): readonly PartFinding[] {
  const own = standing.filter(
    (each) => each.protocol === protocol && endpointMark(protocol, each.endpoint) === endpoint,
  );
  if (own.some(({ arn }) => arn.startsWith('arn:'))) return [];
  const who = `${protocol} ${endpoint}`;
  return own.some(({ arn }) => arn === PENDING)
    ? [{ kind: 'unconfirmed', part: topicArn, detail: `waits until ${who} confirms its subscription` }]
    : [
        {
          kind: 'subscription',
          part: topicArn,
          detail: `no longer sends to ${who}, which was deployed as a subscriber`,
        },
      ];
}

/** What is found of a mapping. Undefined is no such mapping. */
export function mappingFindings(
  deployed: DeployedMapping,
  standing: StandingMapping | undefined,
): readonly PartFinding[] {
  return differences(deployed, standing).map((detail) => ({ kind: 'mapping', part: deployed.uuid, detail }));
}

function differences(deployed: DeployedMapping, standing: StandingMapping | undefined): readonly string[] {
  const { functionName, batchSize, filters } = deployed;
  if (standing === undefined) return [`is deleted: nothing invokes ${functionName} for it`];
  return [
    ...(IDLE.includes(standing.state) ? [`is ${standing.state}: nothing invokes ${functionName} for it`] : []),
    ...(standing.functionArn.split(':')[6] === functionName ? [] : [`invokes another function than ${functionName}`]),
    ...(standing.batchSize === batchSize ? [] : [`has a batch size of ${standing.batchSize} instead of ${batchSize}`]),
    ...(sameJson(filters, standing.filters.map(pattern)) ? [] : ['passes other records than was deployed']),
  ];
}

/** What is no pattern is none that was deployed. */
function pattern(text: string) {
  try {
    const found: unknown = JSON.parse(text);
    return isJsonObject(found) ? found : text;
  } catch {
    return text;
  }
}
