import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvedDemands } from '../lib/infra/foreign-demands/resolved-outputs';

const USAGE = 'usage: npx cdk synth --quiet && npm run -s statements -- ACCOUNT REGION';

/** `npm run -s statements`: what keys, buckets and topics of others have to allow, before the first deployment. */
function main(account: string | undefined, region: string | undefined): number {
  if (!/^\d{12}$/.test(account ?? '') || region === undefined) return refused(USAGE);
  const folder = 'cdk.out';
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const stacks = Object.entries<{ type: string; properties?: { templateFile: string } }>(artifacts).filter(
    ([, { type }]) => type === 'aws:cloudformation:stack',
  );
  for (const [stackName, { properties }] of stacks) {
    const template = JSON.parse(readFileSync(join(folder, properties?.templateFile ?? ''), 'utf8'));
    const demands = resolvedDemands(template, { stackName, account: account ?? '', region });
    process.stdout.write(`${JSON.stringify(demands, undefined, 2)}\n`);
  }
  return 0;
}

function refused(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

process.exitCode = main(process.argv[2], process.argv[3]);
