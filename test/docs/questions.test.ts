import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { isNodeId } from '../../lib/core/resources/managed-node';
import { TERM_FIELDS, termKey } from '../../lib/core/rows/term-row';
import type { CliRun } from '../cli/cli-run';
import { runCli } from '../cli/run-cli';

const ROOT = join(__dirname, '../..');

/** A line of a page that stands for any number of lines left out. */
const LEFT_OUT = '…';

/** What parts the columns of a table, and so what precedes the columns that a page cuts off. */
const COLUMN_GAP = '  ';

/** A command of a page, with what the page says that it prints. */
interface Shown {
  readonly command: string;
  readonly lines: readonly string[];
}

let folder: string;
let firstRun: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssm-audit-'));
  symlinkSync(join(ROOT, 'bin'), join(folder, 'bin'));
  const { status, stdout, stderr } = inFolder(`COLUMNS=80 '${process.execPath}' '${join(ROOT, 'dist/first-run.mjs')}'`);
  if (status !== 0) throw new Error(`npm start failed (npm run build must have been run): ${stderr}`);
  firstRun = stdout;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('shows the handles of events in the first run, as query does', () => {
  expect(firstRun).toMatch(/^M 20:30:12 \*DeleteDocument .* {2}dec2b342$/m);
});

it('the first run fits two screens of 24 lines and 80 columns, and ends with the command that opens the page', () => {
  const lines = firstRun.trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(2 * 24);
  expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
  expect(lines.slice(-4)).toEqual([
    expect.stringMatching(/ssm-audit story --session pat\.candella-/),
    expect.stringMatching(/ssm-audit show dec2b342$/),
    expect.stringMatching(/ssm-audit summary --since all$/),
    expect.stringMatching(/ssm-audit ui$/),
  ]);
});

it('takes the commands apart as a shell does', () => {
  const line = `bin/ssm-audit query --where 'a|b=c d' --limit "5"`;
  expect(wordsOf(line)).toEqual(['query', '--where', 'a|b=c d', '--limit', '5']);
});

describe.each(['README.md', 'docs/questions.md', 'docs/export.md'])('%s', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const shown = shownIn(text);

  it('shows commands in blocks of their own, so that each is found here', () => {
    expect(shown.length).toBeGreaterThan(0);
    expect(shown).toHaveLength(text.match(/^\s*\$ bin\/ssm-audit /gm)?.length ?? 0);
  });

  it.each(shown.filter(({ command }) => !asksStack(command)))(
    'shows what $command prints',
    async ({ command, lines }) => {
      const { code, stdout } = await run(command);
      expect(code).toBe(0);
      expect(asShown(stdout.trimEnd().split('\n'), lines)).toEqual(lines);
    },
  );
});

it('has a table of contents with every heading, in order', () => {
  const text = readFileSync(join(ROOT, 'docs/questions.md'), 'utf8');
  const headings = [...text.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/^##(#?) (.*)$/gm)];
  const listed = [...text.matchAll(/^( {2})?- \[(.*)\]\((#.*)\)$/gm)].map(([line]) => line);
  const anchor = (title: string) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-');
  expect(listed).toEqual(
    headings.map(([, deeper, title = '']) => `${deeper ? '  ' : ''}- [${title}](#${anchor(title)})`),
  );
});

describe('the commands of the AWS CLI in docs/questions.md', () => {
  const text = readFileSync(join(ROOT, 'docs/questions.md'), 'utf8');
  const terms = [...text.matchAll(/"S": "([a-zA-Z]+)=([^"]+?)(#?'"\$part"')?"|\b(resource)=(\/\S*?)[ ;]/g)];

  it.each(terms.map(([, field, value, part, inLoop, path]) => [field ?? inLoop ?? '', value ?? path ?? '', part]))(
    'ask for %s=%s as a term is composed',
    (name, value, part) => {
      const field = TERM_FIELDS.find((known) => known === name);
      expect(field && termKey(field, value)).toBe(`${name}=${value}`);
      const isSpread = name === 'role' || name === 'outcome' || (name === 'actor' && !isNodeId(value));
      expect(part !== undefined).toBe(isSpread);
    },
  );

  it('are found', () => expect(terms.length).toBeGreaterThan(10));
});

/** The blocks of a page that begin with a command. */
function shownIn(text: string): readonly Shown[] {
  return [...text.matchAll(/^```\n\$ (bin\/ssm-audit .*)\n([\s\S]*?)\n```$/gm)].map(([, command = '', block = '']) => ({
    command,
    lines: block.split('\n'),
  }));
}

function asksStack(command: string): boolean {
  return /\s--stack\s/.test(command);
}

/**
 * What a command printed, shortened as the page shows it, where it fits; where it does not, as it was printed, so that
 * the difference tells. A line fits that is the same up to a gap between columns.
 */
function asShown(printed: readonly string[], shown: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let at = 0;
  for (const [index, line] of shown.entries()) {
    if (line === LEFT_OUT) {
      const next = shown[index + 1];
      while (at < printed.length && (next === undefined || !fits(next, printed[at]))) at += 1;
      lines.push(line);
    } else {
      lines.push(fits(line, printed[at]) ? line : (printed[at] ?? 'nothing is printed here'));
      at += 1;
    }
  }
  return [...lines, ...printed.slice(at)];
}

function fits(shown: string, printed: string | undefined): boolean {
  return printed === shown || (shown !== '' && printed?.startsWith(shown + COLUMN_GAP) === true);
}

/** What stderr says of the store in the folder. The pages tell that they leave it out. */
const WHICH_STORE = /^note: this is about the local store .*\/\.ssm-audit: /;

/** Runs a command of a page on the store that `npm start` left, as a table; by a shell if the line is more than words. */
async function run(command: string): Promise<Pick<CliRun, 'code' | 'stdout'>> {
  if (command.endsWith(' 2>&1')) {
    const { status, stdout } = inFolder(`${command} --output table`);
    const lines = stdout.split('\n');
    expect(lines.filter((line) => WHICH_STORE.test(line))).toHaveLength(1);
    return { code: status, stdout: lines.filter((line) => !WHICH_STORE.test(line)).join('\n') };
  }
  return runCli([...wordsOf(command), '--output', 'table'], { cwd: folder });
}

/** What a shell makes of a command of a page: the words behind the program. */
function wordsOf(command: string): readonly string[] {
  const [, words = ''] = /^bin\/ssm-audit (.*)$/.exec(command) ?? [];
  return inFolder(`printf '%s\\0' ${words}`).stdout.split('\0').slice(0, -1);
}

/** Runs a line of a shell where `npm start` left its store, without anything in the environment that names another. */
function inFolder(line: string) {
  const { PATH = '' } = process.env;
  return spawnSync('/bin/sh', ['-c', line], { cwd: folder, encoding: 'utf8', env: { PATH } });
}
