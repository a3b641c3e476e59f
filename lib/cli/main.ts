import { type Argument, Command, CommanderError, InvalidArgumentError, type Option } from 'commander';
import { version } from '../../package.json';
import { safeText } from '../core/text/safe-text';
import { COMMANDS } from './commands';
import { COMPLETING } from './completion/completion-scripts';
import { EXIT, exitCodeOf } from './terminal/cli-error';
import { withoutColours } from './terminal/colour';
import { outliveReaders, say } from './terminal/output';
import { ownCommand } from './terminal/own-command';
import { withoutPager } from './terminal/pager';
import { clearProgress } from './terminal/progress-line';

/** Flags that may be anywhere on the command line, with any command. */
const EVERYWHERE: readonly string[] = ['--debug', '--no-color', '--no-pager'];

/** Runs the command line. Sets the exit code and never forces the exit, so that output is written to its end. */
export async function main(argv: readonly string[]): Promise<void> {
  if (argv[0] === COMPLETING) return complete(argv.slice(1));
  const debug = argv.includes('--debug');
  const given = argv.filter((word) => !EVERYWHERE.includes(word));
  const words = asked(given);
  if (argv.includes('--no-color')) withoutColours(process.env);
  if (argv.includes('--no-pager')) withoutPager(process.env);
  outliveReaders();
  try {
    if (given[0] === 'help' && given[1] !== undefined) await refuseUnknown(given[1], given[2]);
    await (await program(words[0])).parseAsync([...words], { from: 'user' });
  } catch (error) {
    process.exitCode = report(error, debug);
    if (error instanceof CommanderError) await sayElsewhere(error, words);
  } finally {
    clearProgress();
  }
}

/** Answers a shell that completes a line. Says nothing if that fails: somebody is in the middle of typing. */
async function complete(words: readonly string[]): Promise<void> {
  try {
    const { completionLines } = await import('./completion/complete-words.js');
    process.stdout.write((await completionLines(words, COMMANDS)).map((line) => `${line}\n`).join(''));
  } catch {
    process.exitCode = EXIT.incomplete;
  }
}

/** `help COMMAND` as `COMMAND --help`: the command is loaded then, and has more to tell than its summary. */
function asked(words: readonly string[]): readonly string[] {
  const [help, name] = words;
  if (help !== 'help' || name === undefined) return words;
  // A flag would take --help for its value.
  const flag = words.findIndex((word) => word.startsWith('-'));
  return [...words.slice(1, flag === -1 ? undefined : flag), '--help'];
}

/** The program with the one command that is asked for, or with the summaries of all. */
async function program(name: string | undefined): Promise<Command> {
  const root = new Command('ssm-audit')
    .description('Ask the audit trail of AWS Systems Manager: who did this, to what, and what else did they do?')
    .version(version, '--version', 'print the version of this program')
    .option('--debug', 'show stack traces')
    .option('--no-color', 'print no colours, as with NO_COLOR in the environment')
    .option('--no-pager', 'print what is longer than the screen at once, not through PAGER')
    .showHelpAfterError(`(see ${ownCommand('--help')})`)
    .exitOverride();
  const asked = name === undefined ? undefined : await loaded(name);
  if (asked) return root.addCommand(await strict(asked));
  for (const [known, { summary }] of Object.entries(COMMANDS)) root.command(known).description(summary);
  return root;
}

/** A command by its name, for scripts that lack it too (`scripts/local-program-bundle.ts`); undefined where there is none. */
export async function loaded(name: string): Promise<Command | undefined> {
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name]?.load() : undefined;
}

async function strict(command: Command): Promise<Command> {
  const { withHelp } = await import('./help/with-help.js');
  for (const child of [command, ...command.commands]) {
    const words = child === command ? [child.name()] : [command.name(), child.name()];
    withHelp(child, words);
    child.exitOverride().showHelpAfterError(`(see ${ownCommand(...words, '--help')})`);
    for (const option of child.options.filter(takesValue)) refuseEmpty(option);
    for (const argument of child.registeredArguments) refuseEmpty(argument);
  }
  return command;
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

/** An empty value is an unset variable of a script: taken for a condition or a path, it would ask for something else. */
function refuseEmpty(option: Option | Argument): void {
  const { parseArg, variadic } = option;
  option.argParser((value: string, before: unknown) => {
    if (value.trim() === '') throw new InvalidArgumentError('expected a value that is not empty.');
    if (parseArg) return parseArg(value, before);
    return variadic ? [...(Array.isArray(before) ? before : []), value] : value;
  });
}

/** `help COMMAND` of a command that there is not: the one that was probably meant. */
async function refuseUnknown(name: string, part = '--help'): Promise<void> {
  if (name.startsWith('-')) return;
  const { unknownCommand, unknownPart } = await import('./help/elsewhere.js');
  if (!Object.hasOwn(COMMANDS, name)) throw unknownCommand(name, Object.keys(COMMANDS));
  const known = part.startsWith('-') ? undefined : await COMMANDS[name]?.load();
  if (known && !known.commands.some((child) => child.name() === part)) throw unknownPart(part, known);
}

/** Says which commands have a flag that this one does not know, and which words need quotes. */
async function sayElsewhere(error: CommanderError, words: readonly string[]): Promise<void> {
  if (error.code !== 'commander.unknownOption' && error.code !== 'commander.excessArguments') return;
  const { elsewhere, unquotedTime } = await import('./help/elsewhere.js');
  const text =
    error.code === 'commander.excessArguments' ? unquotedTime(words) : await elsewhere(error, words, COMMANDS);
  if (text !== undefined) say(text);
}

function report(error: unknown, debug: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (debug) say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  else say(`ssm-audit: ${safeText(error instanceof Error ? error.message : String(error))}`);
  return exitCodeOf(error);
}
