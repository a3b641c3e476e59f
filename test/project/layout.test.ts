import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** A larger folder is looked through by the alphabet. */
const MOST_FILES = 25;

/** Folders of `lib` are shown to this depth; what is deeper belongs to its parent. */
const SHOWN_DEPTH = 2;

/** What is made here and ignored by git; a hidden folder but these two is somebody's own. */
const MADE = readFileSync(join(ROOT, '.gitignore'), 'utf8')
  .split('\n')
  .map((line) => line.replace(/\/$/, ''));
const HIDDEN = ['.ci', '.github'];

/** The project's folders at the top. */
const TOP_FOLDERS = foldersIn(ROOT).filter((name) => (name.startsWith('.') ? HIDDEN : [name]).includes(name));

function foldersIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => name).filter((name) => !MADE.includes(name));
}

/** The folders below a path of the project, to a depth. */
function foldersBelow(path: string, depth: number): readonly string[] {
  const folders = foldersIn(join(ROOT, path)).map((name) => `${path}/${name}`);
  return depth === 1 ? folders : folders.flatMap((folder) => [folder, ...foldersBelow(folder, depth - 1)]);
}

/** The folders of the tree in CONTRIBUTING.md, as paths. */
function shownFolders(): readonly string[] {
  const [, tree = ''] = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8').split(/^## Where things are\n\n```\n/m);
  const [lines = ''] = tree.split('\n```');
  const path: string[] = [];
  return lines.split('\n').map((line) => {
    const [, indent = '', name = ''] = /^( *)(\S+)/.exec(line) ?? [];
    path.splice(indent.length / 2, path.length, name);
    return path.join('/');
  });
}

it('the tree in CONTRIBUTING.md is the tree', () => {
  expect([...shownFolders()].sort()).toEqual([...TOP_FOLDERS, ...foldersBelow('lib', SHOWN_DEPTH)].sort());
});

it(`no folder of lib has more than ${MOST_FILES} TypeScript files`, () => {
  const counts = foldersBelow('lib', 9).map((folder) => {
    const files = readdirSync(join(ROOT, folder)).filter((name) => /\.tsx?$/.test(name));
    return [folder, files.length] as const;
  });
  expect(counts.filter(([, count]) => count > MOST_FILES)).toEqual([]);
});
