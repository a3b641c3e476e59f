import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PROJECT_ROOT } from './project-root';
import { writeChanged } from './write-changed';

/** Everything that a build reads of the project. Names count, too: a new file may be what an import now means. */
const SOURCES = ['bin', 'lambda', 'lib', 'samples', 'scripts'];
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'node_modules/.package-lock.json'];

const RECORD = 'node_modules/.cache/ssm-audit/build.json';

/** What a build was made of, and what it made: hashes, and the files of packages that it read. */
interface BuildRecord {
  readonly sources: string;
  readonly packages: readonly string[];
  readonly read: string;
  readonly made: string;
}

/** The hash of the project's own files that a build reads, and of whose code it makes: to be taken before they are read. */
export function hashOfSources(root = PROJECT_ROOT): string {
  const files = hashOf(root, [...SOURCES.flatMap((folder) => filesBelow(root, folder)), ...SETTINGS]);
  return `${files} ${process.versions.v8}`;
}

/** Whether the latest build read what is there now and everything that it made still stands in `dist`, and nothing else. */
export function isBuilt(root = PROJECT_ROOT): boolean {
  const record = readRecord(root);
  if (record === undefined || record.sources !== hashOfSources(root)) return false;
  return record.read === hashOf(root, record.packages) && record.made === hashOf(root, filesBelow(root, 'dist'));
}

/** Remembers a build of these sources that read `inputs`, as paths from the project's folder. */
export function recordBuild(sources: string, inputs: readonly string[], root = PROJECT_ROOT): void {
  const packages = [...new Set(inputs.filter((input) => input.includes('node_modules/')))].sort();
  const record: BuildRecord = {
    sources,
    packages,
    read: hashOf(root, packages),
    made: hashOf(root, filesBelow(root, 'dist')),
  };
  writeChanged({ path: join(root, RECORD), contents: Buffer.from(JSON.stringify(record)) });
}

function readRecord(root: string): BuildRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(root, RECORD), 'utf8'));
  } catch {
    return undefined;
  }
}

function filesBelow(root: string, folder: string): readonly string[] {
  try {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map((entry) => relative(root, join(entry.parentPath, entry.name))).sort();
  } catch {
    return [];
  }
}

function hashOf(root: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0${contentHash(join(root, file))}\n`);
  return hash.digest('hex');
}

/** A file that is not there is told from one that is empty. */
function contentHash(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return 'absent';
  }
}
