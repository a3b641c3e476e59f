import { readAlertConfiguration } from '../../../lib/core/alerts/configuration/alert-configuration';
import { accessWarnings } from '../../../lib/infra/settings/access-warnings';
import { completeOptions } from '../../../lib/infra/settings/configuration';

const operators = ['arn:aws:iam::111122223333:role/operators/*'];
const alertsFor = (topic: object) =>
  readAlertConfiguration({ 'ssm-audit:alertTopics': [{ name: 'severe', minimumLevel: 'high', ...topic }] });
const warnings = (options: Parameters<typeof completeOptions>[0]) => accessWarnings(completeOptions(options));

it('warns of a backfill queue that refuses nobody', () => {
  expect(warnings({})).toEqual([expect.stringMatching(/^operators is \[\], so the backfill queue takes messages/)]);
  expect(warnings({ operators })).toEqual([]);
});

it('warns of a topic of the stack that nobody can subscribe to', () => {
  const alerts = alertsFor({});
  expect(warnings({ operators, alerts })).toEqual([
    'the alert topic severe has no subscribers and admits no others: name its subscribers, or set openSubscriptions',
  ]);
  expect(warnings({ operators, alerts, openSubscriptions: true })).toEqual([]);
  expect(warnings({ operators, alerts: alertsFor({ subscribers: ['security@example.com'] }) })).toEqual([]);
  const topicArn = 'arn:aws:sns:eu-central-1:111122223333:security';
  expect(warnings({ operators, alerts: alertsFor({ topicArn }) })).toEqual([]);
  // Amazon Q Developer subscribes itself to a topic of a chat, and a bus has rules instead of subscribers.
  expect(warnings({ operators, alerts: alertsFor({ format: 'chat' }) })).toEqual([]);
  const eventBusArn = 'arn:aws:events:eu-central-1:111122223333:event-bus/security';
  expect(warnings({ operators, alerts: alertsFor({ eventBusArn }) })).toEqual([]);
});

it.each([
  'arn:aws:sts::111122223333:assumed-role/operators/alice',
  'arn:aws:iam::*:role/operators',
  'arn:aws:iam::111122223333:*',
  '*',
])('refuses %s as an operator: it would match nobody, or everybody', (operator) => {
  expect(() => completeOptions({ operators: [operator] })).toThrow('not of sessions');
});
