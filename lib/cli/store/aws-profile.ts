import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A profile of the AWS CLI, as far as its files tell. */
export interface AwsProfile {
  /** What follows `--profile` or stands in AWS_PROFILE; `default` if neither is given. */
  readonly name: string;
  readonly isNamed: boolean;
  /** Whether keys in the environment come before it. */
  readonly isOverruled: boolean;
  /** Whether a file has it. */
  readonly isKnown: boolean;
  /** The profiles that there are. */
  readonly known: readonly string[];
  /** The files that were looked into. */
  readonly files: readonly string[];
}

/** The head of a section: `[default]` and `[profile X]` in the configuration, `[X]` in the file of credentials. */
const CONFIGURED = /^\s*\[\s*(?:profile\s+(\S[^\]]*?)|(default))\s*\]/gm;
const WITH_KEYS = /^\s*\[\s*(\S[^\]]*?)\s*\]/gm;

/** The profile whose credentials are used, and whether there is one of that name. Reads names alone. */
export function awsProfile(asked: string | undefined, env: NodeJS.ProcessEnv): AwsProfile {
  const name = asked ?? env['AWS_PROFILE'];
  const config = env['AWS_CONFIG_FILE'] ?? join(homedir(), '.aws', 'config');
  const credentials = env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(homedir(), '.aws', 'credentials');
  const known = [...new Set([...sections(config, CONFIGURED), ...sections(credentials, WITH_KEYS)])];
  return {
    name: name ?? 'default',
    isNamed: name !== undefined,
    isOverruled: name === undefined && Boolean(env['AWS_ACCESS_KEY_ID']),
    isKnown: known.includes(name ?? 'default'),
    known,
    files: [config, credentials],
  };
}

function sections(file: string, head: RegExp): readonly string[] {
  try {
    return [...readFileSync(file, 'utf8').matchAll(head)].flatMap(([, name, other]) => name ?? other ?? []);
  } catch {
    return [];
  }
}
