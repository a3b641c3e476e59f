import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { filePublicKeys } from '../../adapters/folder/file-public-keys';
import { type Leftovers, PackageFolder } from '../../adapters/folder/package-folder';
import type { SigningKey } from '../../app/ports/evidence/signing-key';
import type { VerifyDependencies } from '../../app/verify/verify-trail';
import { planned } from '../../core/query/planned-query';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import { safeText } from '../../core/text/safe-text';
import { shellWord } from '../../core/text/shell-word';
import { refuseLinkToNowhere } from '../paths/link-to-nowhere';
import { placeProblem } from '../paths/place-problem';
import { keptIn, sayAnswerNotes, sayCorruptRows } from '../query/answer-notes';
import { queryOf } from '../query/query-flags';
import { countsAnswer } from '../render/answer';
import { printAnswer } from '../render/print-answer';
import { sayNotes } from '../render/say-notes';
import { type Store, storePlace, storeWords, withStore } from '../store/store';
import { EXIT, UsageError } from '../terminal/cli-error';
import { say } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';
import { localSources, stackSources } from '../verify/verification-sources';
import { pastRange } from '../window/window-flags';
import type { EvidenceFlags } from './evidence-flags';
import { type MadePackage, makePackage, type PackageRequest } from './make-package';
import { questionWords } from './question-words';

/** `ssm-audit evidence … --out DIR` */
export async function makeEvidence(folder: string, flags: EvidenceFlags): Promise<void> {
  const now = new Date();
  await refuseFolder(folder);
  const key = flags.sign === undefined ? undefined : await signingKey(flags.sign, flags);
  const range = rangeOf(flags, now);
  const question = planned({ ...queryOf({ ...flags, limit: 0 }, now), ...range });
  const made = await withStore(storePlace(flags, process.env), async (store) => {
    const verifying = await verifyingOf(store, flags);
    if (flags.files) warnOfFiles(verifying);
    const shipsFiles = flags.files === true;
    const words = questionWords(flags, range);
    const request = { question, words, now, logs: flags.logs, verifying, shipsFiles, key };
    const done = await madeIn(folder, store, request);
    if (done.question.events === 0) await sayWhyNothing(store, request, flags);
    return done;
  });
  const counts = countsOf(folder, made);
  await printAnswer(countsAnswer(counts, { ...counts, ...checkOf(made) }), flags);
  await sayWhatIsLacking(made, flags);
  say(`ssm-audit: anybody can check the package: ${ownCommand('evidence', '--check', shellWord(folder))}`);
}

/** Makes the package in its folder: whole, or not at all. */
async function madeIn(folder: string, store: Store, request: Omit<PackageRequest, 'files'>): Promise<MadePackage> {
  const files = await begun(folder);
  try {
    const made = await makePackage(store, { ...request, files });
    await files.finish();
    return made;
  } catch (error) {
    await files.abandon();
    throw error;
  }
}

async function begun(folder: string): Promise<PackageFolder> {
  try {
    return await PackageFolder.begin(folder);
  } catch (error) {
    throw placeProblem(error, folder);
  }
}

async function refuseFolder(folder: string): Promise<void> {
  refuseLinkToNowhere('--out', folder);
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new UsageError(`--out '${folder}' is a file: expected a folder that is empty or not there`);
  }
  const { removed, working, unknown } = await cleaned(folder);
  for (const path of removed) say(`note: removed what a run left that was ended: ${safeText(path)}`);
  for (const path of unknown)
    say(
      `note: a run on another machine or of an earlier version left this, or still works in it: ${safeText(path)}; remove it when no run does, because --check names whatever is of no package`,
    );
  if (working.length > 0) {
    throw new UsageError(
      `--out '${folder}' is in use by another run, which works in ${working.join(', ')}: expected another folder; if no run works there, remove that`,
    );
  }
  const others = existsSync(folder)
    ? readdirSync(folder).filter((name) => !unknown.includes(join(resolve(folder), name)))
    : [];
  if (others.length > 0) {
    throw new UsageError(`--out '${folder}' is not empty: expected a folder that is empty or not there`);
  }
}

async function cleaned(folder: string): Promise<Leftovers> {
  try {
    return await PackageFolder.cleanUp(folder);
  } catch (error) {
    throw placeProblem(error, folder);
  }
}

function rangeOf(flags: EvidenceFlags, now: Date) {
  if (flags.since === undefined && flags.during === undefined) {
    throw new UsageError('--since is missing: expected a time, --since all for everything, or --during with a period');
  }
  return pastRange(flags, now);
}

async function signingKey(key: string, { profile, stackRegion }: EvidenceFlags): Promise<SigningKey> {
  if (!/^(?:arn:|alias\/)/.test(key)) {
    const { localSigningKey } = await import('../../adapters/evidence-keys/local-signing-key.js');
    return localSigningKey(key);
  }
  const { kmsSigningKey } = await import('../../adapters/evidence-keys/kms-signing-key.js');
  return kmsSigningKey(key, { ...(profile && { profile }), ...(stackRegion && { region: stackRegion }) });
}

/** What verifies the events: of a stack its bucket, of a local store the folder that was named. */
async function verifyingOf(store: Store, { logs, keys }: EvidenceFlags): Promise<PackageRequest['verifying']> {
  const publicKeys = keys === undefined ? undefined : await filePublicKeys(keys);
  if (store.local === undefined) {
    if (logs !== undefined) throw new UsageError('--logs is given with a stack, which reads its own bucket');
    return stackSources(store.ports, store.outputs, store.place.kind === 'stack' ? store.place : {}, publicKeys);
  }
  if ((logs === undefined) !== (publicKeys === undefined)) {
    throw new UsageError(
      'only one of --logs and --keys is given: expected both, to verify the events of a local store',
    );
  }
  if (logs === undefined || !publicKeys)
    return { reason: 'the copy of the log bucket (--logs) and the public keys (--keys) were not given' };
  if (!existsSync(logs)) throw new UsageError(`--logs '${logs}': no such folder; expected the copy of the log bucket`);
  return localSources(store.ports, logs, publicKeys);
}

function warnOfFiles(verifying: VerifyDependencies | { readonly reason: string }): void {
  if ('reason' in verifying) {
    throw new UsageError(
      '--files is given for a local store without --logs and --keys: expected both, which say where the log files and keys are',
    );
  }
  say(
    'note: --files puts whole log files into the package, as CloudTrail wrote them: nothing in them is masked, and they have records of other services',
  );
}

function countsOf(folder: string, { verdicts, question, manifestSha256, signerFingerprint, shipped }: MadePackage) {
  return {
    package: folder,
    events: question.events,
    proven: verdicts.proven,
    invalid: verdicts.invalid,
    unsigned: verdicts.unsigned,
    notChecked: verdicts['not checked'],
    shippedFiles: shipped?.entries.length ?? 0,
    absentFiles: shipped?.absent.length ?? 0,
    manifestSha256,
    ...(signerFingerprint !== undefined && { signerFingerprint }),
  };
}

function checkOf({ question: { version, store, window, checkedAt, askedBy, words } }: MadePackage) {
  return { words, version, store, window, checkedAt, askedBy };
}

/** A package without events is no proof that nothing happened: says what the store has, as `query` does. */
async function sayWhyNothing(
  store: Store,
  { question }: Pick<PackageRequest, 'question'>,
  flags: EvidenceFlags,
): Promise<void> {
  const corrupt = new CorruptRows();
  const { reader, receipts } = store.ports.reading(corrupt);
  const context = { ...flags, storeWords: storeWords(flags) };
  await sayAnswerNotes({ reader, receipts, corrupt, ...keptIn(store.outputs) }, question, 0, context);
}

async function sayWhatIsLacking(made: MadePackage, flags: EvidenceFlags): Promise<void> {
  const context = { ...flags, storeWords: storeWords(flags) };
  if (made.question.events > 0) sayNotes(made.coverage.notes, context);
  await sayCorruptRows(made.corrupt, context);
  const { verdicts, shipped } = made;
  if (verdicts['not checked'] > 0) say('note: no event was verified: expected --logs and --keys for a local store');
  for (const logFile of shipped?.absent ?? [])
    say(`ssm-audit: not in the package, because it is not there: ${safeText(logFile)}`);
  if (verdicts.invalid > 0)
    say(`ssm-audit: ${verdicts.invalid} events are not what CloudTrail signed: verification.json says why for each`);
  if (verdicts.invalid > 0 || (shipped?.absent.length ?? 0) > 0) process.exitCode = EXIT.incomplete;
}
