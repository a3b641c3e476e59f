import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../package.json';
import { changelogSection } from './changelog-section';
import { PROJECT_ROOT } from './project-root';

/** Where a release's files go: what the workflow attests and publishes. */
const RELEASE = join(PROJECT_ROOT, 'release');

/** The tag that a release is made of does not fit the version in package.json. */
export class WrongTagError extends Error {
  constructor(readonly tag: string) {
    super(`the tag is ${tag} and package.json says ${version}: expected the tag v${version}`);
    this.name = 'WrongTagError';
  }
}

/**
 * `npm run release -- TAG`: the notes of a release, from the changelog, and the package, in the folder `release`. With
 * `--dry-run` prints both and leaves nothing; without a tag, what is unreleased.
 */
function main(words: readonly string[]): void {
  const [tag] = words.filter((word) => !word.startsWith('-'));
  if (tag !== undefined && tag !== `v${version}`) throw new WrongTagError(tag);
  const changelog = readFileSync(join(PROJECT_ROOT, 'CHANGELOG.md'), 'utf8');
  const isDry = words.includes('--dry-run');
  const notes = changelogSection(changelog, tag === undefined && isDry ? 'Unreleased' : version);
  if (isDry) show(notes);
  else make(notes);
}

function show(notes: string): void {
  process.stdout.write(`${notes}\n\n`);
  pack(['--dry-run', '--loglevel', 'notice']);
}

function make(notes: string): void {
  mkdirSync(RELEASE, { recursive: true });
  writeFileSync(join(RELEASE, 'notes.md'), `${notes}\n`);
  pack(['--pack-destination', RELEASE]);
}

function pack(options: readonly string[]): void {
  execFileSync('npm', ['pack', ...options], { cwd: PROJECT_ROOT, stdio: 'inherit' });
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`release: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
