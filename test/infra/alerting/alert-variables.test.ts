import { readAlertConfiguration } from '../../../lib/core/alerts/configuration/alert-configuration';
import { alertConfigurationJson } from '../../../lib/infra/alerting/alert-variables';

const given = (accounts: readonly string[]) =>
  readAlertConfiguration({
    'ssm-audit:alertTopics': [{ name: 'ours', events: ['*'], accounts, subscribers: ['a@example.com'] }],
  });

const accounts = (count: number) => Array.from({ length: count }, (_, index) => String(100_000_000_000 + index));

it('says for the function what was configured, and no address', () => {
  const json = alertConfigurationJson(given(accounts(2)));
  expect(json).not.toContain('example.com');
  expect(readAlertConfiguration(JSON.parse(json)).topics).toEqual([
    { ...given(accounts(2)).topics[0], subscribers: [] },
  ]);
});

it('says the format of a topic, and no destination', () => {
  const eventBusArn = 'arn:aws:events:eu-central-1:111122223333:event-bus/security';
  const { topics } = readAlertConfiguration({
    'ssm-audit:alertTopics': [
      { name: 'chat', events: ['*'], format: 'chat' },
      { name: 'bus', events: ['*'], eventBusArn },
    ],
  });
  const json = alertConfigurationJson({ ...given([]), topics });
  expect(JSON.parse(json)['ssm-audit:alertTopics']).toEqual([
    { name: 'chat', events: ['*'], format: 'chat' },
    { name: 'bus', events: ['*'] },
  ]);
});
