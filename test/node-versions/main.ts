import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { PROJECT_ROOT } from '../../scripts/project-root';

/** The oldest Node.js that package.json admits, and the newest of each line since. */
const VERSIONS = ['20.19', '22', '24', '26'];

/** A line of the README that holds a command which has to work in a fresh checkout. */
const COMMAND = /^npm ci && npm (?:start|test)$/gm;

/**
 * `npm run test:node -- [VERSION…]`: runs the README's commands in a fresh checkout of what is committed, under each Node.js
 * that the project admits. The `node` package of npm brings them. Exits with 1 where a command fails.
 */
function main(): void {
  const asked = process.argv.slice(2);
  const failed = (asked.length > 0 ? asked : VERSIONS).filter((version) => !isGreen(version));
  tell(failed.length === 0 ? 'green under each Node.js' : `red under Node.js ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

function isGreen(version: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-node-'));
  try {
    const [checkout, tools] = [join(folder, 'checkout'), join(folder, 'tools')];
    execFileSync('git', ['clone', '--quiet', PROJECT_ROOT, checkout]);
    execFileSync('npm', ['install', '--silent', '--no-save', '--prefix', tools, `node@${version}`]);
    const path = `${join(tools, 'node_modules', 'node', 'bin')}${delimiter}${process.env['PATH']}`;
    return commands(checkout).every((command) => isDone(command, version, checkout, path));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commands(checkout: string): readonly string[] {
  return readFileSync(join(checkout, 'README.md'), 'utf8').match(COMMAND) ?? [];
}

function isDone(command: string, version: string, cwd: string, PATH: string): boolean {
  tell(`Node.js ${version}: ${command}`);
  const { status } = spawnSync('bash', ['-c', `node --version && ${command}`], {
    cwd,
    env: { ...ownEnvironment(), PATH },
    stdio: 'inherit',
  });
  if (status !== 0) tell(`Node.js ${version}: failed: ${command}`);
  return status === 0;
}

/** The environment without what `npm run` puts into it for its own checkout. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE|INIT_CWD)/.test(name)));
}

function tell(line: string): void {
  process.stdout.write(`=== ${line}\n`);
}

main();
