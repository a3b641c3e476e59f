import type { Command } from 'commander';
import { COMMANDS } from '../../../lib/cli/commands';
import { examplesOf } from '../../../lib/cli/help/examples';
import { headingOf } from '../../../lib/cli/help/flag-groups';
import { withHelp } from '../../../lib/cli/help/with-help';
import { runCli } from '../run-cli';

/** All commands and their children, by the words that name them. */
async function everyCommand(): Promise<ReadonlyMap<string, Command>> {
  const loaded = await Promise.all(Object.values(COMMANDS).map(({ load }) => load()));
  const named = loaded.flatMap((command) => [
    [command.name(), command] as const,
    ...command.commands.map((child) => [`${command.name()} ${child.name()}`, child] as const),
  ]);
  return new Map(named);
}

it('has examples for every command, which have only flags that it has', async () => {
  for (const [words, command] of await everyCommand()) {
    const examples = examplesOf(words);
    expect([words, examples.length]).not.toEqual([words, 0]);
    for (const example of examples.filter((each) => each.startsWith('ssm-audit '))) {
      const flags = [...example.matchAll(/ (--[a-z-]+)/g)].map(([, flag]) => flag);
      const known = [command, ...command.commands].flatMap(({ options }) => options.map(({ long }) => long));
      expect([example, flags.filter((flag) => !known.includes(flag))]).toEqual([example, []]);
      expect(example).toContain(`ssm-audit ${words}`);
    }
  }
});

it('has help that fits 80 columns, with the flags of one command first', async () => {
  for (const [words, command] of await everyCommand()) {
    withHelp(command, words.split(' '));
    command.configureOutput({ writeOut: () => undefined }).outputHelp();
    const help = command.configureHelp({ helpWidth: 80 }).helpInformation();
    const widest = Math.max(...[...help.split('\n'), ...examplesOf(words)].map((line) => line.length));
    expect([words, widest > 80]).toEqual([words, false]);
    const own = command.options.map(({ long }) => headingOf(long ?? '') === undefined);
    expect([words, own]).toEqual([words, [...own].sort((one, other) => Number(other) - Number(one))]);
  }
});

it('groups the flags and shows examples', async () => {
  const { code, stdout } = await runCli(['query', '--help']);
  expect(code).toBe(0);
  const headings = ['What to look for:', 'When:', 'Where to look:', 'How to show it:', 'Examples:'];
  const places = headings.map((heading) => stdout.indexOf(`\n${heading}\n`));
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places).not.toContain(-1);
  expect((await runCli(['help', 'query'])).stdout).toBe(stdout);
  expect((await runCli(['help', 'query', '--limit'])).stdout).toBe(stdout);
});

it.each([
  [['qery'], ["unknown command 'qery'", 'Did you mean query?', '--help']],
  [
    ['help', 'qery'],
    ["there is no command 'qery'", 'did you mean query?'],
  ],
  [
    ['alerts', 'lst'],
    ["unknown command 'lst'", 'Did you mean list?', 'alerts --help'],
  ],
  [
    ['alerts', 'list', '--foo'],
    ["unknown option '--foo'", 'ssm-audit alerts list --help'],
  ],
  [
    ['query', '--evnt', 'x'],
    ['Did you mean --event?', 'ssm-audit query --help'],
  ],
  [['status', '--contains', 'x'], ['--contains is a flag of: query, summary']],
  [['--repair', 'reconcile'], ['--repair is a flag of: reconcile; write it after the command']],
  [['verify', '--repair'], ['--repair is a flag of: reconcile']],
  [
    ['help', 'alerts', 'rplay'],
    ["there is no command 'alerts rplay'", 'did you mean replay?', 'ssm-audit alerts --help'],
  ],
  [
    ['help', 'query', 'show'],
    ["there is no command 'query show'", 'ssm-audit query --help'],
  ],
  [
    ['query', '--since', '2026-03-05', '20:30'],
    ['too many arguments', "a time of two words needs quotes: --since '2026-03-05 20:30'"],
  ],
  [['query', '--until', '2h', 'ago'], ["--until '2h ago'"]],
])('says of %j what was meant', async (words, texts) => {
  const { code, stdout, stderr } = await runCli(words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  for (const text of texts) expect(stderr).toContain(text);
});

it('prints its version', async () => {
  expect(await runCli(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});
