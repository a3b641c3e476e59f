import { safeText } from '../../core/text/safe-text';
import type { Answer } from '../render/answer';
import { wrapped } from '../render/wrapped-text';
import type { VerdictCheck } from '../verdict/verdict-check';
import type { CheckedPackage } from './check-package';

type PrintedDifference = CheckedPackage['differences'][number];

/** What a check came to: each difference, and what was looked at. `by` is the verdict's own: version, time, who asked. */
export function checkAnswer(
  folder: string,
  checked: CheckedPackage,
  by: Pick<VerdictCheck, 'version' | 'checkedAt' | 'askedBy'>,
): Answer<PrintedDifference> {
  const { manifestSha256, files, signature, places, answers, differences, question } = checked;
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

/** What a check could not look at, and what only the reader can compare, each a sentence. */
export function checkNotes({
  signature,
  manifestSha256,
  places,
  answers,
  question,
}: CheckedPackage): readonly string[] {
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
    ...(notShipped > 0 ? [`not checked: ${notShipped} events, whose log file or digest is not in the package`] : []),
  ];
}
