import { asText, resourceOf, resourcePolicyOf, synthesized } from '../synthesized-stack';

const template = synthesized({ trailName: 'audit-trail' });
const topic = resourceOf(template, 'AWS::SNS::Topic', 'Announcements');
const policy = resourcePolicyOf(template, 'AWS::SNS::TopicPolicy', topic.id);
const TRAIL_ARN = 'arn:<AWS::Partition>:cloudtrail:<AWS::Region>:<AWS::AccountId>:trail/audit-trail';

describe('the delivery topic', () => {
  it('lets only this trail publish', () => {
    const [admitted, ...others] = policy.filter(({ Effect }) => Effect === 'Allow');
    expect(others).toEqual([]);
    expect(admitted).toMatchObject({ Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 'sns:Publish' });
    expect(asText(admitted?.Condition?.['StringEquals']?.['aws:SourceArn'])).toBe(TRAIL_ARN);
  });

  it('refuses every publisher that is not this trail, whatever its own policies allow', () => {
    const refusal = policy.find(({ Sid }) => Sid === 'NobodyElseAnnounces');
    expect(refusal).toMatchObject({ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sns:Publish' });
    expect(asText(refusal?.Condition?.['StringNotEquals']?.['aws:SourceArn'])).toBe(TRAIL_ARN);
  });

  it('takes messages over TLS only', () => {
    expect(policy).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  it('hands messages on as they are, and keeps those that it cannot hand on', () => {
    const subscription = resourceOf(template, 'AWS::SNS::Subscription', 'Deliveries');
    const queue = resourceOf(template, 'AWS::SQS::Queue', 'DeliveriesQueue');
    const deadLetters = resourceOf(template, 'AWS::SQS::Queue', 'DeliveriesDeadLetters');
    expect(subscription.properties).toMatchObject({
      TopicArn: { Ref: topic.id },
      Protocol: 'sqs',
      RawMessageDelivery: true,
    });
    expect(asText(subscription.properties['Endpoint'])).toBe(`<${queue.id}.Arn>`);
    expect(asText(Object(subscription.properties['RedrivePolicy']).deadLetterTargetArn)).toBe(
      `<${deadLetters.id}.Arn>`,
    );
  });
});
