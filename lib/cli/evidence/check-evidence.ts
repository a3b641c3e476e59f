import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { NoPackageError } from '../../app/evidence/check-files';
import { readSignerKey, UnreadableSignerKeyError } from '../../core/evidence/envelope-signature';
import { safeText } from '../../core/text/safe-text';
import { printAnswer } from '../render/print-answer';
import { EXIT, UsageError } from '../terminal/cli-error';
import { say } from '../terminal/output';
import { verdictAlone } from '../verdict/verdict-check';
import { type CheckedPackage, checkPackage } from './check-package';
import type { EvidenceFlags } from './evidence-flags';
import { checkAnswer, checkNotes } from './render-check';

/** Flags of a package that is made, not checked. */
const OF_MAKING = ['out', 'files', 'sign', 'logs', 'keys', 'local', 'stack'] as const;

/** `ssm-audit evidence --check DIR` */
export async function checkEvidence(folder: string, flags: EvidenceFlags): Promise<void> {
  const other = OF_MAKING.find((name) => flags[name] !== undefined);
  if (other !== undefined) {
    throw new UsageError(`--${other} is given with --check, which reads the package alone: leave out --${other}`);
  }
  const now = new Date();
  const key = flags.key === undefined ? undefined : await signerKey(flags.key);
  const checked = await checkedPackage(folder, key, now);
  await printAnswer(checkAnswer(folder, checked, verdictAlone(now)), flags);
  for (const note of checkNotes(checked)) say(`ssm-audit: ${safeText(note)}`);
  if (checked.differences.length > 0) process.exitCode = EXIT.incomplete;
}

async function checkedPackage(folder: string, key: KeyObject | undefined, now: Date): Promise<CheckedPackage> {
  try {
    return await checkPackage(folder, key, now);
  } catch (error) {
    if (error instanceof NoPackageError) throw new UsageError(`--check '${folder}': ${error.message}`);
    throw error;
  }
}

async function signerKey(path: string): Promise<KeyObject> {
  try {
    return readSignerKey(await readFile(path));
  } catch (error) {
    const reason = error instanceof UnreadableSignerKeyError ? error.message : 'it cannot be read';
    throw new UsageError(`--key '${path}': ${reason}`);
  }
}
