import { readAlertConfiguration } from '../../../lib/core/alerts/configuration/alert-configuration';
import { alertConfigurationJson, refuseTooLarge } from '../../../lib/infra/alerting/alert-variables';
import { ConfigurationError } from '../../../lib/infra/settings/configuration';

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

it('refuses more than an environment holds, naming the keys and the limit', () => {
  const variables = (topics: number) => ({
    ALERT_CONFIGURATION: alertConfigurationJson(
      readAlertConfiguration({
        'ssm-audit:alertTopics': Array.from({ length: topics }, (_, index) => ({
          name: `topic${index}`,
          events: ['*'],
          accounts: accounts(50),
        })),
      }),
    ),
  });
  expect(() => refuseTooLarge(variables(4), {}, 'ssm-audit')).not.toThrow();
  expect(() => refuseTooLarge(variables(8), {}, 'ssm-audit')).toThrow(ConfigurationError);
  expect(() => refuseTooLarge(variables(8), {}, 'ssm-audit')).toThrow(
    /^context keys ssm-audit:alertTopics and ssm-audit:rules make .* about \d{4} bytes: expected at most 4096; /,
  );
});
