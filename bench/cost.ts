import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../scripts/project-root';
import { type CostReport, costReport, costsByKind, REPORTS, total } from './cost-report';

const PAGE = join(PROJECT_ROOT, 'docs', 'cost.md');

/** Where the page shows a report: as what a command prints. */
const SHOWN = /^(```\n\$ npm run -s bench:cost(?: -- (\w+))?\n)[\s\S]*?(```)$/gm;

/** What a million events of a fleet may cost, kept for 400 days, in US dollars. */
const MOST_DOLLARS = 17.5;

/**
 * `npm run bench:cost [-- verify|export|rebuild] [--write]`: what a million events cost, part by part. docs/cost.md shows all
 * reports, and `--write` puts them there. Exits with 1 if a fleet costs more than it may.
 */
function main(): void {
  const words = process.argv.slice(2);
  process.stdout.write(costReport(reportNamed(words.find((word) => !word.startsWith('-')))));
  const fleet = total(costsByKind().fleet);
  if (fleet > MOST_DOLLARS) {
    process.stderr.write(`a million events of a fleet cost $${fleet.toFixed(2)}: expected at most $${MOST_DOLLARS}\n`);
    process.exitCode = 1;
  }
  if (!words.includes('--write')) return;
  const page = readFileSync(PAGE, 'utf8');
  writeFileSync(
    PAGE,
    page.replace(SHOWN, (_, before: string, name: string | undefined, behind: string) => {
      return `${before}${costReport(reportNamed(name))}${behind}`;
    }),
  );
}

function reportNamed(name = 'index'): CostReport {
  const report = REPORTS.find((each) => each === name);
  if (report === undefined) throw new Error(`'${name}' is no report: expected ${REPORTS.join(', ')}`);
  return report;
}

main();
