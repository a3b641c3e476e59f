import { type Argument, Command, CommanderError, InvalidArgumentError, type Option } from 'commander';
import { version } from '../../package.json';
import { safeText } from '../core/text/safe-text';
import { EXIT, exitCodeOf } from './terminal/cli-error';
import { withoutColours } from './terminal/colour';
import { outliveReaders, say } from './terminal/output';
import { ownCommand } from './terminal/own-command';
import { clearProgress } from './terminal/progress-line';

/** The commands. Each is loaded only when you run it, so that starting costs no more than the command needs. */
const COMMANDS: Readonly<Record<string, { readonly summary: string; load(): Promise<Command> }>> = {
  extract: {
    summary: 'print the Systems Manager records of log files',
    load: async () => (await import('./extract/extract-command.js')).extractCommand(),
  },
  ingest: {
    summary: 'index log files on disk in the local store',
    load: async () => (await import('./ingest/ingest-command.js')).ingestCommand(),
  },
  query: {
    summary: 'list events: who did what, to what, with what outcome',
    load: async () => (await import('./query/query-command.js')).queryCommand(),
  },
  show: {
    summary: 'show one event whole, with commands for your next questions',
    load: async () => (await import('./show/show-command.js')).showCommand(),
  },
  story: {
    summary: 'tell what belongs together, in order: of an event, session, key, actor or resource',
    load: async () => (await import('./story/story-command.js')).storyCommand(),
  },
  summary: {
    summary: 'count what happened in a window: by event, actor, resource, outcome and time',
    load: async () => (await import('./summary/summary-command.js')).summaryCommand(),
  },
  changes: {
    summary: 'show what changed between two times: parameters, documents, associations, windows, baselines',
    load: async () => (await import('./changes/changes-command.js')).changesCommand(),
  },
  status: {
    summary: 'check whether anything is missing',
    load: async () => (await import('./status/status-command.js')).statusCommand(),
  },
  reconcile: {
    summary: 'compare the log files in the bucket or folder with what is indexed',
    load: async () => (await import('./reconcile/reconcile-command.js')).reconcileCommand(),
  },
  backfill: {
    summary: 'index older log files: the history of a window, an account or a region',
    load: async () => (await import('./reconcile/backfill-command.js')).backfillCommand(),
  },
  verify: {
    summary: 'check that digests, log files, receipts and rows are what CloudTrail signed',
    load: async () => (await import('./verify/verify-command.js')).verifyCommand(),
  },
  alerts: {
    summary: 'list rules, and show the alerts that they make',
    load: async () => (await import('./alerts/alerts-command.js')).alertsCommand(),
  },
};

/** Flags that may be anywhere on the command line, with any command. */
const EVERYWHERE: readonly string[] = ['--debug', '--no-color'];

/** Runs the command line. Sets the exit code and never forces the exit, so that output is written to its end. */
export async function main(argv: readonly string[]): Promise<void> {
  const debug = argv.includes('--debug');
  const words = asked(argv.filter((word) => !EVERYWHERE.includes(word)));
  if (argv.includes('--no-color')) withoutColours(process.env);
  outliveReaders();
  try {
    await (await program(words[0])).parseAsync([...words], { from: 'user' });
  } catch (error) {
    process.exitCode = report(error, debug);
  } finally {
    clearProgress();
  }
}

/** `help COMMAND` as `COMMAND --help`: the command is loaded then, and has more to tell than its summary. */
function asked(words: readonly string[]): readonly string[] {
  return words[0] === 'help' && words.length > 1 ? [...words.slice(1), '--help'] : words;
}

/** The program with the one command that is asked for, or with the summaries of all. */
async function program(name: string | undefined): Promise<Command> {
  const root = new Command('ssm-audit')
    .description('Ask the audit trail of AWS Systems Manager: who did this, to what, and what else did they do?')
    .version(version, '--version', 'print the version of this program')
    .option('--debug', 'show stack traces')
    .option('--no-color', 'print no colours, as with NO_COLOR in the environment')
    .showHelpAfterError(`(see ${ownCommand('--help')})`)
    .exitOverride();
  const asked = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (asked) return root.addCommand(strict(await asked.load()));
  for (const [known, { summary }] of Object.entries(COMMANDS)) root.command(known).description(summary);
  return root;
}

function strict(command: Command): Command {
  for (const child of [command, ...command.commands]) {
    const words = child === command ? [child.name()] : [command.name(), child.name()];
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

function report(error: unknown, debug: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (debug) say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  else say(`ssm-audit: ${safeText(error instanceof Error ? error.message : String(error))}`);
  return exitCodeOf(error);
}
