import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dependencies } from '../../package.json';
import { LOCAL_PROGRAMS } from '../../scripts/local-program-bundle';
import { trailFolder } from '../cli/trail-folder';
import { signer } from '../core/integrity/signed-trail';
import { commandLines, commandsIn } from './command-lines';
import { InstalledPackage, type Run } from './installed-package';
import { loadedModules } from './loaded-modules';
import { type PackedPackage, packedPackage } from './packed-package';
import { ScratchApp } from './scratch-app';

/** What an installation may take, in bytes. */
const MOST_BYTES = 60_000_000;

/** `npm run test:package`: the package as others get it, packed, installed and used away from this project. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-package-'));
  try {
    const packed = packedPackage(folder);
    holdsNothingElse(packed);
    const installed = InstalledPackage.install(packed.tarball, folder);
    installsQuietly(installed);
    await loadsWhatItHas(installed, packed);
    runsEveryCommand(installed, folder);
    startsWhole(installed);
    isUsedByOthers(ScratchApp.create(packed.tarball, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function holdsNothingElse({ files }: PackedPackage): void {
  const KNOWN =
    /^(?:bin\/ssm-audit|dist\/.+|docs\/.+|types\/\w+\.d\.ts|lib\/core\/rules\/pack\/(?:correlations\/)?[\w-]+\.yml|[A-Z]+(?:\.md)?|package\.json)$/;
  assert.deepEqual(
    files.filter((file) => !KNOWN.test(file) || file.endsWith('.cases.yml')),
    [],
  );
  assert.ok(files.includes('LICENSE') && files.includes('dist/THIRD-PARTY-NOTICES.txt'), 'licenses are packed');
  told(`packed ${files.length} files`);
}

function installsQuietly({ bytes, said }: InstalledPackage): void {
  assert.doesNotMatch(said, /EBADENGINE|deprecated|vulnerabilit/);
  assert.ok(bytes < MOST_BYTES, `${bytes} bytes installed, at most ${MOST_BYTES}`);
  told(`installed ${(bytes / 1e6).toFixed(1)} MB`);
}

async function loadsWhatItHas({ folder }: InstalledPackage, { files }: PackedPackage): Promise<void> {
  const functions = readdirSync(join(folder, 'dist', 'functions')).map((name) => `dist/functions/${name}/index.mjs`);
  const exported = ['dist/construct.cjs', 'dist/rules.cjs'];
  const scripts = LOCAL_PROGRAMS.map((name) => `dist/${name}.cjs`);
  const programs = ['bin/ssm-audit', ...scripts, 'dist/explorer-worker.cjs', 'dist/first-run.mjs'];
  const used = await loadedModules(folder, [...programs, ...exported, ...functions]);
  const code = files.filter((file) => /^dist\/.*\.[cm]js$/.test(file));
  assert.deepEqual(
    code.filter((file) => !used.files.has(file)),
    [],
    'every file of dist is used',
  );
  assert.deepEqual([...used.packages].sort(), ['aws-cdk-lib', 'constructs', ...Object.keys(dependencies)].sort());
  told(`${code.length} files of code, each used; packages beside them: ${Object.keys(dependencies).join(', ')}`);
}

function runsEveryCommand(installed: InstalledPackage, folder: string): void {
  const key = signer('one');
  const lines = commandLines(trailFolder(folder, { signers: [key, key] }));
  assert.deepEqual(Object.keys(lines).sort(), [...commandsOf(installed)].sort(), 'each command has a line here');
  for (const [command, line] of Object.entries(lines)) {
    const run = succeeded(line, installed.shell(line));
    assert.notEqual(run.stdout + run.stderr, '', `${command} answers`);
  }
  told(`ran ${Object.keys(lines).join(', ')}`);
}

function commandsOf(installed: InstalledPackage): readonly string[] {
  const help = (command: string) => succeeded(command, installed.shell(`ssm-audit ${command} --help`)).stdout;
  return commandsIn(help('')).flatMap((name) => {
    const below = commandsIn(help(name)).map((each) => `${name} ${each}`);
    return below.length > 0 ? below : [name];
  });
}

/** The whole chain on the embedded services that are in the package, and the commands that it prints, as they stand there. */
function startsWhole(installed: InstalledPackage): void {
  const line = `node ${join(installed.folder, 'dist', 'first-run.mjs')}`;
  const { stdout } = succeeded(line, installed.shell(line));
  const printed = stdout.split('\n').flatMap((each) => /^(?: {2}|\$ )(.*ssm-audit .*)$/.exec(each)?.[1] ?? []);
  assert.ok(printed.length > 0, 'commands to go on with are printed');
  for (const command of printed.map(ended)) succeeded(command, installed.shell(command));
  told(`ran the first run, and the ${printed.length} commands that it prints`);
}

/** The command that opens the explorer goes on until Ctrl-C; here is no browser to open. */
function ended(command: string): string {
  return command.endsWith(' ui') ? `timeout -s INT --preserve-status 5 ${command} --no-open` : command;
}

function isUsedByOthers(app: ScratchApp): void {
  app.compile();
  app.run('app.js');
  const assets = [...app.assets().values()].map((files) => files.join(' ')).sort();
  assert.deepEqual(assets, ['index.mjs', 'index.mjs', 'index.mjs', 'index.mjs', 'index.mjs rules.json']);
  assert.deepEqual(JSON.parse(app.run('matches.js')), {
    matched: [['document-deleted', 'high', ['eventName']]],
    none: [],
    refused: [['broken.yml', 1]],
  });
  assert.equal(app.run('esm.mjs'), 'function function');
  told('a CDK app of its own synthesizes, and a program matches rules');
}

function succeeded(line: string, run: Run): Run {
  assert.equal(run.code, 0, `${line}\n${run.stderr}`);
  return run;
}

function told(what: string): void {
  process.stdout.write(`test:package: ${what}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`test:package: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
