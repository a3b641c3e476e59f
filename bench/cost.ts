import { costReport } from './cost-report';

/** `npm run bench:cost`: what a million events cost, part by part. docs/cost.md shows it. */
process.stdout.write(costReport());
