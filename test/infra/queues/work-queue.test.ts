import { asText, resourceOf, resourcePolicyOf, resourcesOf, synthesized } from '../synthesized-stack';

const template = synthesized();
const FOURTEEN_DAYS_SECONDS = 14 * 24 * 60 * 60;

describe.each(['Deliveries', 'Backfill'])('the queue of %s', (name) => {
  const queue = resourceOf(template, 'AWS::SQS::Queue', `${name}Queue`);
  const deadLetters = resourceOf(template, 'AWS::SQS::Queue', `${name}DeadLetters`);

  it('hides a message for six time limits of the function', () => {
    const { Timeout: timeout } = resourceOf(template, 'AWS::Lambda::Function', 'Ingestion').properties;
    expect(queue.properties['VisibilityTimeout']).toBe(6 * Number(timeout));
  });

  it('gives a message up after ten receipts, to dead letters of its own', () => {
    expect(queue.properties['RedrivePolicy']).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [deadLetters.id, 'Arn'] },
      maxReceiveCount: 10,
    });
  });

  it.each([queue, deadLetters])('is encrypted, keeps messages for 14 days and takes TLS only: $id', (each) => {
    expect(each.properties).toMatchObject({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: FOURTEEN_DAYS_SECONDS,
    });
    expect(resourcePolicyOf(template, 'AWS::SQS::QueuePolicy', each.id)).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 'sqs:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  });
});

it('lets nobody send but the delivery topic, and that only to the deliveries', () => {
  const topic = resourceOf(template, 'AWS::SNS::Topic', 'Announcements');
  const senders = resourcesOf(template)
    .filter(({ type }) => type === 'AWS::SQS::Queue')
    .flatMap(({ id }) =>
      resourcePolicyOf(template, 'AWS::SQS::QueuePolicy', id)
        .filter(({ Effect }) => Effect === 'Allow')
        .map(({ Action, Condition }) => [id, Action, asText(Condition?.['ArnEquals']?.['aws:SourceArn'])]),
    );
  expect(senders).toEqual([
    [expect.stringMatching(/^AuditDeliveriesDeadLetters/), 'sqs:SendMessage', `<${topic.id}>`],
    [expect.stringMatching(/^AuditDeliveriesQueue/), 'sqs:SendMessage', `<${topic.id}>`],
  ]);
});
