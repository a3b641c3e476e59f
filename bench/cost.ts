import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../scripts/project-root';
import { costReport, costsByKind, total } from './cost-report';

const PAGE = join(PROJECT_ROOT, 'docs', 'cost.md');

/** Where the page shows the report. */
const SHOWN = /^(```\n\$ npm run -s bench:cost\n)[\s\S]*?(```)$/m;

/** What a million events of a fleet may cost, kept for 400 days, in US dollars. */
const MOST_DOLLARS = 17.5;

/**
 * `npm run bench:cost [-- --write]`: what a million events cost, part by part. docs/cost.md shows it, and `--write` puts it
 * there. Exits with 1 if a fleet costs more than it may.
 */
function main(): void {
  const report = costReport();
  process.stdout.write(report);
  const fleet = total(costsByKind().fleet);
  if (fleet > MOST_DOLLARS) {
    process.stderr.write(`a million events of a fleet cost $${fleet.toFixed(2)}: expected at most $${MOST_DOLLARS}\n`);
    process.exitCode = 1;
  }
  if (!process.argv.includes('--write')) return;
  const page = readFileSync(PAGE, 'utf8');
  writeFileSync(
    PAGE,
    page.replace(SHOWN, (_, before: string, behind: string) => `${before}${report}${behind}`),
  );
}

main();
