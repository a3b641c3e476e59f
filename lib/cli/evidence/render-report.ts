import { shellWord } from '../../core/text/shell-word';
import { htmlPage, inert } from '../render/html-page';
import type { PackageCoverage } from './package-coverage';
import { PACKAGE_FILES, type PackagedQuestion } from './package-layout';
import type { PackagedEvent } from './packaged-events';
import type { VerdictCounts } from './verified-list';

/** What a report tells of a package. */
export interface ReportedPackage {
  readonly question: PackagedQuestion;
  readonly coverage: PackageCoverage;
  readonly verdicts: VerdictCounts;
  /** How many log files of its events it does not have. Undefined if none were to be put in. */
  readonly absent: number | undefined;
  readonly isSigned: boolean;
  readonly pinned: readonly PinnedFile[];
}

/** A file, or a folder, of which a report gives the hash. */
export interface PinnedFile {
  readonly path: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** Events that the report lists itself. A page of more is slow to open, and `events.csv` has them all. */
const MOST_LISTED = 2_000;

const STYLE = `
td.time, td.ref, td.hash { font-family: ui-monospace, monospace }
tr.refused td.outcome { color: #b00020; font-weight: 600 }
`;

/** A package for people: what was asked, what came out, what that proves and what not. */
export async function renderReport(made: ReportedPackage, events: AsyncIterable<PackagedEvent>): Promise<string> {
  const { question } = made;
  const rows: string[] = [];
  for await (const event of events) {
    if (rows.length === MOST_LISTED) break;
    rows.push(eventRow(event));
  }
  const title = 'Evidence from the audit trail of AWS Systems Manager';
  const body = [
    `<h1>${title}</h1>`,
    facts(made),
    section('What this proves', proofs(made)),
    section('What this does not prove', limits(made)),
    section('What the answer may lack', lacks(made.coverage)),
    `<h2>Events</h2>`,
    question.events > rows.length
      ? `<p>The first ${rows.length} of ${question.events} events, newest first. ${PACKAGE_FILES.table} has them all.</p>`
      : `<p>All ${question.events} events, newest first.</p>`,
    table(['time', 'event', 'who', 'outcome', 'on what', 'account', 'region', 'ref'], rows),
    `<h2>Files</h2>`,
    `<p>This report was made of these files of the package. That of logs/ is the hash of their list, as the manifest has it.</p>`,
    table(['file', 'SHA-256'], made.pinned.map(pinRow)),
  ];
  return htmlPage(title, STYLE, `${body.join('\n')}\n`);
}

function facts({ question, verdicts }: ReportedPackage): string {
  const { from, to } = question.window.eventTime;
  const counts = Object.entries(verdicts).flatMap(([verdict, count]) => (count > 0 ? [`${count} ${verdict}`] : []));
  const rows: readonly (readonly [string, string])[] = [
    ['Question', `ssm-audit query ${question.words.map(shellWord).join(' ')}`],
    ['Events', String(question.events)],
    ['Window', `${from ?? 'the beginning'} to ${to ?? 'now'}, by the time of the event, UTC`],
    [
      'Store',
      'local' in question.store
        ? question.store.local
        : `stack ${question.store.stack}, account ${question.store.account}`,
    ],
    ['Asked by', question.askedBy],
    ['Asked at', question.checkedAt],
    ['Made by', `ssm-audit ${question.version}`],
    ['Verification', counts.length > 0 ? counts.join(', ') : 'no events'],
  ];
  return `<dl>\n${rows.map(([label, text]) => `<dt>${inert(label)}</dt><dd>${inert(text)}</dd>`).join('\n')}\n</dl>`;
}

function proofs({ verdicts, absent, isSigned }: ReportedPackage): readonly string[] {
  return [
    `${verdicts.proven} events stand in log files whose hash CloudTrail signed: each record is at its place in its log file, byte for byte.`,
    ...(absent !== undefined
      ? [
          'Whoever has this package can check that again from the log files, digests and keys in it, with ssm-audit evidence --check.',
        ]
      : []),
    isSigned
      ? 'The signature shows that nothing in this package was changed since somebody signed it, if you compare the fingerprint of their key.'
      : 'The manifest shows that nothing in this package was changed, if you compare the hash of the manifest with one that you got elsewhere.',
  ];
}

function limits({ verdicts, absent }: ReportedPackage): readonly string[] {
  const without = verdicts.invalid + verdicts.unsigned + verdicts['not checked'];
  return [
    ...(without > 0
      ? [
          `${without} events are not proven by a signature of CloudTrail. ${PACKAGE_FILES.verification} says why for each.`,
        ]
      : []),
    'The keys in this package prove nothing by themselves. Compare their fingerprints with those of CloudTrail (aws cloudtrail list-public-keys) and of the signer.',
    ...(absent !== undefined
      ? ['Nothing is proven beyond the log files that are in this package: others may have further events.']
      : ['The log files are not in this package, so that only who can read them can check the events again.']),
    ...(absent !== undefined && absent > 0 ? [`${absent} log files could not be put into this package.`] : []),
    'Who asked what of which store and when, and what was delivered to it, is what the package says of itself. Only a signature or the hash of the manifest, compared as above, shows that nobody changed it.',
    'CloudTrail says who called and with which parameters. It does not record what was typed in a session.',
  ];
}

function lacks({ reconcile, notes }: PackageCoverage): readonly string[] {
  const compared =
    'notDone' in reconcile
      ? `The log files were not compared with what is indexed: ${reconcile.notDone}.`
      : `Log files compared with what is indexed: ${Object.entries(reconcile.counts)
          .map(([state, count]) => `${count} ${state}`)
          .join(', ')}.`;
  return [compared, ...notes.map(({ kind, text }) => `${kind === 'note' ? 'Note' : 'Incomplete'}: ${text}`)];
}

function section(title: string, lines: readonly string[]): string {
  return `<h2>${title}</h2>\n<ul>\n${lines.map((line) => `<li>${inert(line)}</li>`).join('\n')}\n</ul>`;
}

function table(titles: readonly string[], rows: readonly string[]): string {
  const head = titles.map((title) => `<th scope="col">${title}</th>`).join('');
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
}

function eventRow(event: PackagedEvent): string {
  const isRefused = event.outcome !== 'success';
  const cells = [
    ['time', event.eventTime],
    ['event', event.eventName],
    ['who', event.actor ?? event.userIdentityArn],
    ['outcome', event.errorCode ?? event.outcome],
    ['what', (event.resources ?? []).map(({ id }) => id).join(' ')],
    ['account', event.recipientAccountId],
    ['region', event.awsRegion],
    ['ref', event.ref],
  ];
  return `<tr${isRefused ? ' class="refused"' : ''}>${cells.map(([name, text = '']) => `<td class="${name}">${inert(text)}</td>`).join('')}</tr>`;
}

function pinRow({ path, sha256 }: PinnedFile): string {
  return `<tr><td class="file">${inert(path)}</td><td class="hash">${inert(sha256)}</td></tr>`;
}

const PIN_ROW = /<tr><td class="file">([^<]*)<\/td><td class="hash">([0-9a-f]*)<\/td><\/tr>/g;

/** The hashes that a report gives, by path. Reports of earlier versions give none. */
export function pinsIn(report: string): ReadonlyMap<string, string> {
  return new Map([...report.matchAll(PIN_ROW)].map(([, path = '', sha256 = '']) => [path, sha256]));
}
