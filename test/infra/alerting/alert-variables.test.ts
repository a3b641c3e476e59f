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
