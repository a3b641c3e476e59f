import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../scripts/project-root';
import { costReport } from './cost-report';

const PAGE = join(PROJECT_ROOT, 'docs', 'cost.md');

/** Where the page shows the report. */
const SHOWN = /^(```\n\$ npm run -s bench:cost\n)[\s\S]*?(```)$/m;

/**
 * `npm run bench:cost [-- --write]`: what a million events cost, part by part. docs/cost.md shows it, and `--write` puts it
 * there.
 */
function main(): void {
  const report = costReport();
  process.stdout.write(report);
  if (!process.argv.includes('--write')) return;
  const page = readFileSync(PAGE, 'utf8');
  writeFileSync(
    PAGE,
    page.replace(SHOWN, (_, before: string, behind: string) => `${before}${report}${behind}`),
  );
}

main();
