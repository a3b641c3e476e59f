import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { PROJECT_ROOT } from './project-root';

/** The folder of an input's package, however deep the input lies in it. */
const PACKAGE_FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)/i;

/** A package inside a bundle has no license file and names none in its package.json. */
export class UnlicensedPackageError extends Error {
  constructor(readonly folder: string) {
    super(`${folder} is bundled and names no license: expected a license file, or "license" in its package.json`);
    this.name = 'UnlicensedPackageError';
  }
}

/** The licenses of the packages inside bundles, each text once, as those licenses ask whoever passes the code on. */
export function thirdPartyNotices(metafiles: readonly Metafile[]): string {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap((each) => Object.keys(each.inputs)));
  const folders = new Set(inputs.flatMap((input) => PACKAGE_FOLDER.exec(input)?.[0] ?? []));
  const packagesByText = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { title, text } = licenseOf(folder);
    packagesByText.set(text, [...(packagesByText.get(text) ?? []), title]);
  }
  const parts = [...packagesByText].map(([text, titles]) => `${titles.join('\n')}\n\n${text}\n`);
  return ['This program contains the following packages under their own licenses.\n', ...parts].join(`\n${RULE}\n\n`);
}

const RULE = '-'.repeat(80);

function licenseOf(folder: string): { readonly title: string; readonly text: string } {
  const path = join(PROJECT_ROOT, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const files = readdirSync(path).filter((file) => LICENSE_FILE.test(file));
  if (files.length === 0 && license === undefined) throw new UnlicensedPackageError(folder);
  const texts = files.sort().map((file) => readFileSync(join(path, file), 'utf8').replaceAll('\r\n', '\n').trim());
  return { title: `${name} ${version}`, text: texts.length > 0 ? texts.join('\n\n') : `License: ${license}` };
}
