import { compareDeployedParts } from '../../../lib/app/deployed/compare-deployed-parts';
import type { StandingParts } from '../../../lib/app/deployed/standing-parts';

const topic = (account: string) => `arn:aws:sns:eu-central-1:${account}:alerts`;
const subscribed = (account: string) => ({ topicArn: topic(account), protocol: 'sqs', endpoint: 'arn:queue' });
const nothing: StandingParts = {
  policy: async () => undefined,
  subscriptions: async () => [],
  mapping: async () => undefined,
};
const deployed = {
  account: '111122223333',
  policies: [],
  subscriptions: [subscribed('111122223333'), subscribed('444455556666')],
  mappings: [{ uuid: 'u', functionName: 'alert', batchSize: 5, filters: [] }],
};

it('finds what is gone, and leaves out topics of other accounts', async () => {
  const findings = await compareDeployedParts(nothing, deployed);
  expect(findings.map(({ kind, part }) => [kind, part])).toEqual([
    ['subscription', topic('111122223333')],
    ['mapping', 'u'],
  ]);
});

it('makes a finding of what cannot be looked at, and goes on', async () => {
  const subscriptions = () => Promise.reject(new Error('refused'));
  const [first, second] = await compareDeployedParts({ ...nothing, subscriptions }, deployed);
  expect(first).toMatchObject({ kind: 'unread', detail: expect.stringContaining('Error: refused') });
  expect(second).toMatchObject({ kind: 'mapping' });
});
