import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { types } from 'node:util';
import { unreadableReason } from '../paths/unreadable-reason';
import { UsageError } from '../terminal/cli-error';

/** The configuration of the person who runs a command. */
export interface UserConfiguration {
  /** The file of names. */
  readonly names?: string;
}

const EXPECTED = 'expected an object such as {"names": "names.csv"}';

/** Where the configuration is: `SSM_AUDIT_CONFIG`, else where the XDG base directory specification puts it. */
export function userConfigurationFile(env: NodeJS.ProcessEnv): string {
  const folder = env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
  return env['SSM_AUDIT_CONFIG'] || join(folder, 'ssm-audit', 'config.json');
}

/**
 * The configuration, with paths that begin at its own folder. Empty without a file, unless the environment names it. Throws
 * `UsageError` for what cannot be read.
 */
export async function userConfiguration(env: NodeJS.ProcessEnv): Promise<UserConfiguration> {
  const file = userConfigurationFile(env);
  const text = textOf(file, env);
  return text === undefined ? {} : configurationIn(text, file);
}

/** At once, as little as it is: the module that waits for files takes longer to load than a question to answer. */
function textOf(file: string, env: NodeJS.ProcessEnv): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (!env['SSM_AUDIT_CONFIG'] && isMissing(error)) return undefined;
    throw refusal(file, unreadableReason(error));
  }
}

function configurationIn(text: string, file: string): UserConfiguration {
  const value = parsed(text, file);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusal(file, 'it has no object');
  const unknown = Object.keys(value).find((key) => key !== 'names');
  if (unknown !== undefined) throw refusal(file, `it has the key ${JSON.stringify(unknown)}, which nothing reads`);
  const { names } = value as { readonly names?: unknown };
  if (names === undefined) return {};
  if (typeof names !== 'string' || names === '') throw refusal(file, `names is ${JSON.stringify(names)}, not a path`);
  return { names: resolve(dirname(file), names) };
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refusal(file, error instanceof Error ? error.message : String(error));
  }
}

function refusal(file: string, reason: string): UsageError {
  return new UsageError(`your configuration '${file}' cannot be read (${reason}): ${EXPECTED}`);
}

function isMissing(error: unknown): boolean {
  return types.isNativeError(error) && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
