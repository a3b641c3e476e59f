import { App, Stack } from 'aws-cdk-lib';
import { readAlertConfiguration } from '../../../lib/core/alerts/configuration/alert-configuration';
import { SystemsManagerAudit } from '../../../lib/infra/systems-manager-audit';
import { TEST_CONTEXT } from '../synthesized-stack';

type Options = ConstructorParameters<typeof SystemsManagerAudit>[2];

function audit(options: Options): SystemsManagerAudit {
  return new SystemsManagerAudit(new Stack(new App({ context: TEST_CONTEXT }), 'ssm-audit'), 'Audit', options);
}

const many = (count: number, name: (index: number) => string) => Array.from({ length: count }, (_, at) => name(at));

const alerts = (topics: number) => {
  const accounts = many(50, (at) => String(100_000_000_000 + at));
  return readAlertConfiguration({
    'ssm-audit:alertTopics': many(topics, (at) => `topic${at}`).map((name) => ({ name, events: ['*'], accounts })),
  });
};

const longest = {
  excludedEvents: many(20, (at) => `Excluded${at}`.padEnd(64, 'x')),
  spreadEvents: Object.fromEntries(many(20, (at) => `Spread${at}`.padEnd(64, 'x')).map((name) => [name, 64])),
};

describe('a configuration that no environment holds stops the synthesis, naming keys, function and limit', () => {
  it.each<[Options, RegExp]>([
    [
      { alerts: alerts(8) },
      /^context keys ssm-audit:alertTopics and ssm-audit:rules make the environment of the alert function about \d{4} bytes: expected at most 4096; /,
    ],
    [
      { ...longest, extraTerms: many(10, (at) => `${at}`.padEnd(128, 'x')) },
      /^context keys ssm-audit:spreadEvents, extraTerms, .* of the ingest function about \d{4} bytes: expected at most 4096; /,
    ],
  ])('%#', (options, problem) => {
    expect(() => audit(options)).toThrow(problem);
  });

  it('unless it just does', () => {
    expect(() => audit({ ...longest, alerts: alerts(3) })).not.toThrow();
  });
});
