import { RemovalPolicy } from 'aws-cdk-lib';
import type { Removal } from './retention-settings';

/** What CloudFormation does with tables and buckets, and with the policies of the buckets that it leaves behind. */
export function removalPolicyOf(removal: Removal = 'keep'): RemovalPolicy {
  return removal === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
}
