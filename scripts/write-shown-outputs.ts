import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** The pages with commands and what they print, which a test compares. */
const PAGES = ['README.md', 'docs/questions.md', 'docs/export.md'];

/** A line of a page that stands for any number of lines left out. */
const LEFT_OUT = '…';

/** What stderr says of the store. The pages leave it out. */
const WHICH_STORE = /^note: this is about the local store /;

/** `npm run docs`: writes what the commands of the pages print on the store that `npm start` makes of the samples. */
function writeShownOutputs(): void {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-'));
  try {
    symlinkSync(join(ROOT, 'bin'), join(folder, 'bin'));
    inFolder(folder, `'${process.execPath}' '${join(ROOT, 'dist/first-run.mjs')}'`);
    for (const page of PAGES) {
      const path = join(ROOT, page);
      const text = readFileSync(path, 'utf8').replace(
        /^```\n\$ (bin\/ssm-audit .*)\n([\s\S]*?)\n```$/gm,
        (whole, command: string, shown: string) =>
          /\s--stack\s/.test(command) ? whole : `\`\`\`\n$ ${command}\n${written(folder, command, shown)}\n\`\`\``,
      );
      writeFileSync(path, text);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What a command prints; with as many lines before and behind those left out as the page had. A block that leaves lines
 * out in several places is left as it is: write it by hand.
 */
function written(folder: string, command: string, shown: string): string {
  const printed = inFolder(folder, `${command} --output table`)
    .split('\n')
    .filter((line) => !WHICH_STORE.test(line));
  while (printed.at(-1) === '') printed.pop();
  const timeless = withoutTimes(printed);
  const before = shown.split('\n');
  const at = before.indexOf(LEFT_OUT);
  if (at !== before.lastIndexOf(LEFT_OUT)) return shown;
  if (at < 0 || timeless.length <= before.length) return timeless.join('\n');
  const behind = before.length - at - 1;
  return [...timeless.slice(0, at), LEFT_OUT, ...(behind > 0 ? timeless.slice(-behind) : [])].join('\n');
}

/** The column with the time of indexing, which is another each time. */
const TIMES = '  INDEXED';

/** A table without the columns from the time of indexing on. */
function withoutTimes(lines: readonly string[]): readonly string[] {
  const [titles = ''] = lines;
  const at = titles.indexOf(TIMES);
  const end = lines.indexOf('');
  return at < 0 ? lines : lines.map((line, index) => (index < end ? line.slice(0, at).trimEnd() : line));
}

/** Runs a line of a shell in a folder. Gives what it prints on stdout, whatever its exit code. */
function inFolder(folder: string, line: string): string {
  const { PATH = '' } = process.env;
  return spawnSync('/bin/sh', ['-c', line], { cwd: folder, encoding: 'utf8', env: { PATH } }).stdout;
}

writeShownOutputs();
