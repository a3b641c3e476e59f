import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { displayWidth } from '../../lib/cli/render/display-width';
import { generatedCorpus } from '../../samples/generated-corpus';

const PROGRAM = join(__dirname, '../../bin/ssm-audit');

const EVENTS = 13_000;
const EVENTS_A_FILE = 1_000;
const WIDTHS = [80, 100, 120, 200];

/** Rows of each table whose last word is given to `show`. */
const SHOWN = 5;

/** The most that a command prints. */
const MOST_BYTES = 1 << 30;

/** A row: perhaps with the edge where rules mark it, then its time, or whose it is before a short reference. */
const ROW = /^(?:[CHMLI ] )?(?:\d\d:\d\d:\d\d|\S+ .*\/[0-9a-z]{1,6}#)/;

/** What is known of an event from `ndjson`. */
interface Listed {
  readonly ref: string;
  readonly eventID: string;
  readonly agent?: true;
  readonly resources?: readonly { readonly id: string }[];
}

/** `npm run test:table`: tables of 13,000 generated events at four widths: what each row must have. */
function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-table-'));
  try {
    const store = filled(folder);
    const [instance = '', document = ''] = [/^i-/, /^AWS-/].map((form) => mostTouched(store, form));
    const questions = [
      [],
      ['--no-agent', '--oldest-first'],
      ['--error', 'any'],
      ['--resource', instance],
      ['--resource', document],
      ['--event', 'UpdateInstanceInformation', '--local-time'],
    ];
    const faults = questions.flatMap((question) => WIDTHS.flatMap((width) => check(store, question, width)));
    for (const fault of faults.slice(0, 20)) process.stderr.write(`${fault}\n`);
    process.stdout.write(`${faults.length} faults\n`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filled(folder: string): string {
  const options = { seed: 17, files: EVENTS / EVENTS_A_FILE, recordsPerFile: EVENTS_A_FILE, systemsManagerShare: 1 };
  for (const { key, body } of generatedCorpus({ ...options, from: '2026-03-02T00:00:00Z' })) {
    writeFileSync(join(folder, `${basename(key).replace(/\.gz$/, '')}.gz`), gzipSync(body));
  }
  const store = join(folder, 'store');
  run(['ingest', folder, '--local', store], WIDTHS[0] ?? 0);
  return store;
}

function mostTouched(store: string, form: RegExp): string {
  const counts = new Map<string, number>();
  for (const { resources = [] } of listed(store, ['--no-agent'])) {
    for (const { id } of resources) if (form.test(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}

/** What is wrong with the table that answers a question, a line each. */
function check(store: string, question: readonly string[], width: number): readonly string[] {
  const events = listed(
    store,
    question.filter((word) => word !== '--local-time'),
  );
  const text = run(['query', ...question, '--local', store, '--limit', '0', '--output', 'table'], width);
  const lines = text.trimEnd().split('\n');
  const rows = lines.filter((line) => ROW.test(line));
  const asked = question[0] === '--resource' ? (question[1] ?? '') : '';
  const about = `${question.join(' ')} at ${width}`;
  process.stdout.write(`${about}: ${rows.length} rows of ${events.length} events\n`);
  return [
    ...lines.filter((line) => displayWidth(line) > width).map((line) => `${about}: too wide: ${line}`),
    ...(rows.length === events.length ? [] : [`${about}: ${rows.length} rows of ${events.length} events`]),
    ...rows.filter((row) => !row.includes(asked)).map((row) => `${about}: ${asked} is cut: ${row}`),
    ...rows.flatMap((row, at) => (leadsTo(lastWord(row), events[at]) ? [] : [`${about}: leads elsewhere: ${row}`])),
    ...rows
      .filter((_, at) => at % Math.ceil(rows.length / SHOWN) === 0)
      .filter((row) => !isShown(store, lastWord(row)))
      .map((row) => `${about}: show does not find it: ${row}`),
  ];
}

function lastWord(row: string): string {
  return row.split(' ').at(-1) ?? '';
}

function leadsTo(word: string, event: Listed | undefined): boolean {
  if (event === undefined) return false;
  if (!event.agent) return event.eventID.startsWith(word);
  const [name, id] = [word.split('/')[0], word.split('#')[1] ?? ''];
  return event.ref.startsWith(`${name}/`) && id !== '' && event.eventID.startsWith(id);
}

function isShown(store: string, word: string): boolean {
  return run(['show', word, '--local', store, '--output', 'ndjson'], WIDTHS[0] ?? 0) !== '';
}

function listed(store: string, question: readonly string[]): readonly Listed[] {
  const text = run(['query', ...question, '--local', store, '--output', 'ndjson'], WIDTHS[0] ?? 0);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function run(words: readonly string[], columns: number): string {
  const env = { ...process.env, COLUMNS: String(columns) };
  return spawnSync(process.execPath, [PROGRAM, ...words], { encoding: 'utf8', env, maxBuffer: MOST_BYTES }).stdout;
}

main();
