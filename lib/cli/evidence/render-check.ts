import { safeText } from '../../core/text/safe-text';
import type { Answer } from '../render/answer';
import { wrapped } from '../render/wrapped-text';
import type { VerdictCheck } from '../verdict/verdict-check';
import type { CheckedPackage } from './check-package';
import { PACKAGE_FILES } from './package-layout';

type PrintedDifference = CheckedPackage['differences'][number];

/** What a check came to: each difference, and what was looked at. `by` is the verdict's own: version, time, who asked. */
export function checkAnswer(
  folder: string,
  checked: CheckedPackage,
  by: Pick<VerdictCheck, 'version' | 'checkedAt' | 'askedBy'>,
): Answer<PrintedDifference> {
  const { manifestSha256, files, signature, places, answers, differences, question, notCompared = [] } = checked;
  const { state, fingerprint } = signature;
  const document = {
    package: folder,
    isWhole: differences.length === 0,
    manifestSha256,
    files,
    signature: { state, ...(fingerprint !== undefined && { fingerprint }) },
    ...(question && { store: question.store, window: question.window, events: question.events }),
    ...(places && { places: { proven: places.proven, notShipped: places.notShipped } }),
    ...(answers && { answers: { equal: answers.equal, notShipped: answers.notShipped } }),
    notCompared,
    notProven: notProven(checked),
    differences,
    ...by,
  };
  return {
    rows: differences,
    fields: ['subject', 'reason'],
    document,
    table: (rows, { width }) =>
      [...rows.flatMap((row) => differenceLines(row, width)), ...summaryLines(checked)]
        .map((line) => `${line}\n`)
        .join(''),
  };
}

function differenceLines({ subject, reason }: PrintedDifference, width: number): readonly string[] {
  return [
    ...wrapped(safeText(`differs: ${subject}`), width),
    ...wrapped(safeText(reason), width - 2).map((line) => `  ${line}`),
  ];
}

function summaryLines({ files, differences, question, places, answers }: CheckedPackage): readonly string[] {
  const verdict = differences.length === 0 ? 'whole' : `not whole: ${differences.length} differences`;
  return [
    `The package is ${verdict}.`,
    `  files compared with the manifest: ${files}`,
    ...(question ? [`  events: ${question.events}`] : []),
    ...(places ? [`  events found again in log files that CloudTrail signed: ${places.proven}`] : []),
    ...(answers ? [`  events that the log files answer again, field by field: ${answers.equal}`] : []),
  ];
}

/** What no other file of a package bears out: of what it says of itself, by file. A signature by a known key says who vouches. */
function notProven({ signature, question, places }: CheckedPackage): readonly string[] {
  if (signature.state === 'valid' || !question) return [];
  return [
    `${PACKAGE_FILES.question} (who asked what of which store, and when)`,
    `${PACKAGE_FILES.coverage} (what was delivered)`,
    ...(places ? [] : [`${PACKAGE_FILES.events} and ${PACKAGE_FILES.verification} (the package has no log files)`]),
  ];
}

/** What a check could not look at, and what only the reader can compare, each a sentence. */
export function checkNotes(checked: CheckedPackage): readonly string[] {
  const { signature, manifestSha256, places, answers, question, notCompared = [] } = checked;
  const unproven = notProven(checked);
  const { state, fingerprint } = signature;
  const notShipped = Math.max(places?.notShipped ?? 0, answers?.notShipped ?? 0);
  return [
    ...(state === 'valid' ? [`signed by the key that you gave, ${fingerprint}`] : []),
    ...(state === 'not checked'
      ? [
          `signed, not checked: the key in the package has the fingerprint ${fingerprint}; get the signer's key elsewhere and give it with --key, or compare: openssl pkey -pubin -in KEY -outform DER | sha256sum`,
        ]
      : []),
    ...(state === 'none'
      ? [`not signed: compare the hash of its manifest with one that you got elsewhere: ${manifestSha256}`]
      : []),
    ...(question && !places
      ? [
          'not checked: the package has no log files (--files puts them in), so that the events could not be looked up in them',
        ]
      : []),
    ...(places
      ? ["the keys of its digests are the package's own: compare them with aws cloudtrail list-public-keys"]
      : []),
    ...(unproven.length > 0
      ? [
          `not proven by itself, only by a signature whose key is known, or by the hash of the manifest: ${unproven.join('; ')}`,
        ]
      : []),
    ...(notCompared.length > 0
      ? [
          `not compared with the other files, because version ${question?.version} wrote the package: ${notCompared.join(', ')}`,
        ]
      : []),
    ...(notShipped > 0 ? [`not checked: ${notShipped} events, whose log file or digest is not in the package`] : []),
  ];
}
