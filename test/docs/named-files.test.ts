import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'bench/README.md', ...pagesIn('docs')];

/** A path of the project as it stands in texts: complete, and no pattern. */
const NAMED = /`((?:bench|bin|docs|lambda|lib|samples|scripts|test)\/[\w./-]+)`/g;

/** A link to another page or file of the project, without its chapter. */
const LINKED = /\]\((?!https?:)([^)#\s]+)/g;

function pagesIn(folder: string): readonly string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter(({ name }) => name.endsWith('.md'))
    .map(({ parentPath, name }) => join(parentPath, name).slice(ROOT.length + 1));
}

it.each(PAGES)('%s names and links to files that there are', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const named = [...text.matchAll(NAMED)].map(([, path = '']) => path);
  const linked = [...text.matchAll(LINKED)].map(([, path = '']) => join(dirname(page), path));
  expect([...named, ...linked].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
