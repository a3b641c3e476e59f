import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { FolderAuditedBucket } from '../../adapters/folder/folder-audited-bucket';
import { PackageFolderReader } from '../../adapters/folder/package-folder';
import { TemporaryTexts } from '../../adapters/sqlite/evidence/temporary-texts';
import { findEvents } from '../../app/ask/find-events';
import { withEvidence } from '../../app/ask/with-evidence';
import { type ComparedAnswers, compareAnswers } from '../../app/evidence/check-answer';
import { type CheckedFiles, checkFiles, type Difference, textOf } from '../../app/evidence/check-files';
import { checkMembers } from '../../app/evidence/check-members';
import { type CheckedPlaces, checkPlaces } from '../../app/evidence/check-places';
import { type CheckedSignature, checkSignature } from '../../app/evidence/check-signature';
import { LOGS_FOLDER, PUBLIC_KEYS_FILE } from '../../app/evidence/ship-files';
import { INDEX_EVERYTHING, type Indexing } from '../../app/index/index-record';
import { guardedBy } from '../../app/ingest/indexing-configuration';
import { ingestFiles } from '../../app/ingest/ingest-files';
import { NO_DEADLINE } from '../../app/ports/deadline';
import type { PackageReader } from '../../app/ports/evidence/package-files';
import { PublicKeyListError, parsePublicKeys } from '../../core/integrity/public-keys';
import { planned } from '../../core/query/planned-query';
import { MalformedRefError } from '../../core/rows/event-ref';
import { KEEP_ALL } from '../../core/rows/kept-records';
import { localIngestion } from '../../local/local-ingestion';
import { temporaryLocalStore } from '../../local/local-store';
import { checkDerived } from './check-derived';
import { leftOutBy } from './left-out-by';
import { PACKAGE_FILES, type PackagedQuestion } from './package-layout';
import { MalformedEventLineError, packagedWithEvidence } from './packaged-events';
import { askedBy, MalformedQuestionError } from './question-words';
import { MalformedCoverageError } from './read-coverage';
import { readQuestion } from './read-question';
import { MalformedVerificationError, verifiedLines } from './verified-list';

/** What was found about a package. Parts that were not reached because an earlier one is wrong are absent. */
export interface CheckedPackage {
  readonly manifestSha256: string;
  readonly files: number;
  readonly signature: CheckedSignature;
  readonly question?: PackagedQuestion;
  /** Absent as well where the package has no log files. */
  readonly places?: CheckedPlaces;
  readonly answers?: ComparedAnswers;
  /** Files that cannot be made again to compare them, because another version of the program wrote them. */
  readonly notCompared?: readonly string[];
  readonly differences: readonly Difference[];
}

/** Checks a package by what is in it, and by the signer's key if that is given. Asks no store and no network. */
export async function checkPackage(folder: string, key: KeyObject | undefined, now: Date): Promise<CheckedPackage> {
  const reader = new PackageFolderReader(folder);
  const files = await checkFiles(reader);
  const signature = await checkSignature(reader, files, key);
  const found = { manifestSha256: files.manifestSha256, files: files.manifest.size, signature };
  const differences = [...files.differences, ...signature.differences];
  // What is not what was packed is not worth being read further, and may come from an attacker.
  if (differences.length > 0) return { ...found, differences };
  try {
    return { ...found, ...(await checkContent(folder, reader, files, now)) };
  } catch (error) {
    return { ...found, differences: [malformedPart(error)] };
  }
}

/** Parts that whoever made the manifest fit could have written in a form that this program does not write. */
const MALFORMED = [
  [MalformedQuestionError, PACKAGE_FILES.question],
  [MalformedCoverageError, PACKAGE_FILES.coverage],
  [MalformedEventLineError, PACKAGE_FILES.events],
  [MalformedRefError, PACKAGE_FILES.verification],
  [MalformedVerificationError, PACKAGE_FILES.verification],
  [PublicKeyListError, PUBLIC_KEYS_FILE],
] as const;

/** What is malformed, by the error that says so. Throws any other error. */
function malformedPart(error: unknown): Difference {
  const [, subject] = MALFORMED.find(([kind]) => error instanceof kind) ?? [];
  if (subject === undefined || !(error instanceof Error)) throw error;
  return { subject, reason: error.message };
}

async function checkContent(folder: string, reader: PackageReader, files: CheckedFiles, now: Date) {
  const question = readQuestion((await textOf(reader, PACKAGE_FILES.question)) ?? '');
  const members = await checkMembers(files, Object.values(PACKAGE_FILES), verifiedLines(reader));
  const { notCompared, ...derived } = await checkDerived(reader, files, question);
  const differences = [...members, ...derived.differences];
  if (!files.manifest.has(PUBLIC_KEYS_FILE)) return { question, notCompared, differences };
  const bucket = new FolderAuditedBucket(join(folder, LOGS_FOLDER));
  const keys = parsePublicKeys((await textOf(reader, PUBLIC_KEYS_FILE)) ?? '');
  const shipped = { bucket, publicKeys: { keys: async () => keys }, indexing: indexingOf(question), now: () => now };
  const places = await checkPlaces(shipped, verifiedLines(reader));
  const answers = await askAgain(folder, reader, files, question, (logFile) => bucket.keyOf(logFile) !== undefined);
  const all = [...differences, ...places.differences, ...answers.differences];
  return { question, notCompared, places, answers, differences: all };
}

/** Indexes the log files of a package in a temporary store, by the code of ingestion, and asks them the question of the package. */
async function askAgain(
  folder: string,
  reader: PackageReader,
  { manifest }: CheckedFiles,
  question: PackagedQuestion,
  isShipped: (logFile: string) => boolean,
): Promise<ComparedAnswers> {
  const { store, close } = temporaryLocalStore();
  const [proofs, waiting] = [new TemporaryTexts(), new TemporaryTexts()];
  try {
    const ingestion = { ...localIngestion(store), indexing: indexingOf(question) };
    await ingestFiles(
      ingestion,
      logFilesIn(folder, [...manifest.keys()]),
      { force: false, deadline: NO_DEADLINE },
      SILENT,
    );
    const now = new Date(question.checkedAt);
    const asked = planned(askedBy(question.words, now));
    const { reader: rows } = store.reading();
    return await compareAnswers({
      packaged: packagedWithEvidence(reader),
      verified: verifiedLines(reader),
      again: withEvidence(rows, findEvents({ reader: rows, now: () => now }, asked)),
      isShipped,
      isLeftOut: leftOutBy(question.indexing, now),
      proofs,
      waiting,
    });
  } finally {
    for (const texts of [proofs, waiting]) texts.close();
    close();
  }
}

/** Everything, and the calls that tamper with the stack that was asked. What a store leaves out is told apart later. */
function indexingOf({ indexing }: PackagedQuestion): Indexing {
  return { ...INDEX_EVERYTHING, kept: KEEP_ALL, ...(indexing && { guard: guardedBy(indexing) }) };
}

/** What a file has that cannot be indexed is found by the comparison. */
const SILENT = {
  onFile: () => undefined,
  onFailure: () => undefined,
  onRemark: () => undefined,
  onQuarantined: () => undefined,
  onCorruptReceipt: () => undefined,
};

/** Log files lie in CloudTrail's folders of that name. Digests lie beside. */
function logFilesIn(folder: string, paths: readonly string[]): readonly string[] {
  return paths
    .filter((path) => path.startsWith(`${LOGS_FOLDER}/`) && !path.includes('/CloudTrail-Digest/'))
    .map((path) => join(folder, path));
}
