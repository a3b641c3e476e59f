import { endpointMark } from '../../../lib/core/guard/endpoint-mark';
import { policyFindings, subscriptionFindings } from '../../../lib/core/guard/part-findings';

const topicArn = 'arn:aws:sns:eu-central-1:111122223333:alerts';

describe('a subscription', () => {
  const endpoint = endpointMark('email', 'ops@example.com');
  const standing = (arn: string) => [{ protocol: 'email', endpoint: 'ops@example.com', arn }];

  it.each([
    ['PendingConfirmation', ['unconfirmed']],
    ['Deleted', ['subscription']],
    [`${topicArn}:1`, []],
  ])('listed as %s: %j', (arn, kinds) => {
    const findings = subscriptionFindings({ topicArn, protocol: 'email', endpoint }, standing(arn));
    expect(findings.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('of a URL is the same without its password, which SNS does not show', () => {
    const marks = ['https://user:secret@example.com/a', 'https://user:****@example.com/a', 'https://example.com/a'].map(
      (each) => endpointMark('https', each),
    );
    expect(new Set(marks).size).toBe(1);
    expect(marks[0]).not.toBe(endpointMark('https', 'https://example.com/b'));
  });
});

describe('a policy', () => {
  const arn = 'arn:aws:sqs:eu-central-1:111122223333:q';
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:root'] },
    Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
    Resource: 'own',
    Condition: { Bool: { 'aws:SecureTransport': 'true' } },
  };
  const found = (...statements: readonly object[]) =>
    policyFindings({ arn, statements: [statement] }, JSON.stringify({ Statement: statements })).length;
  const standing = { ...statement, Resource: arn };

  it.each<[string, object]>([
    ['as it was deployed', {}],
    ['with accounts by ID, in another order', { Principal: { AWS: ['444455556666', '111122223333'] } }],
    ['with actions in other letters', { Action: ['SQS:receivemessage', 'SQS:SendMessage'] }],
    ['with its resource in a list', { Resource: [arn] }],
    ['with a Boolean', { Condition: { Bool: { 'aws:SecureTransport': true } } }],
  ])('is the same %s', (_, change) => {
    expect(found({ ...standing, ...change })).toBe(0);
  });

  it.each<[string, object]>([
    ['with one principal more', { Principal: { AWS: ['444455556666', '111122223333', '777788889999'] } }],
    ['with everybody', { Principal: '*' }],
    ['with one action less', { Action: 'sqs:SendMessage' }],
    ['with another effect', { Effect: 'Deny' }],
    ['without its condition', { Condition: undefined }],
    ['about everything', { Resource: '*' }],
  ])('is another %s', (_, change) => {
    expect(found({ ...standing, ...change })).toBe(1);
  });

  it('is another with a statement more', () => {
    expect(found(standing, { ...standing, Effect: 'Deny' })).toBe(1);
    expect(found()).toBe(1);
  });
});
