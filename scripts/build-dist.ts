import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { buildFunctions } from './build-functions';
import { hashOfSources, isBuilt, recordBuild } from './build-record';
import { COMMAND_LINE } from './command-line-bundle';
import { EXPLORER_WORKER, EXPORTS, EXTRACT } from './common-js-bundles';
import { compiledCode } from './compiled-code';
import { judgingCode } from './judging-code';
import { LOCAL_PROGRAMS, localProgram } from './local-program-bundle';
import { pageBundles } from './page-bundle';
import { DIST, PROJECT_ROOT } from './project-root';
import { packedRuleCases } from './rule-cases';
import { compiledRulePack } from './rule-pack';
import { thirdPartyNotices } from './third-party-notices';
import { UNFINISHED, writeChanged } from './write-changed';

const NOTICES = join(DIST, 'THIRD-PARTY-NOTICES.txt');
/** What V8 made of the scripts for local stores, by their paths. */
const CODES = new Map(LOCAL_PROGRAMS.map((name) => [join(DIST, `${name}.cjs`), join(DIST, `${name}.code`)]));

/**
 * Builds everything that runs into `dist`, which then holds that and nothing else. What would be the same is left alone,
 * so that several runs of the tests at once do not take it from each other; and where nothing has changed since the
 * latest build, down to the bytes, nothing is built.
 */
export async function buildDist(): Promise<void> {
  if (isBuilt()) return;
  const sources = hashOfSources();
  // The code of another script of the same length would run in its place.
  for (const code of CODES.values()) rmSync(code, { force: true });
  const bundles = await Promise.all(
    [COMMAND_LINE, ...LOCAL_PROGRAMS.map(localProgram), EXPLORER_WORKER, EXTRACT, EXPORTS, ...pageBundles()].map(
      bundle,
    ),
  );
  const metafiles = [...bundles, ...(await buildFunctions())];
  const [pack, cases] = [compiledRulePack(await judgingCode()), packedRuleCases()];
  writeChanged(pack);
  writeChanged(cases);
  // After the rules, because the questions whose code is kept mark rows by them.
  for (const [program, code] of CODES) writeChanged({ path: code, contents: compiledCode(program) });
  writeChanged({ path: NOTICES, contents: Buffer.from(thirdPartyNotices(metafiles)) });
  const outputs = metafiles.flatMap((metafile) => Object.keys(metafile.outputs));
  removeOthers(
    new Set([
      NOTICES,
      ...CODES.values(),
      pack.path,
      cases.path,
      ...outputs.map((output) => join(PROJECT_ROOT, output)),
    ]),
  );
  recordBuild(
    sources,
    metafiles.flatMap((metafile) => Object.keys(metafile.inputs)),
  );
}

async function bundle(options: BuildOptions): Promise<Metafile> {
  const { outputFiles, metafile } = await build({ ...options, write: false, metafile: true });
  for (const file of outputFiles) writeChanged(file);
  return metafile;
}

/** Removes what is left of an earlier build, but not what another process is writing. */
function removeOthers(built: ReadonlySet<string>): void {
  for (const entry of readdirSync(DIST, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const isUnfinished = entry.name.startsWith(UNFINISHED);
    if (!entry.isDirectory() && !built.has(path) && !isUnfinished) rmSync(path, { force: true });
  }
}
