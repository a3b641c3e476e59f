import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { DIST, PROJECT_ROOT } from './project-root';

const PACK = join(PROJECT_ROOT, 'lib', 'core', 'rules', 'pack');
const CASES = '.cases.yml';

/** The cases that prove the rules that come with the project, as JSON by the name of the rule's file: where they go, and as what. */
export function packedRuleCases(): { readonly path: string; readonly contents: Uint8Array } {
  const files = readdirSync(PACK, { recursive: true, withFileTypes: true }).filter(({ name }) => name.endsWith(CASES));
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  const cases = Object.fromEntries(
    paths.map((path) => [`${basename(path, CASES)}.yml`, parse(readFileSync(path, 'utf8'))]),
  );
  return { path: join(DIST, 'rule-cases.json'), contents: Buffer.from(`${JSON.stringify(cases)}\n`) };
}
