import type { StandingMapping, StandingSubscription } from '../../core/guard/part-findings';

/** What stands of the parts of a stack. */
export interface StandingParts {
  /** The policy of a table or a queue, as JSON. Undefined if it has none, or is not there. */
  policy(arn: string): Promise<string | undefined>;
  /** All subscriptions of a topic. None if there is no such topic. */
  subscriptions(topicArn: string): Promise<readonly StandingSubscription[]>;
  /** A mapping. Undefined if there is no such mapping. */
  mapping(uuid: string): Promise<StandingMapping | undefined>;
}
