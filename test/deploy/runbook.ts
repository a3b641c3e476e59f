import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../scripts/project-root';
import { runScript } from './command';
import type { DeployedStack } from './deployed-stack';
import type { Emulator } from './emulator';

const PAGE = 'docs/operations.md';

/** What became of one command of the runbook. */
export interface RunbookResult {
  readonly chapter: string;
  readonly command: string;
  /** Why it was not run. */
  readonly skipped?: string;
  /** What went wrong. */
  readonly problem?: string;
}

/** Commands that are not run here, with the reason. */
const NOT_HERE: readonly (readonly [RegExp, string])[] = [
  [/\b(?:KEY|BUCKET|REF|NAME|PATH|ARN|UUID|EVENT_ID)\b/, 'you fill in a name'],
  [/^\s*(?:# |filter )/, 'no command'],
  [/\bnpx cdk\b/, 'the deployments of this page'],
  [/\baws health\b/, 'AWS Health'],
  [/^redrive /m, '`StartMessageMoveTask`, which the emulator lacks'],
  [
    /^(?:aws \w+ [\w-]+(?: --version-id)?|bin\/ssm-audit (?:backfill|verify --(?:content|rows)))$/,
    'the arguments that you add',
  ],
  [/\blambda invoke\b/, 'answers with a failed batch on purpose where nothing waits'],
];

/** What the emulator lacks that commands of a block then miss: how the failure reads, and what it is. */
const LACKING: readonly (readonly [RegExp, string])[] = [
  [
    /get-resource-policy|GetResourcePolicy/,
    'resource policies of tables, which CloudFormation of the emulator does not set',
  ],
];

/**
 * Commands that exit with 1 although they ran well: `status` and `reconcile` if something is wrong, which a stack that is
 * looked into may have, and `grep` if it finds nothing, as in the log of a function that is well.
 */
const MAY_TELL = /^(?:bin\/ssm-audit (?:status|reconcile|verify|query|backfill)|grep)\b/;

/** Tells each command that fails, wherever in a block it stands. */
const TELL_FAILURES = `trap 'echo "FAILED $? $BASH_COMMAND" >&2' ERR`;
const FAILURE = /^FAILED (\d+) (.*)$/m;

/** Runs the commands of each chapter of the runbook as they stand. */
export function runRunbook(emulator: Emulator, stack: DeployedStack, folder: string): readonly RunbookResult[] {
  // The commands of the page are for the folder of this project, and leave files in it.
  symlinkSync(join(PROJECT_ROOT, 'bin'), join(folder, 'bin'));
  const page = readFileSync(join(PROJECT_ROOT, PAGE), 'utf8');
  const [prelude = ''] = /```sh\n(export SSM_AUDIT_STACK=[\s\S]*?)```/.exec(page)?.slice(1) ?? [];
  const chapters = page.split(/^### /m).slice(1);
  return chapters.flatMap((text) => {
    const [chapter = ''] = text.split('\n', 1);
    return commandsIn(text).map((command) => ({
      chapter,
      command,
      ...outcome(emulator, stack, prelude, command, folder),
    }));
  });
}

/** Blocks of a shell, and commands in the text. */
function commandsIn(text: string): readonly string[] {
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block.trim());
  const inline = [...text.replaceAll(/```[\s\S]*?```/g, '').matchAll(/`((?:bin\/ssm-audit|aws|log|redrive) [^`]+)`/g)];
  return [...blocks, ...inline.map(([, command = '']) => command)];
}

type Outcome = Pick<RunbookResult, 'skipped' | 'problem'>;

function outcome(emulator: Emulator, stack: DeployedStack, prelude: string, command: string, folder: string): Outcome {
  const reason = NOT_HERE.find(([pattern]) => pattern.test(command))?.[1];
  if (reason !== undefined) return { skipped: reason };
  const script = `${prelude.replace('SSM_AUDIT_STACK=ssm-audit', `SSM_AUDIT_STACK=${stack.name}`)}\n${TELL_FAILURES}\n${command}\n`;
  const { code, stderr } = runScript(script, { cwd: folder, env: emulator.environment() });
  const lines = stderr.trim().split('\n');
  const lacking = LACKING.find(([pattern]) => lines.some((line) => isFailure(line) && pattern.test(line)));
  const others = lines.filter((line) => !lacking?.[0].test(line));
  const failed = others.find(isFailure) ?? (code === 0 || FAILURE.test(stderr) ? undefined : `exit code ${code}`);
  if (failed !== undefined) {
    return { problem: `${failed}: ${others.filter((line) => !FAILURE.test(line)).at(-1) ?? ''}` };
  }
  return lacking === undefined ? {} : { skipped: lacking[1] };
}

/** Of a pipe, the last command that failed is told. What AWS refused in one before it says so itself. */
function isFailure(line: string): boolean {
  const [, code, command = ''] = FAILURE.exec(line) ?? [];
  if (code === undefined) return /^(?:An error occurred|usage: aws|aws: error)/.test(line);
  return !(code === '1' && MAY_TELL.test(command));
}
