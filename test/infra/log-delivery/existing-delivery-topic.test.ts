import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SystemsManagerAudit } from '../../../lib/infra/systems-manager-audit';
import { resourceOf, resourcePolicyOf, TEST_CONTEXT } from '../synthesized-stack';

/** A stack that knows where it will be deployed. */
function deployedTo(region: string, topicRegion: string): Template {
  const app = new App({ context: TEST_CONTEXT, builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'theirs', { env: { account: '111122223333', region } });
  const deliveryTopicArn = `arn:aws:sns:${topicRegion}:111122223333:deliveries`;
  new SystemsManagerAudit(stack, 'Audit', { bucketName: 'company-logs', deliveryTopicArn });
  return Template.fromStack(stack);
}

it.each([
  ['eu-central-1', 'eu-central-1', true, 'sns.amazonaws.com'],
  ['eu-central-1', 'us-east-1', false, 'sns.amazonaws.com'],
  ['af-south-1', 'us-east-1', false, 'sns.af-south-1.amazonaws.com'],
])('a stack in %s with a topic in %s: dead letters %s, principal %s', (region, topicRegion, kept, principal) => {
  const template = deployedTo(region, topicRegion);
  const subscription = resourceOf(template, 'AWS::SNS::Subscription', 'Deliveries').properties;
  expect('RedrivePolicy' in subscription).toBe(kept);
  const { id } = resourceOf(template, 'AWS::SQS::Queue', 'DeliveriesQueue');
  const admitted = resourcePolicyOf(template, 'AWS::SQS::QueuePolicy', id).filter(({ Effect }) => Effect === 'Allow');
  expect([...new Set(admitted.map(({ Principal }) => Object(Principal).Service))]).toEqual([principal]);
  expect(template.toJSON()['Conditions']).toBeUndefined();
});
