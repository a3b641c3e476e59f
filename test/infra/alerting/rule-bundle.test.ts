import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAlertConfiguration } from '../../../lib/core/alerts/configuration/alert-configuration';
import { packedRuleFiles } from '../../../lib/functions/alert/packed-rule-file';
import { RuleBundle } from '../../../lib/infra/alerting/rule-bundle';
import { ConfigurationError } from '../../../lib/infra/settings/configuration';
import { PACK_NAMES } from '../../core/rules/pack-files';

const NOTHING = readAlertConfiguration({});

const RULE = `title: Ours
id: our-rule
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventSource: ssm.amazonaws.com, eventName: GetParameter }
  condition: selection
level: low
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssm-audit-rules-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function problemsOf(ruleFolder: string, configuration = NOTHING): readonly string[] {
  try {
    new RuleBundle(ruleFolder, configuration);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

function copied(bundle: RuleBundle): readonly string[] {
  const packed = join(folder, 'packed.json');
  writeFileSync(packed, bundle.json());
  return packedRuleFiles(packed).map(({ file }) => file);
}

it('takes the pack along, without its cases', () => {
  const files = copied(new RuleBundle('', NOTHING));
  const correlations = files.filter((file) => file.startsWith('correlations/'));
  expect(files.filter((file) => !correlations.includes(file)).sort()).toEqual(
    PACK_NAMES.map((name) => `${name}.yml`).sort(),
  );
  expect(correlations.length).toBeGreaterThan(15);
  expect(correlations.filter((file) => file.includes('.cases.'))).toEqual([]);
});

it('takes rules of one’s own along in a folder of their own, whatever their names', () => {
  const own = join(folder, "it's ours $(false)");
  mkdirSync(join(own, 'deep'), { recursive: true });
  writeFileSync(join(own, 'deep', 'session-started.yml'), RULE);
  writeFileSync(join(own, 'notes.txt'), 'no rule');
  const files = copied(new RuleBundle(own, NOTHING));
  expect(files.filter((file) => file.startsWith('own'))).toEqual(['own/deep/session-started.yml']);
  expect(files).toContain('session-started.yml');
});

it('names what is refused in a folder of one’s own, with file and line', () => {
  writeFileSync(join(folder, 'broken.yml'), RULE.replace('condition: selection', 'condition: nowhere'));
  const [problem, ...others] = problemsOf(folder);
  expect(others).toEqual([]);
  expect(problem).toMatch(/^context key ssm-audit:ruleFolder: .*broken\.yml:\d+: /);
});

it('names a folder that is not there', () => {
  expect(problemsOf(join(folder, 'nowhere'))).toEqual([expect.stringContaining('which is not a folder: expected')]);
});

it('names a rule that a topic or an override speaks of and that is not loaded', () => {
  const configuration = readAlertConfiguration({
    'ssm-audit:alertTopics': [{ name: 'ours', rules: ['our-rule'] }],
    'ssm-audit:rules': { disabled: ['another'] },
  });
  expect(problemsOf('', configuration)).toEqual([
    expect.stringContaining('"our-rule", which is not loaded'),
    expect.stringContaining('"another", which is not loaded'),
  ]);
  writeFileSync(join(folder, 'ours.yml'), RULE);
  expect(problemsOf(folder, configuration)).toEqual([expect.stringContaining('"another"')]);
});

it('makes the rule on reasons of sessions, and refuses what is no pattern', () => {
  expect(copied(new RuleBundle('', NOTHING, '[A-Z]+-[0-9]+'))).toContain('reasonPattern');
  expect(() => new RuleBundle('', NOTHING, '(')).toThrow(/context key ssm-audit:reasonPattern: re "\("/);
});
