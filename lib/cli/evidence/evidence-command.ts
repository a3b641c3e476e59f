import { Command } from 'commander';
import { STRICT_FLAG } from '../render/say-notes';
import { UsageError } from '../terminal/cli-error';
import { type EvidenceFlags, withEvidenceFlags } from './evidence-flags';

/** `ssm-audit evidence` */
export function evidenceCommand(): Command {
  return withEvidenceFlags(new Command('evidence'))
    .description('write the answer to a question as a package that can be checked without the store, or check one')
    .option(...STRICT_FLAG)
    .action(evidence);
}

async function evidence(flags: EvidenceFlags): Promise<void> {
  if (flags.check !== undefined) {
    const { checkEvidence } = await import('./check-evidence.js');
    return checkEvidence(flags.check, flags);
  }
  if (flags.key !== undefined) {
    throw new UsageError('--key is given without --check: expected --check DIR with it, or --sign to sign a package');
  }
  if (flags.out === undefined) {
    throw new UsageError(
      '--out is missing: expected --out DIR for a new package, or --check DIR for one that is there',
    );
  }
  const { makeEvidence } = await import('./make-evidence.js');
  return makeEvidence(flags.out, flags);
}
