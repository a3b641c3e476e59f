import { createHash } from 'node:crypto';
import { version } from '../../../package.json';
import { type CheckedFiles, type Difference, textOf } from '../../app/evidence/check-files';
import { type CheckedListing, checkListing } from '../../app/evidence/check-listing';
import { SIGNER_KEY_FILE } from '../../app/evidence/seal-package';
import type { PackageReader } from '../../app/ports/evidence/package-files';
import { planned } from '../../core/query/planned-query';
import { eventsAnswer } from '../query/render-events';
import { printed } from '../render/print-answer';
import type { PackageCoverage } from './package-coverage';
import { jsonText, PACKAGE_FILES, type PackagedQuestion } from './package-layout';
import { packageReport, pinnedFiles } from './package-report';
import { packagedAnswers, packagedWithEvidence } from './packaged-events';
import { askedBy } from './question-words';
import { readCoverage } from './read-coverage';
import { pinsIn } from './render-report';
import { verifiedLines } from './verified-list';

/** What the files of a package say of each other. */
export interface CheckedDerivation {
  readonly differences: readonly Difference[];
  /** Files that another version of the program wrote in another form, so that they cannot be made again to compare them. */
  readonly notCompared: readonly string[];
}

/** Makes of the other files of a package again what was made of them, and compares. Rejects if one of them is malformed. */
export async function checkDerived(
  reader: PackageReader,
  { manifest }: CheckedFiles,
  question: PackagedQuestion,
): Promise<CheckedDerivation> {
  const coverage = readCoverage((await textOf(reader, PACKAGE_FILES.coverage)) ?? '');
  const { query, plan } = planned(askedBy(question.words, new Date(question.checkedAt)));
  const names = { events: PACKAGE_FILES.events, verification: PACKAGE_FILES.verification };
  const window = { since: query.since, until: query.until };
  const listing = await checkListing(packagedWithEvidence(reader), verifiedLines(reader), { names, ...window });
  const made = { reader, manifest, question, coverage, listing };
  const remade = [await tableProblem(made), ...(await reportProblems(made))].flatMap((each) => each ?? []);
  const isOfThisVersion = question.version === version;
  const isTold = ({ subject, reason }: Difference) =>
    reason === NOT_AS_MADE && !isOfThisVersion && REMADE.includes(subject);
  return {
    differences: [
      ...questionProblems(question, { plan: plan.by, ...window }, listing),
      ...formProblems(made),
      ...listing.differences,
      ...remade.filter((each) => !isTold(each)),
    ],
    notCompared: remade.filter(isTold).map(({ subject }) => subject),
  };
}

const REMADE: readonly string[] = [PACKAGE_FILES.table, PACKAGE_FILES.report];
const NOT_AS_MADE = 'it is not what the other files of the package make';

interface MadePackage {
  readonly reader: PackageReader;
  readonly manifest: CheckedFiles['manifest'];
  readonly question: PackagedQuestion;
  readonly coverage: PackageCoverage;
  readonly listing: CheckedListing;
}

/** What a question says of itself that follows from its words and its events. */
function questionProblems(
  { window, events, plan, version: madeBy }: PackagedQuestion,
  asked: { readonly plan: string; readonly since: string | undefined; readonly until: string | undefined },
  listing: CheckedListing,
): readonly Difference[] {
  const { from, to } = window.eventTime;
  const isOfWords = from === (asked.since ?? null) && to === (asked.until ?? null);
  const isPlanned = plan === asked.plan || madeBy !== version;
  return [
    ...(isOfWords ? [] : ['its window is not that of its words']),
    ...(isPlanned ? [] : ['its plan is not that of its words']),
    ...(events === listing.events
      ? []
      : [`it says ${events} events, and ${PACKAGE_FILES.events} has ${listing.events}`]),
  ].map((reason) => ({ subject: PACKAGE_FILES.question, reason }));
}

/** Of a member that stands twice, other readers take the other one. */
function formProblems({ manifest, question, coverage }: MadePackage): readonly Difference[] {
  const forms = [
    [PACKAGE_FILES.question, question],
    [PACKAGE_FILES.coverage, coverage],
  ] as const;
  return forms
    .filter(([path, value]) => sha256Of(jsonText(value)) !== manifest.get(path)?.sha256)
    .map(([subject]) => ({ subject, reason: 'it is not written as this program writes it' }));
}

async function tableProblem({ reader, manifest }: MadePackage): Promise<Difference | undefined> {
  const hash = createHash('sha256');
  for await (const text of printed(eventsAnswer(packagedAnswers(reader), false), 'csv')) hash.update(text);
  const isSame = hash.digest('hex') === manifest.get(PACKAGE_FILES.table)?.sha256;
  return isSame ? undefined : { subject: PACKAGE_FILES.table, reason: NOT_AS_MADE };
}

/** What the report has another hash of is named itself, whichever version wrote it. */
async function reportProblems(made: MadePackage): Promise<readonly Difference[]> {
  const { reader, manifest, question, coverage, listing } = made;
  const after: readonly string[] = [PACKAGE_FILES.report, SIGNER_KEY_FILE];
  const entries = [...manifest.values()].filter(({ path }) => !after.includes(path));
  const { verdicts } = listing;
  const sources = { question, coverage, verdicts, entries, isSigned: manifest.has(SIGNER_KEY_FILE) };
  const isSame = sha256Of(await packageReport(reader, sources)) === manifest.get(PACKAGE_FILES.report)?.sha256;
  if (isSame) return [];
  const pins = pinsIn((await textOf(reader, PACKAGE_FILES.report)) ?? '');
  const others = pinnedFiles(entries).filter(({ path, sha256 }) => pins.has(path) && pins.get(path) !== sha256);
  if (others.length === 0) return [{ subject: PACKAGE_FILES.report, reason: NOT_AS_MADE }];
  return others.map(({ path }) => ({ subject: path, reason: `${PACKAGE_FILES.report} has another hash of it` }));
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
