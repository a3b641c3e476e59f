import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { costReport, costsByKind, meansByKind, REPORTS, total } from '../../bench/cost-report';
import { STORED_A_UNIT } from '../../lib/contract/dynamodb-prices';
import {
  ALERT_METRICS,
  INGEST_METRICS,
  RECONCILE_METRICS,
  TRAIL_HEALTH_METRICS,
} from '../../lib/contract/metric-names';
import { LEVELS } from '../../lib/core/rules/rule';
import { PROJECT_ROOT } from '../../scripts/project-root';
import { resourcesOf, synthesized } from '../infra/synthesized-stack';

const kinds = Object.entries(costsByKind());

const page = (...path: readonly string[]) => readFileSync(join(PROJECT_ROOT, ...path), 'utf8');
const cost = page('docs', 'cost.md');
const readme = page('README.md').replaceAll(/\s+/g, ' ');

/** The numbers at the end of the row of a table whose first cell begins so. */
function row(name: string): readonly number[] {
  const line = cost.split('\n').find((each) => each.startsWith(`| ${name}`)) ?? '';
  const cells = line.split('|').map((cell) => cell.replaceAll('*', '').trim());
  return cells.filter((cell) => /^\d+\.\d\d$/.test(cell)).map(Number);
}

const summed = (...names: readonly string[]) => names.map((name) => row(name)[0] ?? Number.NaN).reduce((a, b) => a + b);

/** Alarms and metrics come and go: the page is about dollars. */
const ABOUT = 1.5;

const [, idle, least, most] =
  /idle stack costs at most \$(\d+) a month, .* events cost \$(\d+) to \$(\d+) to/.exec(readme) ?? [];

it('README says what docs/cost.md says: idle, and a million events', () => {
  expect(Number(idle)).toBe(Math.round(row('**all** ')[0] ?? 0));
  expect([Number(least), Number(most)]).toEqual(kinds.map(([, parts]) => Math.round(total(parts))));
  expect(cost).toContain(`costs about $${idle} a month`);
  expect(cost).toContain(`cost $${least} to $${most} in all`);
});

it('README says what a second trail costs, as docs/cost.md does', () => {
  const [first] = row('CloudTrail, a second trail');
  expect(readme).toContain(`A second trail of management events costs $${first} for a million events`);
  expect(readme).toContain("an organization's trail is one more in each member account");
});

it.each(REPORTS)('shows what the bench of a million events prints: %s', (name) => {
  const command = name === 'index' ? 'bench:cost' : `bench:cost -- ${name}`;
  const shown = new RegExp(`^\`\`\`\\n\\$ npm run -s ${command}\\n([\\s\\S]*?)\`\`\`$`, 'm').exec(cost)?.[1];
  expect(shown).toBe(costReport(name));
});

it('chooses the class of the tables by what a unit of these events stores', () => {
  for (const { units, gigabytes } of Object.values(meansByKind())) {
    const sum = (of: typeof units) => of.events + of.byPrincipal + of.terms;
    expect(Math.abs(sum(gigabytes) / (sum(units) * 1e6) / STORED_A_UNIT - 1)).toBeLessThan(0.06);
  }
});

it('the totals of docs/cost.md are the sums of their parts', () => {
  expect(summed('own metrics', 'alarms', 'dashboard', 'queues', 'schedules')).toBeCloseTo(row('**all** ')[0] ?? 0, 2);
});

it('and what an idle stack has is what the template has', () => {
  const alarms = resourcesOf(synthesized()).filter(({ type }) => type === 'AWS::CloudWatch::Alarm');
  const watched = alarms.flatMap(({ properties }) => properties['Metrics'] ?? [{ MetricStat: {} }]);
  const metrics = watched.filter((metric) => Object(metric).MetricStat !== undefined).length;
  expect(Math.abs(metrics * 0.1 - (row('alarms')[0] ?? 0))).toBeLessThan(ABOUT);
  const names = [INGEST_METRICS, ALERT_METRICS, RECONCILE_METRICS, TRAIL_HEALTH_METRICS].flatMap(Object.keys).length;
  expect(Math.abs((names + LEVELS.length - 1) * 0.3 - (row('own metrics')[0] ?? 0))).toBeLessThan(ABOUT);
});
