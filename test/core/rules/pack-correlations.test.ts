import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ExpectedAlerts } from '../../../lib/app/alert/expected-alerts';
import { compileSelected } from '../../../lib/core/alerts/correlations/correlating';
import type { ObservedEvent } from '../../../lib/core/alerts/observed-event';
import type { Correlation } from '../../../lib/core/rules/correlation';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { LEVELS } from '../../../lib/core/rules/rule';
import { configuration, topic } from '../alerts/observed-events';
import { readCorrelationCases } from './correlation-cases';
import { PACK } from './pack-files';

const FOLDER = join(PACK, 'correlations');
const CASES = '.cases.yml';
const NAMES = readdirSync(FOLDER)
  .filter((file) => !file.endsWith(CASES))
  .map((file) => basename(file, '.yml'))
  .sort();

const { rules, correlations, refused, findings } = loadRules(
  NAMES.map((name) => ({ file: name, collection: 'pack', text: readFileSync(join(FOLDER, `${name}.yml`), 'utf8') })),
);

const LEAST_CASES = 7;

const PAGE = join(__dirname, '../../../docs/rules.md');
const CORRELATIONS_HEAD = '| correlation | level | what it catches | what else it may be |';

function alertsOf(correlation: Correlation, events: readonly ObservedEvent[]): number {
  const selected = configuration(topic({ name: 'all', rules: [correlation.id] }));
  const expected = new ExpectedAlerts(3_600_000, compileSelected([correlation], selected));
  for (const event of events) expected.correlate(event);
  return expected.alerts().length;
}

it('loads whole, each file one correlation, with nothing to say about any', () => {
  expect({ refused, findings }).toEqual({ refused: [], findings: [] });
  expect(correlations.map(({ file }) => file)).toEqual(NAMES);
  expect(new Set([...rules, ...correlations].map(({ id }) => id)).size).toBe(rules.length + correlations.length);
  expect(rules.filter(({ isQuiet }) => !isQuiet)).toEqual([]);
});

describe.each(correlations.map((each) => [each.file, each] as const))('%s', (name, correlation) => {
  const cases = readCorrelationCases(readFileSync(join(FOLDER, `${name}${CASES}`), 'utf8'));

  it('says what a person needs', () => {
    expect(LEVELS.indexOf(correlation.level)).toBeLessThan(LEVELS.indexOf('critical'));
    expect(correlation.description?.endsWith('.')).toBe(true);
    for (const list of [correlation.falsepositives, correlation.nextSteps, correlation.references, correlation.tags]) {
      expect(list).not.toEqual([]);
    }
    expect(cases.length).toBeGreaterThanOrEqual(LEAST_CASES);
  });

  it.each(cases.map((each) => [each.name, each] as const))('%s', (_, { alerts, events }) => {
    expect(alertsOf(correlation, events)).toBe(alerts);
  });
});

describe('docs/rules.md', () => {
  it('has the table that the correlations make: where it fails, the expected lines are what belongs there', () => {
    const lines = readFileSync(PAGE, 'utf8').split('\n');
    const table = lines.slice(lines.indexOf(CORRELATIONS_HEAD)).filter((line) => line.startsWith('| '));
    const rows = correlations.map(
      ({ title, file, level, description = '', falsepositives }) =>
        `| [${title}](../lib/core/rules/pack/correlations/${file}.yml) | ${level} | ${description} | ${falsepositives.join('; ')} |`,
    );
    expect(table.slice(0, rows.length + 1)).toEqual([CORRELATIONS_HEAD, ...rows]);
  });
});
