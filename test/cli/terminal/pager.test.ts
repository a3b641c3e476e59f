import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { LocalFolder } from '../local-folder';
import { sampleStore } from '../sample-store';

const PROGRAM = join(__dirname, '../../../bin/ssm-audit');

/** Only util-linux has a `script` that runs a command in a terminal and gives its exit code. */
const HAS_TERMINAL = process.platform === 'linux' && spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;

let samples: LocalFolder;
beforeAll(async () => {
  samples = await sampleStore();
});
afterAll(() => samples.remove());

/**
 * Runs a question, a query unless said, in a terminal of 24 lines and 80 columns. Of the environment it has the path alone: CI, NO_COLOR, FORCE_COLOR and
 * others tell Node.js how many colours a terminal has.
 */
function inTerminal(words: string, pager?: string, question = 'query', programs?: string) {
  const env = { PATH: [...(programs === undefined ? [] : [programs]), process.env['PATH']].join(delimiter) };
  const command = `stty rows 24 cols 80; '${process.execPath}' '${PROGRAM}' ${question} --local '${samples.store}' ${words}`;
  return spawnSync('script', ['-qec', command, '/dev/null'], {
    encoding: 'utf8',
    env: { ...env, TERM: 'xterm-256color', ...(pager !== undefined && { PAGER: pager }) },
  });
}

const LINES = /^\s*\d+\t(?:[CHMLI ] )?(?:TIME|\d\d:\d\d:\d\d)/gm;

(HAS_TERMINAL ? describe : describe.skip)('on a terminal', () => {
  it('goes through the pager if it is longer than the screen, with notes behind it', () => {
    const { status, stdout } = inTerminal('--limit 60 --no-color', 'cat -n');
    expect(status).toBe(0);
    expect(stdout.match(LINES)?.length).toBe(61);
    expect(stdout.trimEnd().split('\n').at(-1)).toContain('note: 60 events are shown');
  });

  it('stands on the screen if it fits, or if no pager is wanted', () => {
    expect(inTerminal('--limit 3', 'cat -n').stdout).not.toMatch(/^\s*\d+\t/m);
    expect(inTerminal('--limit 60 --no-pager', 'cat -n').stdout).not.toMatch(/^\s*\d+\t/m);
  });

  it('cuts lines that are wider than the screen and says how to scroll, with the pager that nobody chose', () => {
    const programs = join(samples.path, 'programs');
    mkdirSync(programs, { recursive: true });
    writeFileSync(join(programs, 'less'), '#!/bin/sh\necho "less was given: $*"\ncat > /dev/null\n', { mode: 0o755 });
    const given = (words: string) =>
      /less was given: (.*)/.exec(inTerminal(words, undefined, 'query', programs).stdout)?.[1];
    expect(given('--limit 60')?.trim()).toBe('-FRX');
    expect(given('--limit 60 --wide')).toMatch(/^-RXS -Ps.*arrow keys scroll/);
    // Eight rows that take four lines each are longer than the screen.
    expect(given('--limit 8 --wide')).toMatch(/^-RXS /);
    expect(given('--limit 8')).toBeUndefined();
    expect(inTerminal('--limit 60 --wide --no-color', 'cat -n', 'query', programs).stdout).toMatch(/^ +2\t2026-/m);
  });

  it('shows a story as well, with notes behind it', () => {
    const paged = inTerminal('--actor jorge.souza@example.com --no-color', 'cat -n', 'story').stdout;
    // On a slow machine the line that says how far it is comes first, and is erased.
    expect(paged).toMatch(/\s1\tactor jorge\.souza@example\.com/);
    expect(paged).toMatch(/^\s*\d+\tnext questions/m);
    expect(inTerminal('--actor jorge.souza@example.com --no-pager', 'cat -n', 'story').stdout).not.toMatch(
      /^\s*\d+\t/m,
    );
  });

  it('is printed whole if the pager cannot be run, which is said', () => {
    const { status, stdout } = inTerminal('--limit 60 --no-color', 'no-such-pager -x');
    expect(status).toBe(0);
    expect(stdout).toContain("the pager 'no-such-pager -x' cannot be run: check PAGER, or use --no-pager");
    expect(stdout.match(/^(?:[CHMLI ] )?\d\d:\d\d:\d\d /gm)).toHaveLength(60);
  });

  it('ends in order if the pager is left or dies, and keeps the exit code', () => {
    expect(inTerminal('--limit 60', 'head -3').status).toBe(0);
    const { status, stdout } = inTerminal('--limit 60', 'kill -9 $$');
    expect([status, stdout]).toEqual([0, expect.stringContaining('ended with SIGKILL')]);
    expect(inTerminal('--limit 60', 'false').stdout).toContain("the pager 'false' ended with code 1");
    expect(inTerminal('--columns nothing', 'cat').status).toBe(2);
  });

  it('has colours, and none with NO_COLOR or --no-color', () => {
    expect(inTerminal('--denied --limit 3').stdout).toContain('\u001b[31mAccessDenied');
    expect(inTerminal('--denied --limit 3 --no-color').stdout).not.toContain('\u001b[');
  });
});
