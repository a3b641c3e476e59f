import { type Command, Option } from 'commander';
import type { GivenNames } from './given-names';

/** The flag that names a file of names; false for `--no-names`. */
export interface NamesFlag {
  readonly names?: string | false;
}

/** Adds `--names FILE` and `--no-names`. */
export function withNamesFlag(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--names <file>',
        'show names beside the IDs of accounts, Identity Center users and networks: CSV or JSON with id, name and kind',
      ),
    )
    .addOption(new Option('--no-names', 'show no names, even if your configuration has a file of them'));
}

/** The path of the file that the flag names, or else the configuration of the person. Undefined without any. */
export async function namesFileOf({ names }: NamesFlag, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (names !== undefined) return names || undefined;
  const { userConfiguration } = await import('./user-configuration.js');
  return (await userConfiguration(env)).names;
}

/**
 * The names of the file that the flag names, or else the configuration of the person. Undefined without any. Throws `UsageError`
 * for a file that cannot be read, whatever the form of the answer.
 */
async function givenNames(flags: NamesFlag, env: NodeJS.ProcessEnv): Promise<GivenNames | undefined> {
  const file = await namesFileOf(flags, env);
  if (file === undefined) return undefined;
  const { namesIn } = await import('./names-in-file.js');
  return namesIn(file);
}

/** Forms of answers that show names. */
const SHOWN_IN: readonly string[] = ['table', 'csv', 'md', 'html'];

/**
 * The names for an answer in a form. Data for programs has none, so that it is the same for everybody: if the flag asks for names
 * there, says so.
 */
export async function namesFor(
  flags: NamesFlag & { readonly output: string },
  env: NodeJS.ProcessEnv,
): Promise<GivenNames | undefined> {
  const given = await givenNames(flags, env);
  if (given === undefined || SHOWN_IN.includes(flags.output)) return given;
  if (flags.names) {
    const { say } = await import('../terminal/output.js');
    say(
      `note: --output ${flags.output} has no names, so that it is the same with and without them; tables and CSV show them`,
    );
  }
  return undefined;
}
